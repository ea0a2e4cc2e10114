// SPDX-License-Identifier: MIT

internal import Kn8CEL
package import Kn8Value

/// The ValidatingAdmissionPolicies among the input, with their bindings and what they look up.
package struct AdmissionPolicies: Sendable {
    private static let group = "admissionregistration.k8s.io"
    /// Requests that no policy is asked about.
    private static let exempt: Set<String> = [
        "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "MutatingAdmissionPolicy",
        "MutatingAdmissionPolicyBinding",
    ]

    private var policies: [String: AdmissionPolicy] = [:]
    private var bindings: [AdmissionBinding] = []
    private var objects: [Value] = []

    /// None.
    package init() {}

    /// Whether there is nothing to run.
    package var isEmpty: Bool { policies.isEmpty || bindings.isEmpty }

    /// The kinds of which policies look up objects: those of parameters, and Namespace.
    package var lookedUpKinds: Set<String> {
        isEmpty ? [] : Set(policies.values.compactMap(\.paramKind?.kind)).union(["Namespace"])
    }

    /// Whether `object` is a policy or a binding.
    package static func isPolicy(_ object: Value) -> Bool {
        guard let apiVersion = object["apiVersion"]?.string, apiVersion.hasPrefix(group + "/") else { return false }
        return object["kind"]?.string?.hasPrefix("ValidatingAdmissionPolicy") == true
    }

    /// Takes in a policy, a binding, or an object that policies may look up.
    package mutating func add(_ object: Value) {
        switch object["kind"]?.string {
        case "ValidatingAdmissionPolicy":
            let policy = AdmissionPolicy(object)
            policies[policy.name] = policy
        case "ValidatingAdmissionPolicyBinding": bindings.append(AdmissionBinding(object))
        default: objects.append(object)
        }
    }

    /// What the bound policies say against the creation of `object`.
    func violations(of object: Value, _ entry: KindEntry) -> [Violation] {
        denials(of: object, entry, AdmissionRequest()).map { denial in
            Violation(rule: "admission/denied", severity: denial.severity, message: denial.message, path: FieldPath())
        }
    }

    /// What the bound policies say against the request `asked` about `object`; of a deletion, the object that goes.
    package func denials(of object: Value, _ entry: KindEntry, _ asked: AdmissionRequest) -> [AdmissionDenial] {
        guard !isEmpty, entry.group != Self.group || !Self.exempt.contains(entry.kind) else { return [] }
        let namespace = entry.namespaced ? object["metadata"]?["namespace"]?.string ?? "default" : ""
        let namespaceObject = self.namespaceObject(namespace)
        let labels = AdmissionMatch.labels(of: namespaceObject)
        var denials: [AdmissionDenial] = []
        for binding in bindings {
            guard let policy = policies[binding.policyName],
                policy.match.matches(object, entry, asked, namespaceLabels: labels),
                binding.match.matches(object, entry, asked, namespaceLabels: labels)
            else { continue }
            let decisions: [AdmissionEvaluation.Decision]
            switch binding.params(of: policy.paramKind, for: namespace, among: objects) {
            case .failure(let fault): decisions = policy.failsClosed ? [.init(message: fault.message)] : []
            case .success(let params):
                decisions = params.flatMap { param in
                    AdmissionEvaluation(policy, object, entry, asked, param: param, namespace: namespaceObject)
                        .decisions()
                }
            }
            denials += decisions.map { decision in
                let source = "ValidatingAdmissionPolicy '\(policy.name)' with binding '\(binding.name)'"
                return AdmissionDenial(
                    severity: binding.severity,
                    message: binding.severity == .error
                        ? "\(source) denied request: \(decision.message)"
                        : "Validation failed for \(source): \(decision.message)",
                    reason: decision.reason
                )
            }
        }
        return denials
    }

    /// The namespace from the input, or one of which only the name is known; null for none.
    private func namespaceObject(_ name: String) -> Value {
        if name.isEmpty { return .null }
        let known = objects.first { $0["kind"]?.string == "Namespace" && $0["metadata"]?["name"]?.string == name }
        guard case .object(var namespace)? = known else {
            return ["metadata": ["name": .string(name), "labels": ["kubernetes.io/metadata.name": .string(name)]]]
        }
        // Every namespace has its name as a label.
        guard case .object(var metadata)? = namespace["metadata"] else { return .object(namespace) }
        var labels = metadata["labels"]?.object ?? ValueMap()
        labels["kubernetes.io/metadata.name"] = .string(name)
        metadata["labels"] = .object(labels)
        namespace["metadata"] = .object(metadata)
        return .object(namespace)
    }
}
