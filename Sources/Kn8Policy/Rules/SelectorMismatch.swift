// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let selectorMismatch = PolicyRule(
        id: "workload/selector-mismatch",
        severity: .error,
        summary: "a workload's selector matches the labels of its pod template",
        remedy: "give the template the labels of the selector"
    ) { set in
        PodTemplate.all(in: set).flatMap { template -> [Breach] in
            guard template.member.group == "apps",
                case .object(let selector)? = template.member.value["spec"]?["selector"]?["matchLabels"]
            else { return [] }
            return selector.compactMap { entry in
                guard case .string(let value) = entry.value else { return nil }
                let label = template.labels[entry.key]?.string
                guard label != value else { return nil }
                let has = label.map { "has \(entry.key)=\($0)" } ?? "has no label \(entry.key)"
                return Breach(
                    object: template.member.index,
                    message:
                        "`selector` does not match template `labels`: it asks for \(entry.key)=\(value), the template \(has)",
                    path: FieldPath(keys: "spec", "selector", "matchLabels", entry.key)
                )
            }
        }
    }
}
