// SPDX-License-Identifier: MIT
/// Hides what may be a secret in a line of a file.
///
/// It goes by the look of the text, since a text that does not parse must not leak either, and hides too much rather than
/// too little: in a document that speaks of a Secret, all that stands under `data` and `stringData`; anywhere, what stands
/// behind a name that says so.
package struct SecretLines {
    /// What stands in place of a value.
    package static let stars = "***"

    /// The line to show and the text that was taken out of it.
    package struct Masked: Equatable {
        /// The line as it may be shown.
        package var line: String
        /// Nil when nothing was hidden.
        package var hidden: String?
    }

    let lines: [Substring]
    // The stretches of lines that are documents which speak of a Secret, in order.
    private let secrets: [Range<Int>]
    // The data or stringData key that each line of these stretches stands under, if any.
    private let owners: [Int: Int]

    /// A mask for the file of `lines`.
    package init(_ lines: [Substring]) {
        self.lines = lines
        var secrets: [Range<Int>] = []
        var first = 0
        var speaksOfSecret = false
        for (index, line) in lines.enumerated() {
            if index > first, line.utf8.starts(with: "---".utf8) {
                if speaksOfSecret { secrets.append(first..<index) }
                (first, speaksOfSecret) = (index, false)
            }
            speaksOfSecret = speaksOfSecret || SecretLines.namesSecret(line)
        }
        if speaksOfSecret { secrets.append(first..<lines.count) }
        self.secrets = secrets
        owners = secrets.reduce(into: [:]) { SecretLines.addOwners(in: $1, of: lines, to: &$0) }
    }

    /// Whether the line at `index`, counted from 0, is of a document that speaks of a Secret.
    package func isSecret(_ index: Int) -> Bool { secrets.contains { $0.contains(index) } }

    /// The line at `index`, counted from 0, with what must not be shown replaced.
    package func line(at index: Int) -> Masked {
        guard lines.indices.contains(index) else { return Masked(line: "", hidden: nil) }
        let line = String(lines[index])
        guard isSecret(index), isData(index) else { return named(index) }
        let scalars = Array(line.unicodeScalars)
        // A mapping on one line may hold many values: nothing of it is shown.
        let isOneLine = scalars.contains { $0 == "{" || $0 == "}" || $0 == "," }
        var start = scalars.firstIndex { $0 != " " && $0 != "\t" } ?? 0
        if let colon = scalars.firstIndex(of: ":"), !isOneLine || SecretLines.isDataKey(lines[index]), !isInBlock(index)
        {
            start = colon + 1
            while start < scalars.count, scalars[start] == " " { start += 1 }
        }
        let hidden = text(scalars[start...])
        guard !hidden.allSatisfy({ $0 == " " }) else { return Masked(line: line, hidden: nil) }
        return Masked(line: text(scalars[..<start]) + SecretLines.stars, hidden: hidden)
    }

    private func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }

    // `kind`, and `Secret` somewhere behind it.
    private static func namesSecret(_ line: Substring) -> Bool {
        var rest = line.utf8[...]
        while let mark = rest.firstIndex(of: UInt8(ascii: "k")) {
            rest = rest[mark...]
            if rest.starts(with: "kind".utf8) {
                rest = rest.dropFirst(4)
                while let mark = rest.firstIndex(of: UInt8(ascii: "S")) {
                    rest = rest[mark...]
                    if rest.starts(with: "Secret".utf8) { return true }
                    rest = rest.dropFirst()
                }
                return false
            }
            rest = rest.dropFirst()
        }
        return false
    }

    private func isData(_ index: Int) -> Bool {
        if SecretLines.isDataKey(lines[index]) || lines[index].contains("\"data\"")
            || lines[index].contains("\"stringData\"")
            || lines[index].contains("data:") || lines[index].contains("stringData:")
        {
            return true
        }
        return owners[index] != nil
    }

    // The line of the data or stringData key that a line stands under, at whatever depth. A line in the key's own column is
    // under it too, since it may be wrongly indented, unless it is another field of a Secret.
    private static func addOwners(in stretch: Range<Int>, of lines: [Substring], to owners: inout [Int: Int]) {
        // Of the lines so far, those that are further left than all behind them: the last in its column, and the last key of
        // data in it.
        var open: [(column: Int, line: Int, key: Int?)] = []
        for index in stretch {
            let line = lines[index]
            if line.allSatisfy({ $0 == " " }) { continue }
            let column = column(line)
            var ancestor = index
            var indent = column
            for level in open.reversed() where level.column <= indent {
                if level.column < indent {
                    if level.key == level.line {
                        owners[index] = level.line
                        break
                    }
                    (indent, ancestor) = (level.column, level.line)
                }
                guard let key = level.key else { continue }
                if !isField(lines[ancestor]) { owners[index] = key }
                break
            }
            if line.hasPrefix("---") { open = [] }
            while let last = open.last, last.column > column { open.removeLast() }
            let key = isDataKey(line) ? index : open.last?.column == column ? open.last?.key : nil
            if open.last?.column == column { open.removeLast() }
            open.append((column, index, key))
        }
    }

    private static func isField(_ line: Substring) -> Bool {
        let key = line.drop { " \t-\"'".contains($0) }.prefix { $0.isLetter }
        return ["apiVersion", "kind", "metadata", "type", "immutable"].contains(key)
    }

    // Whether the line is a line of a block or of a string that begins further up: then it has no key to show.
    private func isInBlock(_ index: Int) -> Bool {
        guard let owner = owners[index] else { return false }
        let first = lines[(owner + 1)...].first { !$0.allSatisfy { $0 == " " } }
        guard let first else { return false }
        return SecretLines.indent(lines[index]) != SecretLines.indent(first)
    }

    private static func isDataKey(_ line: Substring) -> Bool {
        let text = line.drop { $0 == " " || $0 == "\t" || $0 == "-" || $0 == "\"" || $0 == "'" }
        for key in ["data", "stringData"] where text.hasPrefix(key) {
            let rest = text.dropFirst(key.count).drop { $0 == "\"" || $0 == "'" || $0 == " " }
            if rest.first == ":" { return true }
        }
        return false
    }

    static func indent(_ line: Substring) -> Int { line.prefix { $0 == " " || $0 == "\t" }.count }

    // The column of the key, behind the dash of a list.
    static func column(_ line: Substring) -> Int { line.prefix { $0 == " " || $0 == "\t" || $0 == "-" }.count }
}
