// SPDX-License-Identifier: MIT

import Foundation

/// A manifest with marks around the places where findings are due: `«RULE[,RULE]|text»`, which may nest. The marks are
/// taken out before the text is judged. A first line `#! crlf bom latin` gives the text other line ends, a byte order
/// mark, or another encoding.
struct SeededFile {
    /// A finding as it is due, or as it was found: places from 1, the end behind the last character.
    struct Place: Hashable, Comparable, CustomStringConvertible {
        var line: Int
        var column: Int
        var endLine: Int
        var endColumn: Int
        var rule: String

        var description: String { "\(line):\(column)-\(endLine):\(endColumn) \(rule)" }

        static func < (left: Place, right: Place) -> Bool {
            (left.line, left.column, left.endLine, left.endColumn, left.rule)
                < (right.line, right.column, right.endLine, right.endColumn, right.rule)
        }
    }

    /// The file's name.
    let name: String
    /// What is to be judged.
    let bytes: Data
    /// What is due, by place.
    let due: [Place]

    init(_ url: URL) throws {
        name = url.lastPathComponent
        var text = try String(contentsOf: url, encoding: .utf8).unicodeScalars[...]
        var words: [Substring] = []
        if text.starts(with: "#! ".unicodeScalars), let end = text.firstIndex(of: "\n") {
            words = Substring(text[..<end]).dropFirst(3).split(separator: " ")
            text = text[text.index(after: end)...]
        }
        var plain = String.UnicodeScalarView()
        var open: [(rules: [String], line: Int, column: Int)] = []
        var due: [Place] = []
        var (line, column) = (1, 1)
        while let scalar = text.popFirst() {
            switch scalar {
            case "«":
                let rules = text.prefix { $0 != "|" }
                text = text.dropFirst(rules.count + 1)
                open.append((String(Substring(rules)).split(separator: ",").map(String.init), line, column))
            case "»":
                guard let mark = open.popLast() else { continue }
                due += mark.rules.map {
                    Place(line: mark.line, column: mark.column, endLine: line, endColumn: column, rule: $0)
                }
            default:
                if scalar == "\n", words.contains("crlf") { plain.append("\r") }
                plain.append(scalar)
                (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
            }
        }
        let encoding: String.Encoding = words.contains("latin") ? .isoLatin1 : .utf8
        let encoded = String(plain).data(using: encoding) ?? Data()
        bytes = words.contains("bom") ? Data([0xEF, 0xBB, 0xBF]) + encoded : encoded
        self.due = due.sorted()
    }

    /// All files of the fixtures, by name.
    static func all() throws -> [SeededFile] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/seeded")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .sorted { $0.lastPathComponent < $1.lastPathComponent }.map(SeededFile.init)
    }
}
