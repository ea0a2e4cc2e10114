// SPDX-License-Identifier: MIT

internal import Kn8Value

/// A set of paths into an object, as a tree: what one manager owns (`structured-merge-diff:fieldpath/set.go`).
///
/// A path may be a member by itself, and others below it: an owned element of a list and its owned fields.
package struct FieldSet: Hashable, Sendable {
    /// One step, whether the path that ends here is a member, and the members below.
    struct Node: Hashable, Sendable {
        let step: FieldStep
        var isMember: Bool
        var below: FieldSet

        var isEmpty: Bool { !isMember && below.isEmpty }
    }

    /// Ascending by step; none is empty.
    private(set) var nodes: [Node]

    /// The empty set.
    package init() { nodes = [] }

    /// The set of `paths`.
    package init(_ paths: some Sequence<[FieldStep]>) {
        nodes = []
        for path in paths { insert(path) }
    }

    /// The set of `nodes`, in any order and each step once; empty ones are left out.
    init(nodes: [Node]) {
        self.nodes = nodes.filter { !$0.isEmpty }
        var isSorted = true
        for index in self.nodes.indices.dropFirst() where !(self.nodes[index - 1].step < self.nodes[index].step) {
            isSorted = false
            break
        }
        if !isSorted { self.nodes.sort { $0.step < $1.step } }
    }

    /// Whether there is no member.
    package var isEmpty: Bool { nodes.isEmpty }

    /// How many members there are.
    package var count: Int { nodes.reduce(0) { $0 + ($1.isMember ? 1 : 0) + $1.below.count } }

    /// The members, those of one level before those below it.
    package var paths: [[FieldStep]] {
        var paths: [[FieldStep]] = []
        collect(into: &paths, after: [])
        return paths
    }

    private func collect(into paths: inout [[FieldStep]], after prefix: [FieldStep]) {
        for node in nodes where node.isMember { paths.append(prefix + [node.step]) }
        for node in nodes { node.below.collect(into: &paths, after: prefix + [node.step]) }
    }

    /// Adds `path`; its parents are not added, and the empty path is never a member.
    package mutating func insert(_ path: some Collection<FieldStep>) {
        guard let step = path.first else { return }
        let rest = path.dropFirst()
        let (index, found) = position(of: step)
        if !found { nodes.insert(Node(step: step, isMember: false, below: FieldSet()), at: index) }
        if rest.isEmpty { nodes[index].isMember = true } else { nodes[index].below.insert(rest) }
    }

    /// Whether `path` is a member.
    package func contains(_ path: some Collection<FieldStep>) -> Bool {
        guard let step = path.first, let node = self[step] else { return false }
        let rest = path.dropFirst()
        return rest.isEmpty ? node.isMember : node.below.contains(rest)
    }

    /// The node of `step`; nil when nothing in the set begins with it.
    subscript(step: FieldStep) -> Node? {
        let (index, found) = position(of: step)
        return found ? nodes[index] : nil
    }

    private func position(of step: FieldStep) -> (index: Int, found: Bool) {
        var low = 0
        var high = nodes.count
        while low < high {
            let middle = low + (high - low) / 2
            if nodes[middle].step < step { low = middle + 1 } else { high = middle }
        }
        return (low, low < nodes.count && nodes[low].step == step)
    }

    /// The members of both, in one pass over each pair of levels.
    private func combined(
        with other: FieldSet,
        _ both: (Node, Node) -> Node?,
        onlyLeft: (Node) -> Node?,
        onlyRight: (Node) -> Node?
    ) -> FieldSet {
        var result: [Node] = []
        result.reserveCapacity(max(nodes.count, other.nodes.count))
        var (left, right) = (0, 0)
        func keep(_ node: Node?) {
            if let node, !node.isEmpty { result.append(node) }
        }
        while left < nodes.count || right < other.nodes.count {
            if left < nodes.count, right < other.nodes.count, nodes[left].step == other.nodes[right].step {
                keep(both(nodes[left], other.nodes[right]))
                left += 1
                right += 1
            } else if right == other.nodes.count
                || (left < nodes.count && nodes[left].step < other.nodes[right].step)
            {
                keep(onlyLeft(nodes[left]))
                left += 1
            } else {
                keep(onlyRight(other.nodes[right]))
                right += 1
            }
        }
        var set = FieldSet()
        set.nodes = result
        return set
    }

    /// What is a member of either.
    package func union(_ other: FieldSet) -> FieldSet {
        if other.isEmpty { return self }
        if isEmpty { return other }
        return combined(
            with: other,
            { Node(step: $0.step, isMember: $0.isMember || $1.isMember, below: $0.below.union($1.below)) },
            onlyLeft: { $0 },
            onlyRight: { $0 }
        )
    }

    /// What is a member of both.
    package func intersection(_ other: FieldSet) -> FieldSet {
        if isEmpty || other.isEmpty { return FieldSet() }
        return combined(
            with: other,
            { Node(step: $0.step, isMember: $0.isMember && $1.isMember, below: $0.below.intersection($1.below)) },
            onlyLeft: { _ in nil },
            onlyRight: { _ in nil }
        )
    }

    /// Whether some path is a member of both.
    package func intersects(_ other: FieldSet) -> Bool {
        var (left, right) = (nodes.startIndex, other.nodes.startIndex)
        while left < nodes.endIndex, right < other.nodes.endIndex {
            if nodes[left].step == other.nodes[right].step {
                if nodes[left].isMember, other.nodes[right].isMember { return true }
                if nodes[left].below.intersects(other.nodes[right].below) { return true }
                left += 1
                right += 1
            } else if nodes[left].step < other.nodes[right].step {
                left += 1
            } else {
                right += 1
            }
        }
        return false
    }

    /// What is a member of this set and not of `other`; a path stays when only its parent or a child is in `other`.
    package func subtracting(_ other: FieldSet) -> FieldSet {
        if isEmpty || other.isEmpty { return self }
        return combined(
            with: other,
            { Node(step: $0.step, isMember: $0.isMember && !$1.isMember, below: $0.below.subtracting($1.below)) },
            onlyLeft: { $0 },
            onlyRight: { _ in nil }
        )
    }

    /// What is a member of this set and neither is in `other` nor below a path of it.
    package func subtractingTrees(_ other: FieldSet) -> FieldSet {
        if isEmpty || other.isEmpty { return self }
        return combined(
            with: other,
            {
                $1.isMember
                    ? nil
                    : Node(step: $0.step, isMember: $0.isMember, below: $0.below.subtractingTrees($1.below))
            },
            onlyLeft: { $0 },
            onlyRight: { _ in nil }
        )
    }

    /// What is a member of this set and is in `other` or below a path of it.
    package func keepingTrees(_ other: FieldSet) -> FieldSet {
        combined(
            with: other,
            { $1.isMember ? $0 : Node(step: $0.step, isMember: false, below: $0.below.keepingTrees($1.below)) },
            onlyLeft: { _ in nil },
            onlyRight: { _ in nil }
        )
    }

    /// The members that have no member below.
    package var leaves: FieldSet {
        FieldSet(
            nodes: nodes.map {
                Node(step: $0.step, isMember: $0.isMember && $0.below.isEmpty, below: $0.below.leaves)
            }
        )
    }

    /// Whether every member is one of `other`.
    package func isSubset(of other: FieldSet) -> Bool { subtracting(other).isEmpty }
}
