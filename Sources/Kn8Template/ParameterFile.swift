// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The assignments of a `--param-file`, in the grammar of dotenv as oc reads it (`oc:pkg/helpers/newapp/app/env.go`).
package struct ParameterFile: Hashable, Sendable {
    /// The values by name; of a name given twice the last counts.
    package private(set) var values: [String: String] = [:]

    /// The file `text`, which complaints call `name`.
    package init(_ text: String, named name: String) throws(ParameterAssignments.Fault) {
        for bytes in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let line = String(Substring(bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes))
            let content = line.trimming(" \n\t")
            if content.isEmpty || content.hasPrefix("#") { continue }
            guard let (key, value) = ParameterFile.assignment(line) else {
                throw ParameterAssignments.Fault(
                    message: "Cannot read variables from file \(name.goQuoted): Can't separate key from value"
                )
            }
            values[key] = value
        }
        for (key, value) in values.sorted(by: { $0.key < $1.key })
        where ParameterAssignments.complaint(about: key) != nil {
            throw ParameterAssignments.Fault(message: "invalid parameter assignment in \(key)=\(value)")
        }
    }

    private static func assignment(_ line: String) -> (String, String)? {
        let line = withoutComment(line)
        let equals = line.utf8.firstIndex(of: UInt8(ascii: "="))
        let colon = line.utf8.firstIndex(of: UInt8(ascii: ":"))
        let mark: String.Index
        switch (equals, colon) {
        case (let equals?, let colon?): mark = min(equals, colon)
        case (let equals?, nil): mark = equals
        case (nil, let colon?): mark = colon
        case (nil, nil): return nil
        }
        var key = String(line[..<mark])
        if key.hasPrefix("export") { key = String(key.dropFirst("export".count)) }
        return (key.trimming(" "), value(String(line[line.utf8.index(after: mark)...])))
    }

    /// `line` up to the first `#` outside of quotes. Only pieces with a single quote mark open and close quotes, and the
    /// piece that closes them is kept (so `"a#b"` is whole).
    private static func withoutComment(_ line: String) -> String {
        guard line.contains("#") else { return line }
        var isOpen = false
        var kept: [Substring] = []
        for bytes in line.utf8.split(separator: UInt8(ascii: "#"), omittingEmptySubsequences: false) {
            let piece = Substring(bytes)
            if "\"'".utf8.contains(where: { mark in bytes.count(where: { $0 == mark }) == 1 }) {
                if isOpen { kept.append(piece) }
                isOpen.toggle()
            }
            if kept.isEmpty || isOpen { kept.append(piece) }
        }
        return kept.joined(separator: "#")
    }

    /// The value without the blanks and the quotes around it; inside quotes a backslash escapes.
    private static func value(_ text: String) -> String {
        let text = text.trimming(" ")
        guard text.utf8.count > 1, let first = text.first, first == text.last, first == "\"" || first == "'" else {
            return text
        }
        var result = ""
        var isEscaped = false
        for character in text.dropFirst().dropLast() {
            if isEscaped {
                result.append(character == "n" ? "\n" : character == "r" ? "\r" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
            }
        }
        return isEscaped ? result + "\\" : result
    }
}

extension String {
    /// The text without the `characters` at either end.
    fileprivate func trimming(_ characters: String) -> String {
        var rest = self[...]
        while let first = rest.first, characters.contains(first) { rest = rest.dropFirst() }
        while let last = rest.last, characters.contains(last) { rest = rest.dropLast() }
        return String(rest)
    }
}
