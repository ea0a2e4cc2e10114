// SPDX-License-Identifier: MIT

extension Value {
    /// Takes out the field at `path`, one of a mapping; nothing changes when it leads nowhere.
    package mutating func remove(at path: FieldPath) { remove(at: path.steps[...]) }

    // The path is shorter with every step, so it ends.
    private mutating func remove(at steps: ArraySlice<FieldPath.Step>) {
        guard let step = steps.first else { return }
        switch (step, self) {
        case (.key(let key), .object):
            guard steps.count > 1 else {
                self[key] = nil
                return
            }
            guard var child = self[key] else { return }
            child.remove(at: steps.dropFirst())
            self[key] = child
        case (.index(let index), .array(var elements)):
            guard elements.indices.contains(index) else { return }
            elements[index].remove(at: steps.dropFirst())
            self = .array(elements)
        default: return
        }
    }
}
