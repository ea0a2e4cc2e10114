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
            guard template.member.group == "apps" else { return [] }
            let selector = template.member.value[path: ["spec", "selector", "matchLabels"]]?.strings ?? [:]
            return selector.sorted { $0.key < $1.key }.compactMap { key, value in
                guard template.labels[key] != value else { return nil }
                let has = template.labels[key].map { "has \(key)=\($0)" } ?? "has no label \(key)"
                return Breach(
                    object: template.member.index,
                    message:
                        "`selector` does not match template `labels`: it asks for \(key)=\(value), the template \(has)",
                    path: FieldPath(keys: "spec", "selector", "matchLabels", key)
                )
            }
        }
    }
}
