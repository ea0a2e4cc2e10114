// SPDX-License-Identifier: MIT

import Kn8API
import Kn8TestSupport
import Kn8Value
import Synchronization
import Testing

@testable import Kn8Controller

struct ControllersTests {
    static let box = GroupVersionKind(group: "test.dev", version: "v1", kind: "Box")
    static let map = GroupVersionKind(group: "", version: "v1", kind: "ConfigMap")

    /// Makes a ConfigMap for each Box, counts it in the status, and waits `wait` seconds before it says so.
    struct BoxReconciler: Reconciler {
        var wait: Int64 = 0
        var name: String { "box" }
        var drives: GroupVersionKind { box }
        var watches: [WatchRule] { [.owned(map, by: box)] }

        func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
            guard let object = context.object(key, of: box), !object.isBeingDeleted else { return .settled }
            var child = Object(map, namespace: key.namespace, name: key.name, labels: ["box": key.name])
            child.ownerReferences = [object.asController]
            child["data"] = ["size": object["spec", "size"] ?? "none"]
            try await context.ensure(child)
            let passed = context.now.seconds - TestCluster.epoch.seconds
            if passed < wait { return .again(afterSeconds: wait - passed) }
            let maps = context.objects(of: map, controlledBy: object.uid).count
            try await context.setStatus(["maps": .int(Int64(maps))], of: object)
            return .settled
        }
    }

    struct Restless: Reconciler {
        var name: String { "restless" }
        var drives: GroupVersionKind { box }
        var watches: [WatchRule] { [] }

        func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
            guard let object = context.object(key, of: box) else { return .settled }
            try await context.setStatus(["n": .int((object["status", "n"]?.int ?? 0) + 1)], of: object)
            return .settled
        }
    }

    struct Failing: Reconciler {
        var name: String { "failing" }
        var drives: GroupVersionKind { box }
        var watches: [WatchRule] { [] }

        func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
            throw APIError(.forbidden, message: "no")
        }
    }

    static func boxes(_ count: Int) -> [Object] {
        (0..<count).map { index in
            var object = Object(box, namespace: "default", name: "box-\(index)")
            object["spec"] = ["size": .int(Int64(index))]
            return object
        }
    }

    @Test func itsOwnWritesAreSeenAtOnce() async throws {
        let world = try await settle(Self.boxes(3), [BoxReconciler()])
        #expect(world.all("ConfigMap").count == 3)
        #expect(world.get("Box", "box-2")?["status", "maps"] == 1)
    }

    @Test func bothInvariantsHold() async throws {
        try await expectSettledWorldWritesNothing(Self.boxes(4), [BoxReconciler()])
        try await expectOrderDoesNotMatter(Self.boxes(4), [BoxReconciler()])
    }

    @Test func theClockMovesOnlyWhenNothingElseIsLeft() async throws {
        let world = try await settle(Self.boxes(2), [BoxReconciler(wait: 600)])
        #expect(world.report.virtualSeconds == 600)
        #expect(world.get("Box", "box-1")?["status", "maps"] == 1)
        let patient = try await settle(Self.boxes(1), [BoxReconciler(wait: 7200)])
        #expect(patient.report.virtualSeconds < 3601)
        #expect(patient.get("Box", "box-0")?["status"] == nil)
    }

    @Test func garbageCollectionIsSeen() async throws {
        let world = try await settle(Self.boxes(2), [BoxReconciler()])
        let resource = try #require(try await world.cluster.resource(for: Self.box))
        _ = try await world.cluster.delete(
            ObjectKey(namespace: "default", name: "box-0"),
            of: resource,
            options: DeleteOptions()
        )
        #expect(world.all("ConfigMap").map(\.name) == ["box-1"])
    }

    @Test func aDeletedChildComesBackAndADriftedOneIsMended() async throws {
        let world = try await settle(Self.boxes(2), [BoxReconciler()])
        let resource = try #require(try await world.cluster.resource(for: Self.map))
        let key = ObjectKey(namespace: "default", name: "box-0")
        _ = try await world.cluster.delete(key, of: resource, options: DeleteOptions())
        var drifted = try #require(world.get("ConfigMap", "box-1"))
        drifted["data"] = ["size": 7, "mine": "stays"]
        _ = try await world.cluster.update(drifted, of: resource, subresource: nil, options: WriteOptions())
        let mended = try await settle(world.cluster, [BoxReconciler()])
        #expect(mended.get("ConfigMap", "box-0") != nil)
        #expect(mended.get("ConfigMap", "box-1")?["data"] == ["size": 1, "mine": "stays"])
    }

    @Test func whatNeverSettlesIsReportedByNameAndKey() async throws {
        let cluster = try await TestCluster(Self.boxes(1))
        let report = try await Controllers([Restless()], client: cluster, clock: FixedClock()).runToQuiescence()
        #expect(
            report.failures.map(\.description) == ["restless: Box default/box-0: did not settle within 2000 rounds"]
        )
    }

    @Test func `a run that is told to stop finishes the object in hand and is not at rest`() async throws {
        let cluster = try await TestCluster(Self.boxes(3))
        let asked = Mutex(0)
        let stopped = try await Controllers([BoxReconciler()], client: cluster, clock: FixedClock()) {
            asked.withLock { asked in
                asked += 1
                return asked <= 2  // once for the run, once for the first object
            }
        }.runToQuiescence()
        #expect(stopped.reconciles == 1)
        #expect(!stopped.isAtRest)
        #expect(stopped.failures.isEmpty)
        let whole = try await Controllers([BoxReconciler()], client: cluster, clock: FixedClock()).runToQuiescence()
        #expect(whole.isAtRest)
    }

    @Test func failuresAreRetriedAndReported() async throws {
        let cluster = try await TestCluster(Self.boxes(1))
        let report = try await Controllers([Failing()], client: cluster, clock: FixedClock()).runToQuiescence()
        #expect(report.failures.map(\.attempts) == [8])
        #expect(!report.isAtRest)
        #expect(report.failures.map(\.message) == ["no"])
    }
}
