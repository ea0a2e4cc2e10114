// SPDX-License-Identifier: MIT

internal import Kn8Value

extension NativeRules {
    fileprivate static let missing = ": Required value"

    /// What schema and native rules found together, each fault once: where both speak of a field the native rule does, in
    /// the server's words; and what cannot be read as its type is judged no further.
    static func joined(schema: [Violation], native: [Violation]) -> [Violation] {
        guard !schema.isEmpty, !native.isEmpty else { return schema + native }
        let named = Set(native.map(\.namedField)).union(native.map(\.path.description))
        let mistyped = schema.filter { $0.message.hasPrefix("json: ") }.map(\.path.steps)
        let kept = schema.filter { violation in
            !(["schema/required", "schema/enum"].contains(violation.rule) && named.contains(violation.namedField))
        }
        return kept
            + native.filter { violation in
                !mistyped.contains { violation.path.steps.starts(with: $0) }
            }
    }
}

extension Violation {
    /// The field that the server names. Of what the schema misses, the message says which.
    fileprivate var namedField: String {
        if let field { return field }
        guard rule == "schema/required", message.hasSuffix(NativeRules.missing) else { return path.description }
        return String(message.dropLast(NativeRules.missing.count))
    }
}
