// SPDX-License-Identifier: MIT

package import Kn8Value

extension SchemaCatalog {
    /// What is wrong with `object`: its kind, its fields, its metadata. Fields are judged in the server's words.
    package func validate(_ object: Value, strictness: ValidationStrictness = .strict) -> [Violation] {
        guard case .object(let map) = object else {
            return [Violation(rule: "schema/type", message: "an object must be a mapping", path: FieldPath())]
        }
        guard let apiVersion = map["apiVersion"]?.string, !apiVersion.isEmpty else {
            return [missing("apiVersion")]
        }
        guard let kind = map["kind"]?.string, !kind.isEmpty else { return [missing("kind")] }
        guard let entry = self.kind(apiVersion: apiVersion, kind: kind), let schema = schema(for: entry) else {
            return [unknownKind(apiVersion: apiVersion, kind: kind)]
        }
        var violations: [Violation]
        if schema.isNative {
            violations = SchemaValidator.validate(object, against: schema, strictness: strictness)
            let native = NativeRules.violations(of: object, entry)
            if !native.isEmpty { violations = NativeRules.joined(schema: violations, native: native) }
        } else {
            let (body, metadata) = SchemaCatalog.split(map)
            violations = SchemaValidator.validate(body, against: schema, strictness: strictness)
            violations.removeAll { $0.isAboutEnvelope }
            if let metadata, let shape = self.schema(definition: "meta.v1.ObjectMeta") {
                for var violation in SchemaValidator.validate(metadata, against: shape, strictness: strictness) {
                    violation.path = FieldPath([.key("metadata")] + violation.path.steps)
                    if violation.rule == "schema/unknown-field" {
                        violation.message = "unknown field \"\(violation.path)\""
                    }
                    violations.append(violation)
                }
            }
        }
        violations += MetadataRules.violations(of: object, entry)
        return violations
    }

    /// What `validate` says of an object of that kind when it is not served: kubectl's words, and what is served.
    package func unknownKind(apiVersion: String, kind: String) -> Violation {
        Violation(
            rule: "schema/unknown-kind",
            message: "no matches for kind \"\(kind)\" in version \"\(apiVersion)\"",
            path: FieldPath(keys: "kind"),
            remedy: suggestion(apiVersion: apiVersion, kind: kind)
        )
    }

    private func suggestion(apiVersion: String, kind: String) -> String {
        let (group, _) = SchemaCatalog.parts(of: apiVersion)
        let namesakes = resources.filter { $0.kind == kind }
        if let served = namesakes.first(where: { $0.group == group }) ?? namesakes.first {
            return "\(kind) is served as \(served.apiVersion)"
        }
        let kinds = resources.lazy.filter { $0.group == group }.map(\.kind)
        if let nearest = NearestName.of(kind, among: kinds) ?? NearestName.of(kind, among: resources.map(\.kind)) {
            return "did you mean '\(nearest)'?"
        }
        return "give its CustomResourceDefinition along with it"
    }

    private func missing(_ field: String) -> Violation {
        Violation(
            rule: "schema/required",
            message: "\(field): Required value",
            path: FieldPath(),
            remedy: "add '\(field)'"
        )
    }

    // What every object has is judged by Kubernetes' own definition, and not by the CRD's.
    private static func split(_ map: ValueMap) -> (body: Value, metadata: Value?) {
        var body = map
        let metadata = body["metadata"]
        body["metadata"] = .emptyObject
        return (.object(body), metadata)
    }
}

extension Violation {
    fileprivate var isAboutEnvelope: Bool {
        guard rule == "schema/unknown-field", path.steps.count == 1, case .key(let key) = path.steps[0]
        else { return false }
        return key == "apiVersion" || key == "kind" || key == "metadata"
    }
}
