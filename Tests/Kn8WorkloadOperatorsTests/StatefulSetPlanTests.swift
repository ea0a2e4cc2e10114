// SPDX-License-Identifier: MIT

import Kn8API
import Kn8TestSupport
import Kn8Value
import Testing

@testable import Kn8WorkloadOperators

struct StatefulSetPlanTests {
    /// One rule of what a StatefulSet does next, given the Pods that are there.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var spec: Value = [:]
        /// Ordinal, revision (`old`, `new`) and readiness of each Pod.
        let pods: [(Int64, String, Bool)]
        var creates: [Int64] = []
        var deletes: [String] = []
    }

    static let rows: [Row] = [
        Row(testDescription: "the first Pod comes alone", pods: [], creates: [0]),
        Row(testDescription: "the next Pod waits for readiness", pods: [(0, "new", false)]),
        Row(testDescription: "the next Pod comes after the ready one", pods: [(0, "new", true)], creates: [1]),
        Row(
            testDescription: "Parallel makes all at once",
            spec: ["podManagementPolicy": "Parallel"],
            pods: [],
            creates: [0, 1, 2]
        ),
        Row(
            testDescription: "Parallel fills the gap beside an unready Pod",
            spec: ["podManagementPolicy": "Parallel"],
            pods: [(0, "new", false), (2, "new", true)],
            creates: [1]
        ),
        Row(testDescription: "ordinals start where told", spec: ["ordinals": ["start": 5]], pods: [], creates: [5]),
        Row(
            testDescription: "Pods below the start go",
            spec: ["ordinals": ["start": 1], "replicas": 1],
            pods: [(0, "new", true), (1, "new", true)],
            deletes: ["db-0"]
        ),
        Row(
            testDescription: "the highest goes first",
            spec: ["replicas": 1],
            pods: [(0, "new", true), (1, "new", true), (2, "new", true)],
            deletes: ["db-2"]
        ),
        Row(
            testDescription: "scale-down waits for the Pods that stay",
            spec: ["replicas": 1],
            pods: [(0, "new", false), (1, "new", true)]
        ),
        Row(
            testDescription: "Parallel removes all that are too many",
            spec: ["replicas": 1, "podManagementPolicy": "Parallel"],
            pods: [(0, "new", false), (1, "new", true), (2, "new", true)],
            deletes: ["db-2", "db-1"]
        ),
        Row(
            testDescription: "a new template replaces the highest first",
            pods: [(0, "old", true), (1, "old", true), (2, "old", true)],
            deletes: ["db-2"]
        ),
        Row(
            testDescription: "and goes down",
            pods: [(0, "old", true), (1, "old", true), (2, "new", true)],
            deletes: ["db-1"]
        ),
        Row(
            testDescription: "the update waits for the replaced Pod",
            spec: ["podManagementPolicy": "Parallel"],
            pods: [(0, "old", true), (1, "old", true), (2, "new", false)]
        ),
        Row(
            testDescription: "the update stops at the partition",
            spec: ["updateStrategy": ["type": "RollingUpdate", "rollingUpdate": ["partition": 2]]],
            pods: [(0, "old", true), (1, "old", true), (2, "new", true)]
        ),
        Row(
            testDescription: "OnDelete replaces nothing",
            spec: ["updateStrategy": ["type": "OnDelete"]],
            pods: [(0, "old", true), (1, "old", true), (2, "old", true)]
        ),
    ]

    @Test(arguments: rows)
    func theNextStep(_ row: Row) {
        var set = StatefulSetTests.set("db", replicas: 3)
        for entry in row.spec.object ?? [:] { set["spec", entry.key] = entry.value }
        let revision = StatefulSetPlan(set: set, pods: [], revisions: [], now: TestCluster.epoch).updateRevision
        let pods = row.pods.map { ordinal, age, ready in
            var pod = StatefulPod(
                set: set,
                ordinal: ordinal,
                template: set["spec", "template"] ?? .null,
                revision: age == "new" ? revision : "db-old"
            ).pod
            pod["status"] = ["conditions": [["type": "Ready", "status": ready ? "True" : "False"]]]
            return pod
        }
        for pods in [pods, pods.reversed()] {
            let step = StatefulSetPlan(set: set, pods: pods, revisions: [], now: TestCluster.epoch).step
            #expect(step.ordinalsToCreate == row.creates)
            #expect(step.podsToDelete.map(\.name) == row.deletes)
        }
    }
}
