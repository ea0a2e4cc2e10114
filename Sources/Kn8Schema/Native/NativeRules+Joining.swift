// SPDX-License-Identifier: MIT

internal import Kn8Value

extension NativeRules {
    fileprivate static let missing = ": Required value"

    /// What schema and native rules found together, each fault once: where both speak of a field the native rule does, in
    /// the server's words and under the schema's rule; and what cannot be read as its type is judged no further.
    static func joined(schema: [Violation], native: [Violation]) -> [Violation] {
        guard !schema.isEmpty, !native.isEmpty else { return schema + native }
        let mistyped = schema.filter { $0.message.hasPrefix("json: ") }.map(\.path.steps)
        var native = native.filter { violation in !mistyped.contains { violation.path.steps.starts(with: $0) } }
        let kept = schema.filter { violation in
            guard ["schema/required", "schema/enum"].contains(violation.rule) else { return true }
            let name = violation.namedField
            let twins = native.indices.filter { native[$0].namedField == name || native[$0].path.description == name }
            for twin in twins
            where native[twin].rule == "native/\(violation.rule == "schema/enum" ? "unsupported" : "required")" {
                native[twin].rule = violation.rule
            }
            return twins.isEmpty
        }
        return kept + native
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
