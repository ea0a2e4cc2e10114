// SPDX-License-Identifier: MIT

package import Kn8Value

extension FieldSet {
    /// The deepest nesting that is read; a set that nests deeper is not understood.
    private static let depthLimit = 200

    /// The set that a `fieldsV1` mapping spells; nil when it spells none. Members below a leaf are understood however
    /// they are spelt: `{}` is a member, `{".":{}}` too.
    package init?(fieldsV1: Value) {
        guard let set = FieldSet.read(fieldsV1, depth: 0) else { return nil }
        self = set.below
    }

    private static func read(_ value: Value, depth: Int) -> (isMember: Bool, below: FieldSet)? {
        guard let map = value.object, depth < depthLimit else { return nil }
        var isMember = map.isEmpty
        var nodes: [Node] = []
        nodes.reserveCapacity(map.count)
        for entry in map {
            if entry.key == "." {
                isMember = true
                continue
            }
            guard let step = FieldStep(text: entry.key), let inner = read(entry.value, depth: depth + 1) else {
                return nil
            }
            nodes.append(Node(step: step, isMember: inner.isMember, below: inner.below))
        }
        return (isMember, FieldSet(nodes: nodes))
    }

    /// The set as a `fieldsV1` mapping.
    package var fieldsV1: Value { .object(FieldSet.written(self, isMember: false)) }

    private static func written(_ set: FieldSet, isMember: Bool) -> ValueMap {
        var entries: [ValueMap.Entry] = []
        entries.reserveCapacity(set.nodes.count + 1)
        if isMember { entries.append(ValueMap.Entry(key: ".", value: .emptyObject)) }
        for node in set.nodes {
            let below =
                node.below.isEmpty ? ValueMap() : written(node.below, isMember: node.isMember)
            entries.append(ValueMap.Entry(key: node.step.text, value: .object(below)))
        }
        return ValueMap(unsorted: entries)
    }

    /// The bytes that the API server stores for the set: the steps in their own order, not in that of their text, so that
    /// port 80 comes before port 443.
    package var fieldsV1Text: String {
        var text = ""
        write(to: &text, isMember: false)
        return text
    }

    private func write(to text: inout String, isMember: Bool) {
        text += "{"
        var isFirst = true
        func begin(_ key: String) {
            if !isFirst { text += "," }
            isFirst = false
            text += Value.string(key).json()
            text += ":"
        }
        if isMember {
            begin(".")
            text += "{}"
        }
        for node in nodes {
            begin(node.step.text)
            node.below.write(to: &text, isMember: node.isMember && !node.below.isEmpty)
        }
        text += "}"
    }
}
