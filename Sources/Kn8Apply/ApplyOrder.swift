// SPDX-License-Identifier: MIT

package import Kn8API

/// The order in which a set of objects is applied: what others stand on first.
///
/// kubectl applies in file order; kn8 sorts by kind and by what names what, so that a folder can be applied whole in one go.
/// Otherwise objects stay in the order given.
package enum ApplyOrder {
    /// One object's place.
    package struct Place: Hashable, Sendable {
        /// The object's index in what was given.
        package let index: Int
        /// Objects of one wave may be applied in any order, or at once, when all of the waves before are there.
        package let wave: Int
    }

    /// The place of `kind` in the order; lower ranks are applied first.
    package static func rank(of kind: GroupVersionKind) -> Int {
        switch (kind.group, kind.kind) {
        case ("", "Namespace"), ("project.openshift.io", "Project"): 0
        case ("apiextensions.k8s.io", "CustomResourceDefinition"): 1
        case ("scheduling.k8s.io", "PriorityClass"), ("storage.k8s.io", _), ("admissionregistration.k8s.io", _): 2
        case ("", "ServiceAccount"), ("rbac.authorization.k8s.io", _), ("policy", "PodSecurityPolicy"): 3
        case ("", "ConfigMap"), ("", "Secret"), ("", "LimitRange"), ("", "ResourceQuota"): 4
        case ("", "PersistentVolume"), ("", "PersistentVolumeClaim"): 5
        case ("", "Service"), ("", "Endpoints"), ("discovery.k8s.io", _): 6
        case ("", _), ("apps", _), ("batch", _): 7
        case ("autoscaling", _), ("policy", _), ("networking.k8s.io", _): 8
        default: 9
        }
    }

    /// `items` in the order to apply them, by kind alone; equal ranks keep their order.
    package static func sorted<Item>(_ items: [Item], kind: (Item) -> GroupVersionKind) -> [Item] {
        items.enumerated()
            .map { (rank: rank(of: kind($0.element)), offset: $0.offset, item: $0.element) }
            .sorted { ($0.rank, $0.offset) < ($1.rank, $1.offset) }
            .map(\.item)
    }

    /// The order to apply `objects` in. An object that another of the same or a later rank names goes first; objects that
    /// name each other in a circle stay in the order given.
    ///
    /// - Parameter namespace: Where objects without a namespace go, if their kind has namespaces.
    package static func places(of objects: [Object], namespace: String) -> [Place] {
        let ranks = objects.map { rank(of: $0.gvk) }
        var byName: [ObjectReferences.Name: Int] = [:]
        for (index, object) in objects.enumerated() {
            let name = {
                ObjectReferences.Name(group: object.gvk.group, kind: object.kind, namespace: $0, name: object.name)
            }
            byName[name(object.namespace.isEmpty ? namespace : object.namespace)] = index
            // Whether a kind has namespaces is not known here: it is found either way.
            if object.namespace.isEmpty { byName[name("")] = index }
        }
        let needs = objects.enumerated().map { index, object -> Set<Int> in
            // Namespaces and definitions wait for nothing.
            guard ranks[index] > 1 else { return [] }
            let references = ObjectReferences(of: object, in: object.namespace.isEmpty ? namespace : object.namespace)
            var needs = Set(references.found.compactMap { byName[$0] })
            needs.remove(index)
            return needs
        }
        var waiting = needs.map(\.count)
        var users: [[Int]] = Array(repeating: [], count: objects.count)
        for (index, names) in needs.enumerated() { for name in names { users[name].append(index) } }
        var queue = ReadyQueue(ranks: ranks)
        for index in objects.indices where waiting[index] == 0 { queue.insert(index) }
        var rest = objects.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }[...]
        var waves = Array(repeating: -1, count: objects.count)
        var highest: [Int: Int] = [:]
        var places: [Place] = []
        while places.count < objects.count {
            // In a circle, the first by rank goes without waiting.
            guard let index = queue.popFirst() ?? rest.popFirst() else { break }
            guard waves[index] < 0 else { continue }
            let after = needs[index].map { waves[$0] }.max() ?? -1
            let below = highest.filter { $0.key < ranks[index] }.values.max() ?? -1
            waves[index] = max(after, below) + 1
            highest[ranks[index]] = max(highest[ranks[index]] ?? -1, waves[index])
            places.append(Place(index: index, wave: waves[index]))
            for user in users[index] {
                waiting[user] -= 1
                if waiting[user] == 0 { queue.insert(user) }
            }
        }
        return places.enumerated().sorted { ($0.element.wave, $0.offset) < ($1.element.wave, $1.offset) }.map(\.element)
    }

    /// Indices to take, lowest rank first, and the first given among those of one rank: a binary heap.
    private struct ReadyQueue {
        let ranks: [Int]
        private var heap: [Int] = []

        init(ranks: [Int]) { self.ranks = ranks }

        private func isBefore(_ left: Int, _ right: Int) -> Bool { (ranks[left], left) < (ranks[right], right) }

        mutating func insert(_ index: Int) {
            heap.append(index)
            var child = heap.count - 1
            while child > 0, isBefore(heap[child], heap[(child - 1) / 2]) {
                heap.swapAt(child, (child - 1) / 2)
                child = (child - 1) / 2
            }
        }

        mutating func popFirst() -> Int? {
            guard let first = heap.first else { return nil }
            let last = heap.removeLast()
            guard !heap.isEmpty else { return first }
            heap[0] = last
            var parent = 0
            while true {
                var least = parent
                for child in [2 * parent + 1, 2 * parent + 2]
                where child < heap.count && isBefore(heap[child], heap[least]) { least = child }
                guard least != parent else { return first }
                heap.swapAt(parent, least)
                parent = least
            }
        }
    }
}
