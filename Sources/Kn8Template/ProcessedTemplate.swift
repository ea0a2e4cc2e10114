// SPDX-License-Identifier: MIT

package import Kn8Value

/// A template with its holes filled.
package struct ProcessedTemplate: Sendable {
    /// The template with the parameters' values, generators still named, and message and labels filled in. Its `objects`
    /// are the processed ones.
    package let template: Template
    /// The objects as they stood, for the way back.
    let originals: [Value]
    let substitution: Substitution

    /// The processed objects in the template's order; empty when it has none.
    package var objects: [Value] { template.objects ?? [] }

    /// The processed template as a tree, as the server answers it.
    package var tree: Value {
        var tree = template.source
        if !template.message.isEmpty { tree["message"] = .string(template.message) }
        if let labels = template.labels, !labels.isEmpty {
            tree["labels"] = .object(ValueMap(labels.map { ($0.key, Value.string($0.value)) }))
        }
        tree["parameters"] = template.parameters.isEmpty ? nil : .array(template.parameters.map(\.tree))
        tree["objects"] = template.objects.map(Value.array)
        return tree
    }

    /// Where a field of the processed object number `index` comes from.
    package func origin(ofObject index: Int, at path: FieldPath) -> TemplateOrigin {
        let base = FieldPath(keys: "objects").index(index)
        guard originals.indices.contains(index) else { return TemplateOrigin(path: base, parameters: []) }
        var current = originals[index]
        var steps: [FieldPath.Step] = []
        for (depth, step) in path.steps.enumerated() {
            switch step {
            case .key(let key):
                guard let entry = entry(key, of: current) else {
                    if let label = labelOrigin(path, depth: depth) { return label }
                    return origin(base, steps, current)
                }
                steps.append(.key(entry.key))
                current = entry.value
            case .index(let index):
                guard let element = current[index] else { return origin(base, steps, current) }
                steps.append(step)
                current = element
            }
        }
        return origin(base, steps, current)
    }

    /// Whether the field at `path` of the template is `${{NAME}}` and nothing else, with a known name.
    package func isTyped(at path: FieldPath) -> Bool {
        guard let text = template.source.value(at: path)?.string, let name = ReferenceScanner.typedName(text) else {
            return false
        }
        return template.index(of: name) != nil
    }

    /// The entry of the unprocessed mapping that became `key`: a renamed one beats one that had the name.
    private func entry(_ key: String, of value: Value) -> ValueMap.Entry? {
        guard let map = value.object else { return nil }
        let renamed = map.last { entry in
            entry.key != key && ReferenceScanner.mayRefer(entry.key) && substitution.text(entry.key) == key
        }
        return renamed ?? map[key].map { ValueMap.Entry(key: key, value: $0) }
    }

    private func origin(_ base: FieldPath, _ steps: [FieldPath.Step], _ value: Value) -> TemplateOrigin {
        var names = value.string.map(ReferenceScanner.names) ?? []
        if case .key(let key)? = steps.last { names += ReferenceScanner.names(in: key) }
        return TemplateOrigin(path: FieldPath(base.steps + steps), parameters: indices(of: names))
    }

    /// A label that the template gave the object; `path` is the object's, which has none at `depth`.
    private func labelOrigin(_ path: FieldPath, depth: Int) -> TemplateOrigin? {
        guard depth < 3, path.steps.count > 2, path.steps[0] == .key("metadata"), path.steps[1] == .key("labels"),
            case .key(let label) = path.steps[2], let labels = template.source["labels"],
            let entry = entry(label, of: labels)
        else { return nil }
        let names = ReferenceScanner.names(in: entry.key) + (entry.value.string.map(ReferenceScanner.names) ?? [])
        return TemplateOrigin(path: FieldPath(keys: "labels", entry.key), parameters: indices(of: names))
    }

    private func indices(of names: [String]) -> [Int] {
        var found: [Int] = []
        for name in names {
            if let index = template.index(of: name), !found.contains(index) { found.append(index) }
        }
        return found
    }
}

/// Where in a template a field of a processed object comes from.
package struct TemplateOrigin: Hashable, Sendable {
    /// The field in the template, from its root; of what a parameter's value brought along, the place of the reference.
    package var path: FieldPath
    /// The parameters that the field refers to, as indices into the template's, without repetition.
    package var parameters: [Int]
}
