// SPDX-License-Identifier: MIT

extension SecretLines {
    // How far away the name of a value, or the head of a block, may be.
    private static let reach = 64

    /// The line at `index`, which is none of a Secret's data, without what a name says is a secret.
    func named(_ index: Int) -> Masked {
        let line = lines[index]
        if let start = valueStart(index), let masked = cut(line, from: start) { return masked }
        if isInBlock(index) || isInPrivateKey(index) {
            return cut(line, from: line.firstIndex { !$0.isWhitespace } ?? line.endIndex)
                ?? Masked(line: String(line), hidden: nil)
        }
        var hidden: String?
        let walk = SecretWalk { secret, _ in
            hidden = secret
            return SecretLines.stars
        }
        let shown = walk.rewritten(text: String(line))
        return Masked(line: shown ?? String(line), hidden: hidden)
    }

    private func cut(_ line: Substring, from start: Substring.Index) -> Masked? {
        let value = line[start...]
        let core = value.drop { " \t\"'".contains($0) }
        let text = String(core.reversed().drop { " \t\r\"'},]".contains($0) }.reversed())
        guard !SecretName.isTrivial(text), !["|", "|-", "|+", ">", ">-", ">+", "{", "["].contains(text) else {
            return nil
        }
        return Masked(line: String(line[..<start]) + SecretLines.stars, hidden: text)
    }

    // Where the secret of a line begins: behind `value:` under a telling name, behind a telling key or flag.
    private func valueStart(_ index: Int) -> Substring.Index? {
        let line = lines[index]
        // `{name: DB_PASSWORD, value: x}`, in either order, in YAML or JSON: nothing behind the first of both is shown.
        if let name = SecretLines.text(of: "name", in: line), let value = SecretLines.start(of: "value", in: line) {
            return SecretName.says(name) ? value : nil
        }
        let text = line.drop { " \t-\"'".contains($0) }
        if text.hasPrefix("value"), let value = SecretLines.start(of: "value", in: line) {
            return nameBeside(index).map(SecretName.says) == true ? value : nil
        }
        let word = text.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }
        var rest = text[word.endIndex...].drop { "\"'".contains($0) }
        guard let mark = rest.first, mark == ":" || mark == "=" else { return nil }
        rest = rest.dropFirst()
        guard mark == "=" || rest.first == " " || rest.first == "\t" || rest.first == "\"" else { return nil }
        guard mark == "=" ? SecretName.says(String(word)) : SecretName.saysField(String(word)) else { return nil }
        return rest.drop { $0 == " " || $0 == "\t" }.startIndex
    }

    // The `name` in the same mapping as the `value` at `index`.
    private func nameBeside(_ index: Int) -> String? {
        let column = SecretLines.column(lines[index])
        for step in [-1, 1] {
            var other = index + step
            // A dash begins the mapping, and so ends the look upwards; it belongs to another one on the way down.
            if step == -1, SecretLines.isElement(lines[index]) { continue }
            while lines.indices.contains(other), abs(other - index) <= SecretLines.reach {
                let line = lines[other]
                let isBlank = line.allSatisfy(\.isWhitespace)
                if !isBlank, SecretLines.column(line) < column { break }
                if step == 1, !isBlank, SecretLines.isElement(line), SecretLines.column(line) == column { break }
                if !isBlank, SecretLines.column(line) == column, let name = SecretLines.text(of: "name", in: line) {
                    return name
                }
                if step == -1, SecretLines.isElement(line), SecretLines.column(line) == column { break }
                other += step
            }
        }
        return nil
    }

    // Whether the line belongs to a block text that began at a telling key.
    private func isInBlock(_ index: Int) -> Bool {
        let indent = SecretLines.indent(lines[index])
        guard indent > 0 else { return false }
        var other = index - 1
        while other >= 0, index - other <= SecretLines.reach {
            let line = lines[other]
            if !line.allSatisfy(\.isWhitespace), SecretLines.indent(line) < indent {
                let end = line.reversed().first { !" +-\t\r".contains($0) }
                guard end == "|" || end == ">" else { return false }
                let text = line.drop { " \t-\"'".contains($0) }
                let word = String(text.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) })
                return SecretName.saysField(word) || word == "value" && nameBeside(other).map(SecretName.says) == true
            }
            other -= 1
        }
        return false
    }

    private func isInPrivateKey(_ index: Int) -> Bool {
        let text = lines[index].drop(while: \.isWhitespace)
        guard text.utf8.count >= 8, !text.contains(":"), !text.contains(" ") else { return false }
        var other = index - 1
        while other >= 0, index - other <= SecretLines.reach {
            if lines[other].contains("-----BEGIN ") { return lines[other].contains("PRIVATE KEY-----") }
            if lines[other].contains("-----END ") { return false }
            other -= 1
        }
        return false
    }

    private static func isElement(_ line: Substring) -> Bool { line.drop { $0 == " " || $0 == "\t" }.first == "-" }

    // Where the value of `key` begins, in YAML or JSON.
    private static func start(of key: String, in line: Substring) -> Substring.Index? {
        var rest = line
        while let range = rest.firstRange(of: key) {
            let before = range.lowerBound > line.startIndex ? line[line.index(before: range.lowerBound)] : " "
            var behind = rest[range.upperBound...]
            if behind.first == "\"" || behind.first == "'" { behind = behind.dropFirst() }
            behind = behind.drop { $0 == " " }
            if behind.first == ":", " \t{,\"'-".contains(before) {
                return behind.dropFirst().drop { $0 == " " || $0 == "\t" }.startIndex
            }
            rest = rest[range.upperBound...]
        }
        return nil
    }

    private static func text(of key: String, in line: Substring) -> String? {
        guard let start = start(of: key, in: line) else { return nil }
        let text = line[start...].drop { "\"'".contains($0) }.prefix { !"\"',}# \r".contains($0) }
        return text.isEmpty ? nil : String(text)
    }
}
