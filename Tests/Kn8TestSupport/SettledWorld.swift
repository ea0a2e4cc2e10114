// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Controller
package import Testing
internal import Kn8Value

/// A cluster after its controllers had nothing left to do.
package struct SettledWorld: Sendable {
    /// The cluster.
    package let cluster: TestCluster
    /// What the controllers did.
    package let report: RunReport

    /// The object of `kind` called `name`; the default namespace when none is given.
    package func get(_ kind: String, _ name: String, namespace: String = "default") -> Object? {
        cluster.get(kind, name, namespace: namespace)
    }

    /// The objects of `kind`, ordered by key.
    package func all(_ kind: String) -> [Object] { cluster.all(kind) }
}

/// Stores `objects` and lets `reconcilers` work on them until nothing is left to do; a failure of theirs fails the test.
package func settle(
    _ objects: [Object],
    _ reconcilers: [any Reconciler],
    sourceLocation: SourceLocation = #_sourceLocation
) async throws -> SettledWorld {
    try await settle(TestCluster(objects), reconcilers, sourceLocation: sourceLocation)
}

/// Lets `reconcilers` work on `cluster` until nothing is left to do; a failure of theirs fails the test.
package func settle(
    _ cluster: TestCluster,
    _ reconcilers: [any Reconciler],
    sourceLocation: SourceLocation = #_sourceLocation
) async throws -> SettledWorld {
    let report = try await Controllers(reconcilers, client: cluster, clock: FixedClock()).runToQuiescence()
    #expect(report.failures.isEmpty, sourceLocation: sourceLocation)
    return SettledWorld(cluster: cluster, report: report)
}

/// Checks that controllers which start anew in the world they have settled write nothing.
package func expectSettledWorldWritesNothing(
    _ objects: [Object],
    _ reconcilers: [any Reconciler],
    sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let world = try await settle(objects, reconcilers, sourceLocation: sourceLocation)
    let before = world.cluster.everything
    let writes = world.cluster.writes
    _ = try await settle(world.cluster, reconcilers, sourceLocation: sourceLocation)
    #expect(world.cluster.writes == writes, sourceLocation: sourceLocation)
    let changed = Set(world.cluster.everything).subtracting(before).map { "\($0.kind) \($0.key)" }.sorted()
    #expect(changed.isEmpty, sourceLocation: sourceLocation)
}

/// Checks that the order in which objects are stored and reconcilers are listed makes no difference to the outcome:
/// all that is left apart are versions, times and Events.
package func expectOrderDoesNotMatter(
    _ objects: [Object],
    _ reconcilers: [any Reconciler],
    shuffles: Int = 5,
    seed: UInt64 = 1,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    var generator = SeededGenerator(seed: seed)
    let expected = try await settle(objects, reconcilers, sourceLocation: sourceLocation).comparable
    for _ in 0..<shuffles {
        let world = try await settle(
            objects.shuffled(using: &generator),
            reconcilers.shuffled(using: &generator),
            sourceLocation: sourceLocation
        )
        #expect(world.comparable == expected, sourceLocation: sourceLocation)
    }
}

extension SettledWorld {
    /// The objects without what may differ from run to run.
    fileprivate var comparable: [Value] {
        cluster.everything.filter { $0.kind != "Event" }.map { $0.value.timeless(depth: 0) }
    }
}

extension Value {
    private static let volatile: Set<String> = [
        "resourceVersion", "generation", "observedGeneration", "creationTimestamp", "lastTransitionTime",
        "lastUpdateTime", "managedFields",
    ]

    fileprivate func timeless(depth: Int) -> Value {
        guard depth < 100 else { return self }
        switch self {
        case .object(let map):
            return .object(
                ValueMap(
                    map.compactMap { entry in
                        Self.volatile.contains(entry.key) ? nil : (entry.key, entry.value.timeless(depth: depth + 1))
                    }
                )
            )
        case .array(let elements): return .array(elements.map { $0.timeless(depth: depth + 1) })
        default: return self
        }
    }
}
