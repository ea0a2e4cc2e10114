// SPDX-License-Identifier: MIT

/// A unified diff in the colours that git gives it.
enum DiffColours {
    /// `text` with an escape sequence around each line that says something.
    static func painted(_ text: String) -> String {
        var result = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let colour =
                switch line.first {
                case _ where line.hasPrefix("---") || line.hasPrefix("+++"): "1"
                case "@": "36"
                case "+": "32"
                case "-": "31"
                default: ""
                }
            result += colour.isEmpty ? "\(line)\n" : "\u{1B}[\(colour)m\(line)\u{1B}[m\n"
        }
        return result
    }
}
