// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let noBackends = PolicyRule(
        id: "service/no-backends",
        severity: .warning,
        summary: "a Service's selector matches the pods of some workload",
        remedy: "fix the selector, or add the workload to the set"
    ) { set in
        set.members("Service", in: "").compactMap { service in
            let selector = service.value[path: ["spec", "selector"]]?.strings ?? [:]
            guard !selector.isEmpty, service.value[path: ["spec", "type"]] != "ExternalName",
                set.podsByLabel.selected(by: selector, in: service.namespace).isEmpty
            else { return nil }
            let words = selector.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
            return Breach(
                object: service.index,
                message: "no pod template in the set has the labels \(words)",
                path: FieldPath(keys: "spec", "selector"),
                part: .key
            )
        }
    }
}

extension PodTemplate {
    /// Whether a Service in `namespace` with `selector` would send to these pods.
    func isSelected(by selector: [String: String], in namespace: String) -> Bool {
        member.namespace == namespace
            && selector.allSatisfy { labels[$0.key]?.string == $0.value || isGivenByController($0.key, $0.value) }
    }

    /// Whether pods may have the label `key` though their template has it not.
    static func isGivenByController(_ key: String) -> Bool {
        key == "statefulset.kubernetes.io/pod-name" || key == "apps.kubernetes.io/pod-index"
    }

    /// Whether the StatefulSet's controller gives one of the pods this label, though the template has it not.
    private func isGivenByController(_ key: String, _ value: String) -> Bool {
        guard member.kind == "StatefulSet" else { return false }
        let ordinal: Substring
        switch key {
        case "statefulset.kubernetes.io/pod-name" where value.hasPrefix("\(member.name)-"):
            ordinal = value.dropFirst(member.name.count + 1)
        case "apps.kubernetes.io/pod-index": ordinal = value[...]
        default: return false
        }
        guard let number = UInt32(ordinal) else { return false }
        return String(number) == ordinal
    }
}
