// SPDX-License-Identifier: MIT
internal import Kn8Value

/// Pod templates by namespace and label, so that a Service finds its pods without looking at all of them.
struct PodIndex: Sendable {
    private struct Label: Hashable {
        let namespace: String
        let key: String
        let value: String
    }

    private var templates: [PodTemplate] = []
    private var byLabel: [Label: [Int]] = [:]

    /// An index of nothing.
    init() {}

    /// The index of `templates`.
    init(_ templates: [PodTemplate]) {
        self.templates = templates
        for (index, template) in templates.enumerated() {
            for entry in template.labels {
                guard case .string(let value) = entry.value else { continue }
                let label = Label(namespace: template.member.namespace, key: entry.key, value: value)
                byLabel[label, default: []].append(index)
            }
        }
    }

    /// The templates that a Service in `namespace` with `selector` would send to, in the order of the input.
    func selected(by selector: [String: String], in namespace: String) -> [PodTemplate] {
        var candidates: [Int]?
        for (key, value) in selector where !PodTemplate.isGivenByController(key) {
            let found = byLabel[Label(namespace: namespace, key: key, value: value)] ?? []
            if found.count < candidates?.count ?? .max { candidates = found }
        }
        return (candidates ?? Array(templates.indices)).lazy
            .map { templates[$0] }
            .filter { $0.isSelected(by: selector, in: namespace) }
    }
}
