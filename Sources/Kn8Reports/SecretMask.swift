// SPDX-License-Identifier: MIT
internal import Kn8Value

/// Hides what may be the value of a Secret in a line of a file.
///
/// It goes by the look of the text, since a text that does not parse must not leak either, and hides too much rather than
/// too little: in a document that speaks of a Secret, all that stands under `data` and `stringData`.
struct SecretMask {
    /// What stands in place of a value.
    static let stars = "***"

    /// The line to show and the text that was taken out of it.
    struct Masked: Equatable {
        var line: String
        /// Nil when nothing was hidden.
        var hidden: String?
    }

    private let lines: [Substring]

    /// A mask for the file of `lines`.
    init(_ lines: [Substring]) { self.lines = lines }

    /// The line at `index`, counted from 0, with what must not be shown replaced.
    func line(at index: Int) -> Masked {
        guard lines.indices.contains(index) else { return Masked(line: "", hidden: nil) }
        let line = String(lines[index])
        guard isInSecretDocument(index), isData(index) else { return Masked(line: line, hidden: nil) }
        let scalars = Array(line.unicodeScalars)
        // A mapping on one line may hold many values: nothing of it is shown.
        let isOneLine = scalars.contains { $0 == "{" || $0 == "}" || $0 == "," }
        var start = scalars.firstIndex { $0 != " " && $0 != "\t" } ?? 0
        if let colon = scalars.firstIndex(of: ":"), !isOneLine || isDataKey(line), !isInBlock(index) {
            start = colon + 1
            while start < scalars.count, scalars[start] == " " { start += 1 }
        }
        let hidden = text(scalars[start...])
        guard !hidden.allSatisfy({ $0 == " " }) else { return Masked(line: line, hidden: nil) }
        return Masked(line: text(scalars[..<start]) + SecretMask.stars, hidden: hidden)
    }

    private func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }

    private func isInSecretDocument(_ index: Int) -> Bool {
        var first = index
        while first > 0, !lines[first].hasPrefix("---") { first -= 1 }
        var last = index + 1
        while last < lines.count, !lines[last].hasPrefix("---") { last += 1 }
        return lines[first..<last].contains { line in
            guard let kind = line.range(of: "kind") else { return false }
            return line[kind.upperBound...].contains("Secret")
        }
    }

    private func isData(_ index: Int) -> Bool {
        if isDataKey(String(lines[index])) || lines[index].contains("\"data\"")
            || lines[index].contains("\"stringData\"")
            || lines[index].contains("data:") || lines[index].contains("stringData:")
        {
            return true
        }
        return owner(of: index) != nil
    }

    // The line of the data or stringData key that the line stands under, at whatever depth. A line in the key's own column
    // is under it too, since it may be wrongly indented, unless it is another field of a Secret.
    private func owner(of index: Int) -> Int? {
        var indent = SecretMask.column(lines[index])
        var ancestor = index
        var current = index
        while current > 0 {
            current -= 1
            let line = lines[current]
            if line.hasPrefix("---") { return nil }
            if line.allSatisfy({ $0 == " " }) { continue }
            let here = SecretMask.column(line)
            if isDataKey(String(line)), here <= indent {
                return here == indent && SecretMask.isField(lines[ancestor]) ? nil : current
            }
            guard here < indent else { continue }
            (indent, ancestor) = (here, current)
        }
        return nil
    }

    private static func isField(_ line: Substring) -> Bool {
        let key = line.drop { " \t-\"'".contains($0) }.prefix { $0.isLetter }
        return ["apiVersion", "kind", "metadata", "type", "immutable"].contains(key)
    }

    // Whether the line is a line of a block or of a string that begins further up: then it has no key to show.
    private func isInBlock(_ index: Int) -> Bool {
        guard let owner = owner(of: index) else { return false }
        let first = lines[(owner + 1)...].first { !$0.allSatisfy { $0 == " " } }
        guard let first else { return false }
        return SecretMask.indent(lines[index]) != SecretMask.indent(first)
    }

    private func isDataKey(_ line: String) -> Bool {
        let text = line.drop { $0 == " " || $0 == "\t" || $0 == "-" || $0 == "\"" || $0 == "'" }
        for key in ["data", "stringData"] where text.hasPrefix(key) {
            let rest = text.dropFirst(key.count).drop { $0 == "\"" || $0 == "'" || $0 == " " }
            if rest.first == ":" { return true }
        }
        return false
    }

    private static func indent(_ line: Substring) -> Int { line.prefix { $0 == " " || $0 == "\t" }.count }

    // The column of the key, behind the dash of a list.
    private static func column(_ line: Substring) -> Int { line.prefix { $0 == " " || $0 == "\t" || $0 == "-" }.count }
}

extension Substring {
    fileprivate func range(of word: String) -> Range<Index>? { firstRange(of: word) }
}
