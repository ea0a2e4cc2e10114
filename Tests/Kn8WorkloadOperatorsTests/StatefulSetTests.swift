// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Controller
import Kn8TestSupport
import Kn8Value
import Testing

@testable import Kn8WorkloadOperators

struct StatefulSetTests {
    static func set(_ name: String, replicas: Int64, annotations: Value = [:]) -> Object {
        var object = Object(.statefulSet, namespace: "default", name: name)
        let labels: Value = ["app": .string(name)]
        object["spec"] = [
            "replicas": .int(replicas), "serviceName": "peers", "selector": ["matchLabels": labels],
            "template": [
                "metadata": ["labels": labels, "annotations": annotations],
                "spec": [
                    "containers": [["name": "c", "image": "i:1"]],
                    "volumes": [["name": "data", "emptyDir": [:]], ["name": "tmp", "emptyDir": [:]]],
                ],
            ],
            "volumeClaimTemplates": [
                [
                    "metadata": ["name": "data", "labels": ["tier": "db"]],
                    "spec": [
                        "accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]],
                    ],
                ]
            ],
        ]
        return object
    }

    private func change(_ world: SettledWorld, _ edit: (inout Object) -> Void) async throws -> SettledWorld {
        var set = try #require(world.get("StatefulSet", "db"))
        edit(&set)
        let resource = try #require(try await world.cluster.resource(for: .statefulSet))
        _ = try await world.cluster.update(set, of: resource, subresource: nil, options: WriteOptions())
        return try await settle(world.cluster, WorkloadOperators.all)
    }

    @Test func membersHaveTheirNamesLabelsAndClaims() async throws {
        let world = try await settle([Self.set("db", replicas: 3)], WorkloadOperators.all)
        #expect(world.all("Pod").map(\.name) == ["db-0", "db-1", "db-2"])
        let pod = try #require(world.get("Pod", "db-1"))
        #expect(pod.labels["statefulset.kubernetes.io/pod-name"] == "db-1")
        #expect(pod.labels["apps.kubernetes.io/pod-index"] == "1")
        #expect(pod["spec", "hostname"] == "db-1")
        #expect(pod["spec", "subdomain"] == "peers")
        #expect(
            pod["spec", "volumes"] == [
                ["name": "data", "persistentVolumeClaim": ["claimName": "data-db-1"]],
                ["name": "tmp", "emptyDir": [:]],
            ]
        )
        let claim = try #require(world.get("PersistentVolumeClaim", "data-db-1"))
        #expect(claim.labels == ["app": "db", "tier": "db"])
        #expect(claim.ownerReferences.isEmpty)
        #expect(
            claim["status"] == ["phase": "Bound", "accessModes": ["ReadWriteOnce"], "capacity": ["storage": "1Gi"]]
        )
        #expect(claim["spec", "volumeName"] == .string("pvc-\(claim.uid)"))
        let set = try #require(world.get("StatefulSet", "db"))
        let revision = try #require(pod.labels[StatefulSetPlan.revisionLabel])
        #expect(
            set["status"] == [
                "replicas": 3, "readyReplicas": 3, "availableReplicas": 3, "currentReplicas": 3, "updatedReplicas": 3,
                "currentRevision": .string(revision), "updateRevision": .string(revision), "collisionCount": 0,
                "observedGeneration": .int(set.generation),
            ]
        )
    }

    @Test func aMemberThatNeverGetsReadyHoldsUpTheNext() async throws {
        let broken = Self.set("db", replicas: 2, annotations: ["kn8.dev/simulate": "CrashLoopBackOff"])
        let world = try await settle([broken], WorkloadOperators.all)
        #expect(world.all("Pod").map(\.name) == ["db-0"])
        #expect(world.get("StatefulSet", "db")?["status", "replicas"] == 1)
        #expect(world.get("StatefulSet", "db")?["status", "readyReplicas"] == nil)
    }

    @Test func theNextMemberWaitsForMinReadySeconds() async throws {
        var slow = Self.set("db", replicas: 3)
        slow["spec", "minReadySeconds"] = 10
        let world = try await settle([slow], WorkloadOperators.all)
        #expect(world.get("StatefulSet", "db")?["status", "availableReplicas"] == 3)
        #expect(world.report.virtualSeconds >= 30)
    }

    @Test func claimsOutliveTheirPods() async throws {
        let world = try await settle([Self.set("db", replicas: 3)], WorkloadOperators.all)
        let after = try await change(world) { $0["spec", "replicas"] = 1 }
        #expect(after.all("Pod").map(\.name) == ["db-0"])
        #expect(after.all("PersistentVolumeClaim").count == 3)
        #expect(after.get("StatefulSet", "db")?["status", "replicas"] == 1)
    }

    @Test func aNewTemplateReachesEveryPodAboveThePartition() async throws {
        let world = try await settle([Self.set("db", replicas: 3)], WorkloadOperators.all)
        let old = try #require(world.get("StatefulSet", "db")?["status", "currentRevision"]?.string)
        let half = try await change(world) {
            $0["spec", "updateStrategy"] = ["type": "RollingUpdate", "rollingUpdate": ["partition": 2]]
            $0["spec", "template", "spec", "serviceAccountName"] = "other"
        }
        let status = try #require(half.get("StatefulSet", "db")?["status"])
        #expect(status["updatedReplicas"] == 1)
        #expect(status["currentReplicas"] == 2)
        #expect(status["currentRevision"] == .string(old))
        #expect(half.all("Pod").map { $0["spec", "serviceAccountName"] } == [nil, nil, "other"])

        let pod = try #require(try await half.cluster.resource(for: .pod))
        _ = try await half.cluster.delete(
            ObjectKey(namespace: "default", name: "db-0"),
            of: pod,
            options: DeleteOptions()
        )
        let again = try await settle(half.cluster, WorkloadOperators.all)
        #expect(again.get("Pod", "db-0")?.labels[StatefulSetPlan.revisionLabel] == old)
        #expect(again.get("Pod", "db-0")?["spec", "serviceAccountName"] == nil)

        let whole = try await change(again) {
            $0["spec", "updateStrategy"] = ["type": "RollingUpdate", "rollingUpdate": ["partition": 0]]
        }
        let end = try #require(whole.get("StatefulSet", "db")?["status"])
        #expect(end["updatedReplicas"] == 3)
        #expect(end["currentRevision"] == end["updateRevision"])
        #expect(end["currentRevision"] != .string(old))
        #expect(whole.all("ControllerRevision").map { $0["revision"]?.int ?? 0 }.sorted() == [1, 2])
    }

    @Test func bothInvariantsHold() async throws {
        let broken = Self.set("sad", replicas: 2, annotations: ["kn8.dev/simulate": "Failed"])
        var parallel = Self.set("fast", replicas: 3)
        parallel["spec", "podManagementPolicy"] = "Parallel"
        let objects = [Self.set("db", replicas: 3), parallel, broken, WorkloadTests.service("db")]
        try await expectSettledWorldWritesNothing(objects, WorkloadOperators.all)
        try await expectOrderDoesNotMatter(objects, WorkloadOperators.all)
    }
}
