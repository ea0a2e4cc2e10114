// SPDX-License-Identifier: MIT

internal import Kn8CEL
internal import Kn8Value

/// What is wrong with the expressions of a ValidatingAdmissionPolicy: they do not compile
/// (`kubernetes:pkg/apis/admissionregistration/validation/validation.go`), or name what the kinds that they are for do not
/// have (`kubernetes:apiserver/pkg/admission/plugin/policy/validating/typechecking.go`).
struct AdmissionPolicyRules {
    private static let mostKinds = 10

    /// What is wrong with `policy`; kinds are looked up in `catalog`.
    static func violations(of policy: Value, in catalog: SchemaCatalog) -> [Violation] {
        let spec = policy["spec"] ?? .null
        let place = FieldPath(keys: "spec")
        let hasParams = spec["paramKind"] != nil
        let base = AdmissionEnvironment.environment(hasParams: hasParams)
        let (variables, environment) = AdmissionPolicy.variables(of: spec, in: base)
        var violations: [Violation] = []
        func check(_ key: String, _ field: String, in environment: CELEnvironment, mustBe types: [CELType]) {
            for (index, value) in (spec[key]?.array ?? []).enumerated() {
                guard let source = value[field]?.string, !source.trimmed.isEmpty else { continue }
                guard let fault = AdmissionExpression(source, in: environment, mustBe: types).fault else { continue }
                violations.append(
                    Violation(
                        rule: "admission/expression",
                        message: "Invalid value: \(Value.string(source).json()): \(fault)",
                        path: place.key(key).index(index).key(field)
                    )
                )
            }
        }
        check("matchConditions", "expression", in: base, mustBe: [.bool])
        for (index, variable) in variables.enumerated() {
            // A blank one is refused by the rules of built-in kinds.
            guard let fault = variable.expression.fault, !variable.expression.source.trimmed.isEmpty else { continue }
            violations.append(
                Violation(
                    rule: "admission/expression",
                    message: "Invalid value: \(Value.string(variable.expression.source).json()): \(fault)",
                    path: place.key("variables").index(index).key("expression")
                )
            )
        }
        check("validations", "expression", in: environment, mustBe: [.bool])
        check("validations", "messageExpression", in: environment, mustBe: [.string])
        check("auditAnnotations", "valueExpression", in: environment, mustBe: [.string, .null])
        // Types are told apart only where everything compiles without them.
        guard violations.isEmpty else { return violations }
        return typeWarnings(spec, place, in: catalog)
    }

    private static func typeWarnings(_ spec: Value, _ place: FieldPath, in catalog: SchemaCatalog) -> [Violation] {
        let hasParams = spec["paramKind"] != nil
        var found: [(field: FieldPath, warning: String)] = []
        for entry in kinds(of: spec, in: catalog) {
            guard let schema = catalog.schema(for: entry),
                let shape = CELShape.shape(of: schema, isRoot: !schema.isNative, name: entry.kind)
            else { continue }
            let base = AdmissionEnvironment.environment(hasParams: hasParams, object: shape.type)
            let (_, environment) = AdmissionPolicy.variables(of: spec, in: base)
            for (index, value) in (spec["validations"]?.array ?? []).enumerated() {
                for field in ["expression", "messageExpression"] {
                    guard let source = value[field]?.string, !source.trimmed.isEmpty else { continue }
                    guard let fault = AdmissionExpression(source, in: environment).fault else { continue }
                    let path = place.key("validations").index(index).key(field)
                    let words = fault.hasPrefix("compilation failed: ") ? String(fault.dropFirst(20)) : fault
                    found.append((path, "\(entry.apiVersion), Kind=\(entry.kind): \(words)"))
                }
            }
        }
        return found.map { Violation(rule: "admission/type", severity: .warning, message: $0.warning, path: $0.field) }
    }

    /// The kinds that the rules name one by one.
    private static func kinds(of spec: Value, in catalog: SchemaCatalog) -> [KindEntry] {
        var kinds: [KindEntry] = []
        for rule in spec["matchConstraints"]?["resourceRules"]?.array ?? [] {
            func words(_ key: String) -> [String] { (rule[key]?.array ?? []).compactMap(\.string) }
            let (groups, versions) = (words("apiGroups"), words("apiVersions"))
            if (groups + versions).contains("*") { continue }
            for resource in words("resources") where !resource.contains("*") && !resource.contains("/") {
                for group in groups {
                    for version in versions {
                        guard let entry = catalog.resource(group: group, version: version, plural: resource),
                            !kinds.contains(where: { $0.apiVersion == entry.apiVersion && $0.kind == entry.kind })
                        else { continue }
                        kinds.append(entry)
                        if kinds.count == mostKinds { return kinds }
                    }
                }
            }
        }
        return kinds
    }
}
