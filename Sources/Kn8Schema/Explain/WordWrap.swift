// SPDX-License-Identifier: MIT

/// Breaks text at spaces as kubectl does (`mitchellh/go-wordwrap:wordwrap.go`).
enum WordWrap {
    /// `text` with line breaks in place of spaces, so that no line is longer than `limit` unless one word is.
    static func wrapped(_ text: String, at limit: Int) -> String {
        var result = String.UnicodeScalarView()
        var column = 0
        var word: [Unicode.Scalar] = []
        var spaces: [Unicode.Scalar] = []
        func flush() {
            result.append(contentsOf: spaces)
            result.append(contentsOf: word)
            column += spaces.count + word.count
            spaces.removeAll(keepingCapacity: true)
            word.removeAll(keepingCapacity: true)
        }
        for scalar in text.unicodeScalars {
            if scalar == "\n" {
                if word.isEmpty, column + spaces.count > limit { spaces.removeAll(keepingCapacity: true) }
                flush()
                result.append(scalar)
                column = 0
            } else if scalar.properties.isWhitespace, scalar != "\u{A0}" {
                if spaces.isEmpty || !word.isEmpty { flush() }
                spaces.append(scalar)
            } else {
                word.append(scalar)
                if column + spaces.count + word.count > limit, word.count < limit {
                    result.append("\n")
                    column = 0
                    spaces.removeAll(keepingCapacity: true)
                }
            }
        }
        if word.isEmpty, column + spaces.count > limit { spaces.removeAll() }
        flush()
        return String(result)
    }

    /// `text` with every line moved `count` columns to the right, empty ones too, as sprig's `indent` has it.
    static func indented(_ text: String, by count: Int) -> String {
        let pad = String(repeating: " ", count: count)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { pad + $0 }.joined(separator: "\n")
    }
}
