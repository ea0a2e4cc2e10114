// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// What an apply would do to one object.
package struct PlannedChange: Sendable {
    /// The kinds of change.
    package enum Action: String, Hashable, Sendable {
        case create
        case update
        case delete
        /// Only the status changes.
        case status
    }

    /// What is done.
    package let action: Action
    /// The object now; nil when there is none.
    package let before: Object?
    /// The object then; nil when it goes.
    package let after: Object?
    /// The resource that serves it.
    package let resource: Resource
    /// Whether the reconcilers do it, and not the manifests.
    package let isDerived: Bool
    /// What it comes to, the gravest first.
    package let consequences: [Consequence]
    /// The scalars of the status that change, as `path: old → new`; times and counters of generations left out.
    package let statusChanges: [String]

    /// The change from `before` to `after`; nil when nothing but what the server writes by itself differs.
    ///
    /// - Parameter manifest: What `after` was made from; nil when that is not known. Fields that are in neither it nor `before`
    ///   are defaults, which this server may not have.
    package init?(
        before: Object?,
        after: Object?,
        manifest: Object? = nil,
        resource: Resource,
        isDerived: Bool
    ) {
        let noise = DiffNoise(schema: nil)
        let (settledBefore, whole) = noise.settled(
            before,
            after,
            applied: before.flatMap { LastApplied.manifest(of: $0) }
        )
        let settledAfter =
            before == nil ? whole : whole.map { noise.withoutDefaults($0, before: settledBefore, manifest: manifest) }
        let old = settledBefore.map(DiffNoise.withoutServerFields)
        let new = settledAfter.map(DiffNoise.withoutServerFields)
        statusChanges = before == nil || after == nil ? [] : StatusChanges.between(before?["status"], after?["status"])
        switch (before, after) {
        case (nil, nil): return nil
        case (nil, _): action = .create
        case (_, nil): action = .delete
        case _ where old != new: action = .update
        case _ where !statusChanges.isEmpty: action = .status
        default: return nil
        }
        self.before = before
        self.after = after
        self.resource = resource
        self.isDerived = isDerived
        // The rights of what reconcilers make are those of what it is made from, and the sets of a Deployment grow and shrink
        // as it is rolled.
        let isSet = ["ReplicaSet", "ReplicationController"].contains(resource.gvk.kind)
        consequences = ConsequenceRules.consequences(from: settledBefore, to: settledAfter)
            .filter { !isDerived || ($0.sort != .privilege && !(isSet && $0.sort == .scale)) }
    }

    /// The object, as it is or was.
    package var object: Object { after ?? before ?? Object(.emptyObject) }

    /// `deployment.apps/web`.
    package var title: String { "\(resource.printedName)/\(object.name)" }
}

/// The differences of two statuses that mean something.
enum StatusChanges {
    private static let noise: Set<String> = [
        "observedGeneration", "lastTransitionTime", "lastUpdateTime", "lastProbeTime", "startTime", "startedAt",
        "completionTime", "podIP", "podIPs", "collisionCount", "uid", "resourceVersion",
    ]
    private static let deepest = 16

    static func between(_ old: Value?, _ new: Value?) -> [String] {
        var found: [String] = []
        compare(old, new, "", 0, &found)
        return found
    }

    private static func compare(_ old: Value?, _ new: Value?, _ path: String, _ depth: Int, _ found: inout [String]) {
        if old == new || depth > deepest { return }
        switch (old, new) {
        case (.object(let left), .object(let right)):
            let keys = Set(left.keys).union(right.keys).sorted()
            for key in keys where !noise.contains(key) && !key.hasSuffix("Time") {
                compare(left[key], right[key], path.isEmpty ? key : "\(path).\(key)", depth + 1, &found)
            }
        case (.array(let left), .array(let right)):
            compareLists(left, right, path, depth, &found)
        case (nil, .object), (nil, .array): found.append("\(path): set")
        case (.object, nil), (.array, nil): found.append("\(path): removed")
        default: found.append("\(path): \(shown(old)) → \(shown(new))")
        }
    }

    // Conditions go by their type, other elements by their place.
    private static func compareLists(
        _ old: [Value],
        _ new: [Value],
        _ path: String,
        _ depth: Int,
        _ found: inout [String]
    ) {
        if let before = KeyedElements(old), let after = KeyedElements(new) {
            for type in Set(before.elements.keys).union(after.elements.keys).sorted() {
                let (left, right) = (before.elements[type], after.elements[type])
                let (was, becomes) = (left?["status"]?.string ?? "none", right?["status"]?.string ?? "none")
                if was != becomes { found.append("\(path)[\(type)]: \(was) → \(becomes)") }
            }
            return
        }
        for index in 0..<max(old.count, new.count) {
            compare(
                old.indices.contains(index) ? old[index] : nil,
                new.indices.contains(index) ? new[index] : nil,
                "\(path)[\(index)]",
                depth + 1,
                &found
            )
        }
    }

    private struct KeyedElements {
        var elements: [String: Value] = [:]

        init?(_ list: [Value]) {
            for element in list {
                guard let type = element["type"]?.string, element["status"]?.string != nil else { return nil }
                elements[type] = element
            }
        }
    }

    private static func shown(_ value: Value?) -> String {
        guard let value else { return "none" }
        return value.string ?? value.json()
    }
}
