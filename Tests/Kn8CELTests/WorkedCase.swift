// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

@testable import Kn8CEL

/// One line of a fixture: `C10 [1.27] {"x": 1} ⊢ x < 1.5 ⇒ !! 1:3 found no matching overload …`.
///
/// After the arrow: a value with its type; `!` and the failure at run time; `!!`, the place where there is one, and the
/// issue.
struct WorkedCase: Sendable, CustomTestStringConvertible {
    let label: String
    let minor: Int
    let variables: [(String, Value)]
    let expression: String
    let expected: String

    var testDescription: String { "\(label) \(expression)" }

    init?(_ line: String) throws {
        let sides = line.components(separatedBy: " ⇒ ")
        guard sides.count == 2, let left = sides.first, let space = left.firstIndex(of: " ") else { return nil }
        label = String(left[..<space])
        expected = sides[1]
        var rest = String(left[left.index(after: space)...])
        var minor = 36
        if rest.hasPrefix("[1."), let close = rest.firstIndex(of: "]"), let number = Int(rest.dropFirst(3).prefix(2)) {
            minor = number
            rest = String(rest[rest.index(close, offsetBy: 2)...])
        }
        self.minor = minor
        let parts = rest.components(separatedBy: " ⊢ ")
        if parts.count == 2, case .object(let map) = try Value(json: parts[0]) {
            variables = map.map { ($0.key, $0.value) }
            expression = parts[1]
        } else {
            variables = []
            expression = rest
        }
    }

    static func read(_ name: String) throws -> [WorkedCase] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap {
            try WorkedCase(String($0))
        }
    }

    /// What the expression comes to, written as `expected` is.
    func outcome(in environment: CELEnvironment) throws -> String {
        var environment = environment
        var activation = CELActivation()
        for (name, value) in variables {
            environment = environment.declaring(name, .dyn)
            activation.bind(name, to: CELValue(json: value))
        }
        do {
            let program = try environment.compile(expression)
            do {
                return try program.evaluate(activation).shown
            } catch {
                return "! \(error.message)"
            }
        } catch {
            guard let issue = error.issues.first else { return "!!" }
            return error.isInstantiation
                ? "!! \(issue.message)" : "!! \(issue.line):\(issue.column) \(issue.message)"
        }
    }
}

extension CELValue {
    /// `int 1`, `string "x"`, `map {"a": 1}`.
    var shown: String {
        switch self {
        case .null: return "null"
        case .list, .map, .object:
            let text = (try? json())?.json() ?? "?"
            return "\(type.runtimeName) \(text)"
        case .string(let text): return "string \(Value.string(text).json())"
        case .bool, .int, .uint, .double: return "\(type.runtimeName) \(keyText)"
        default: return "\(type.runtimeName) \((try? json())?.json() ?? "?")"
        }
    }
}
