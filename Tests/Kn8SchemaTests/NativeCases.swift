// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

/// The cases of `Fixtures/native`: objects and what the API server says of each.
///
/// A file has abbreviations (`$name = words`), templates (`template NAME` and the indented document, `%` in the place of a
/// case's text), and cases: `NAME: label`, the indented text for the template, and what is wrong as `> field: message`.
struct NativeCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var object: Value
    /// The object before, for the rules of changes; nil for a new one.
    var before: Value?
    var want: [String]

    /// Whether a finding is about the version of a kind or the age of a field, of which these cases do not tell.
    func isIgnored(_ rule: String) -> Bool { rule.hasPrefix("schema/deprecated") || rule == "schema/removed-api" }

    /// The cases of all files whose names begin with `prefix`.
    static func all(_ prefix: String) -> [NativeCase] {
        let folder = Manifest.root.appendingPathComponent("Tests/Kn8SchemaTests/Fixtures/native").path
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasPrefix(prefix) && $0.hasSuffix(".txt") }.sorted().flatMap { file in
            read((try? String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)) ?? "", file: file)
        }
    }

    private static func read(_ text: String, file: String) -> [NativeCase] {
        var words: [(name: String, text: String)] = []
        var templates: [String: String] = [:]
        var cases: [NativeCase] = []
        for block in text.components(separatedBy: "\n\n") {
            let lines = block.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
            guard let head = lines.first else { continue }
            func body(_ mark: String) -> String {
                lines.dropFirst().filter { $0.hasPrefix(mark) }.map { $0.dropFirst(mark.count) }.joined(separator: "\n")
            }
            if head.hasPrefix("$") {
                for line in lines {
                    let parts = line.components(separatedBy: " = ")
                    words.append((parts[0], parts.dropFirst().joined(separator: " = ")))
                }
                words.sort { $0.name.count > $1.name.count }
            } else if head.hasPrefix("template ") {
                templates[String(head.dropFirst("template ".count))] = body("  ")
            } else {
                let parts = head.components(separatedBy: ": ")
                let template = templates[parts[0]] ?? "%"
                func object(_ mark: String) -> Value {
                    let text = body(mark).replacingOccurrences(of: "\n", with: " ")
                    return Manifest.one(template.replacingOccurrences(of: "%", with: text))
                }
                cases.append(
                    NativeCase(
                        testDescription: "\(file): \(head)",
                        object: object("  "),
                        before: lines.contains { $0.hasPrefix("- ") } ? object("- ") : nil,
                        want: lines.filter { $0.hasPrefix("> ") }.map { line in
                            words.reduce(String(line.dropFirst(2))) {
                                $0.replacingOccurrences(of: $1.name, with: $1.text)
                            }
                        }
                    )
                )
            }
        }
        return cases
    }
}

extension Violation {
    /// The violation as the server tells it.
    var told: String {
        let field = field ?? path.description
        let words = message.hasPrefix("\(field): ") ? message : "\(field): \(message)"
        return severity == .error ? words : "\(severity.rawValue) \(words)"
    }
}
