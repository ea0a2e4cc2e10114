// SPDX-License-Identifier: MIT

package import Kn8Value

extension SchemaCatalog {
    /// `object` without the fields that its kind does not have, and the server's warning for each of those.
    package func pruned(_ object: Value) -> (known: Value, warnings: [String]) {
        let unknown = validate(object, strictness: .warn).filter { $0.rule == "schema/unknown-field" }
        var known = object
        for violation in unknown { known.remove(violation.path.steps[...]) }
        return (known, unknown.map(\.message))
    }
}

extension Value {
    // The path is one of this value, so it ends.
    fileprivate mutating func remove(_ steps: ArraySlice<FieldPath.Step>) {
        guard let step = steps.first else { return }
        switch (step, self) {
        case (.key(let key), .object):
            guard steps.count > 1 else {
                self[key] = nil
                return
            }
            guard var child = self[key] else { return }
            child.remove(steps.dropFirst())
            self[key] = child
        case (.index(let index), .array(var elements)):
            guard elements.indices.contains(index) else { return }
            elements[index].remove(steps.dropFirst())
            self = .array(elements)
        default: return
        }
    }
}
