// SPDX-License-Identifier: MIT

package import Kn8Value
package import Kn8YAML

extension SchemaCatalog {
    /// The traps of YAML 1.1 in `object` that break no rule of its schema, and so change its meaning in silence. What
    /// breaks a rule is explained there (`SourceObject.finding`). Costs a second reading of a text that may hold traps,
    /// and nothing for any other.
    package func hazards(in object: SourceObject) -> [Violation] {
        guard object.document.hasHazards else { return [] }
        let schema = kind(of: object.value).flatMap(schema(for:))
        return object.document.spanIndex().hazards(under: object.base).compactMap { scalar in
            if scalar.isKey { return keyViolation(scalar, in: object) }
            return violation(scalar, node(at: scalar.path, under: schema), in: object)
        }
    }

    /// What is known of a place of an object.
    private enum Node {
        case known(Schema)
        /// The place is in a part that may hold anything.
        case free
        /// The schema does not name the field; that is a finding already.
        case unknown
    }

    private func node(at path: FieldPath, under root: Schema?) -> Node {
        guard var schema = root else { return .free }
        var steps = path.steps[...]
        if !schema.isNative, steps.first == .key("metadata"), let shape = self.schema(definition: "meta.v1.ObjectMeta")
        {
            schema = shape
            steps = steps.dropFirst()
        }
        for step in steps {
            guard let child = schema.child(step) else {
                return schema.type == .any || (schema.type == .object && schema.isOpen) ? .free : .unknown
            }
            schema = child
        }
        return schema.type == .any ? .free : .known(schema)
    }

    private func keyViolation(_ scalar: UnquotedScalar, in object: SourceObject) -> Violation? {
        guard !scalar.hazard.isForOthers, case .key(let key)? = scalar.path.steps.last else { return nil }
        let text = scalar.hazard.text
        return Violation(
            rule: scalar.hazard.rule,
            severity: .warning,
            message: "the key \(text) is read as \"\(key)\"",
            path: scalar.path,
            part: .key,
            remedy: "\(scalar.hazard.fix) if the text is meant"
        )
    }

    private func violation(_ scalar: UnquotedScalar, _ node: Node, in object: SourceObject) -> Violation? {
        let severity: Severity
        let hazard = scalar.hazard
        switch node {
        case .unknown: return nil
        case .free:
            guard hazard.kind != .null else { return nil }
            severity = .note
        case .known(let schema):
            switch (schema.type, hazard.kind) {
            case (.string, .null) where schema.format.isEmpty && !schema.nullable: severity = .warning
            case (.string, .sexagesimal) where schema.format.isEmpty, (.string, .date) where schema.format.isEmpty:
                severity = .note
            case (.integer, .octal) where !scalar.path.isFileMode, (.intOrString, .octal), (.quantity, .octal),
                (.number, .octal):
                severity = .warning
            default: return nil
            }
        }
        let isSecret = object.isSecretValue(scalar.path)
        let fix =
            switch node {
            case .known(let schema) where schema.type != .string: "write the number without a leading zero"
            case .known where hazard.kind == .null: "\(hazard.fix) if the text is meant, or drop the field"
            default: isSecret ? "write the value with quotes" : "\(hazard.fix) if the text is meant"
            }
        return Violation(
            rule: hazard.rule,
            severity: severity,
            message: isSecret ? "the value without quotes may not be read as it is written" : hazard.explanation,
            path: scalar.path,
            remedy: fix
        )
    }
}

extension FieldPath {
    /// Whether the field is the mode of a file, which people rightly write as an octal number.
    fileprivate var isFileMode: Bool {
        guard case .key(let key)? = steps.last else { return false }
        return key == "mode" || key.hasSuffix("Mode")
    }
}
