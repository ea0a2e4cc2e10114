// SPDX-License-Identifier: MIT

package import Kn8Value

extension SchemaCatalog {
    /// What is wrong with `object`: its kind, its fields, its metadata. Fields are judged in the server's words.
    ///
    /// - Parameter old: The object that this one takes the place of; rules about transitions need it.
    package func validate(
        _ object: Value,
        replacing old: Value? = nil,
        strictness: ValidationStrictness = .strict
    ) -> [Violation] {
        guard case .object(let map) = object else {
            return [Violation(rule: "schema/type", message: "an object must be a mapping", path: FieldPath())]
        }
        guard let apiVersion = map["apiVersion"]?.string, !apiVersion.isEmpty else {
            return [missing("apiVersion")]
        }
        guard let kind = map["kind"]?.string, !kind.isEmpty else { return [missing("kind")] }
        guard
            let entry = self.kind(apiVersion: apiVersion, kind: kind) ?? reference(apiVersion: apiVersion, kind: kind)
        else {
            return [unknownKind(apiVersion: apiVersion, kind: kind)]
        }
        var violations = lifecycleViolations(of: entry)
        if let schema = schema(for: entry) {
            violations += judge(map, schema, entry, strictness)
            if !schema.isNative { violations += ruleViolations(of: object, replacing: old, schema, after: violations) }
        } else {
            violations.append(SchemaCatalog.noSchema(entry))
        }
        violations += admissionViolations(of: object, entry, after: violations)
        if let deprecation = customResource(for: entry)?.version(entry.version)?.deprecation {
            violations.append(
                Violation(
                    rule: "schema/deprecated-api",
                    severity: .warning,
                    message: deprecation,
                    path: FieldPath(keys: "apiVersion")
                )
            )
        }
        if entry.group != "kustomize.config.k8s.io" { violations += MetadataRules.violations(of: object, entry) }
        return violations
    }

    private func judge(
        _ map: ValueMap,
        _ schema: Schema,
        _ entry: KindEntry,
        _ strictness: ValidationStrictness
    ) -> [Violation] {
        let object = Value.object(map)
        guard !schema.isNative else {
            var violations = SchemaValidator.validate(object, against: schema, strictness: strictness)
            let twin = twin(of: entry, schema)
            var native = NativeRules.violations(of: object, twin)
            // The rules are those of today's versions; older ones did without some fields that these ask for.
            if case .reference = twin.origin { native.removeAll { $0.rule == "native/required" } }
            if !native.isEmpty { violations = NativeRules.joined(schema: violations, native: native) }
            violations += DeprecatedFields.violations(of: object, entry)
            if minors.contains(where: { $0 < SchemaCatalog.currentMinor }) {
                violations += ReleaseFacts.shared.earlyFields(of: object, schema, in: minors)
            }
            return violations
        }
        if entry.group == "kustomize.config.k8s.io" {
            return SchemaValidator.validate(object, against: schema, strictness: strictness)
                + DeprecatedFields.violations(ofKustomization: object)
        }
        let (body, metadata) = SchemaCatalog.split(map)
        var violations = SchemaValidator.validate(body, against: schema, strictness: strictness)
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
        return violations
    }

    /// What is wrong with the expressions of a policy, and what the policies say against other objects. They see an
    /// object with its defaults, and not at all when it is too far from its schema.
    private func admissionViolations(of object: Value, _ entry: KindEntry, after found: [Violation]) -> [Violation] {
        if found.contains(where: \.keepsRulesFromRunning) { return [] }
        if entry.kind == "ValidatingAdmissionPolicy", entry.group == "admissionregistration.k8s.io" {
            return AdmissionPolicyRules.violations(of: object, in: self)
        }
        return policies.isEmpty ? [] : policies.violations(of: defaulted(object), entry)
    }

    /// What the rules of a CRD say against `object`. Rules see it with its defaults, and not at all when it is too far
    /// from its schema (`kubernetes:apiext/registry/customresource/strategy.go`).
    private func ruleViolations(
        of object: Value,
        replacing old: Value?,
        _ schema: Schema,
        after found: [Violation]
    ) -> [Violation] {
        guard let tree = RuleTree.of(schema) else { return [] }
        guard !found.contains(where: \.keepsRulesFromRunning) else {
            return [
                Violation(
                    rule: "schema/rules-not-run",
                    message:
                        "Invalid value: null: some validation rules were not checked because the object was invalid; "
                        + "correct the existing errors to complete validation",
                    path: FieldPath()
                )
            ]
        }
        return RuleEvaluation.violations(of: defaulted(object), replacing: old, tree)
    }

    /// The served kind whose fields are those of `entry`; `entry` itself when it is served, or has fields of its own.
    private func twin(of entry: KindEntry, _ schema: Schema) -> KindEntry {
        guard case .reference = entry.origin else { return entry }
        return resources.first { $0.origin == .definition(schema.definition) } ?? entry
    }

    private static func noSchema(_ entry: KindEntry) -> Violation {
        Violation(
            rule: "schema/no-schema",
            severity: .note,
            message: "the fields of \(entry.apiVersion) \(entry.kind) are not known, so they are not judged",
            path: FieldPath(keys: "kind"),
            remedy: "give its CustomResourceDefinition along with it, or name it with --crds"
        )
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
        if kind == "List", apiVersion == "v1" { return "write the objects as a list under items" }
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
    fileprivate var keepsRulesFromRunning: Bool {
        switch rule {
        case "schema/type", "schema/required", "schema/enum": severity == .error
        case "schema/length": message.hasPrefix("Too ")
        default: false
        }
    }

    fileprivate var isAboutEnvelope: Bool {
        guard rule == "schema/unknown-field", path.steps.count == 1, case .key(let key) = path.steps[0]
        else { return false }
        return key == "apiVersion" || key == "kind" || key == "metadata"
    }
}

extension SchemaCatalog {
    /// What is wrong with `object` as the successor of `old`, which the server keeps: what may not change has changed.
    package func violations(from old: Value, to object: Value) -> [Violation] {
        guard let entry = kind(apiVersion: object["apiVersion"]?.string ?? "", kind: object["kind"]?.string ?? "")
        else {
            return []
        }
        return ChangeRules.violations(from: old, to: object, entry)
    }
}
