// SPDX-License-Identifier: MIT

import Kn8API
import Kn8TestSupport
import Kn8Value
import Testing

@testable import Kn8WorkloadOperators

struct DisruptionBudgetTests {
    /// One budget over a StatefulSet of three and a Deployment of two, all Pods with the label `tier: app`.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let spec: Value
        var selector: Value? = ["matchLabels": ["app": "db"]]
        let expected: Int64
        let desired: Int64
        let healthy: Int64
        let allowed: Int64
    }

    static let rows: [Row] = [
        Row(
            testDescription: "minAvailable",
            spec: ["minAvailable": 2],
            expected: 3,
            desired: 2,
            healthy: 3,
            allowed: 1
        ),
        Row(
            testDescription: "a percentage rounds up",
            spec: ["minAvailable": "50%"],
            expected: 3,
            desired: 2,
            healthy: 3,
            allowed: 1
        ),
        Row(
            testDescription: "maxUnavailable",
            spec: ["maxUnavailable": 2],
            expected: 3,
            desired: 1,
            healthy: 3,
            allowed: 2
        ),
        Row(
            testDescription: "maxUnavailable in percent",
            spec: ["maxUnavailable": "34%"],
            expected: 3,
            desired: 1,
            healthy: 3,
            allowed: 2
        ),
        Row(
            testDescription: "more wanted than there is",
            spec: ["minAvailable": 5],
            expected: 3,
            desired: 5,
            healthy: 3,
            allowed: 0
        ),
        Row(
            testDescription: "a Deployment counts for its ReplicaSet",
            spec: ["maxUnavailable": 1],
            selector: ["matchLabels": ["app": "web"]],
            expected: 2,
            desired: 1,
            healthy: 2,
            allowed: 1
        ),
        Row(
            testDescription: "an empty selector takes every Pod",
            spec: ["maxUnavailable": 1],
            selector: [:],
            expected: 7,
            desired: 6,
            healthy: 5,
            allowed: 0
        ),
        Row(
            testDescription: "no selector takes none",
            spec: ["maxUnavailable": 1],
            selector: nil,
            expected: 0,
            desired: 0,
            healthy: 0,
            allowed: 0
        ),
        Row(
            testDescription: "unready Pods are no health",
            spec: ["minAvailable": 1],
            selector: ["matchLabels": ["app": "sad"]],
            expected: 2,
            desired: 1,
            healthy: 0,
            allowed: 0
        ),
    ]

    static func budget(_ spec: Value, selector: Value?) -> Object {
        var budget = Object(.disruptionBudget, namespace: "default", name: "guard")
        budget["spec"] = spec
        budget["spec", "selector"] = selector
        return budget
    }

    static let workloads = [
        StatefulSetTests.set("db", replicas: 3), WorkloadTests.deployment("web"),
        WorkloadTests.deployment("sad", annotations: ["kn8.dev/simulate": "CrashLoopBackOff"]),
    ]

    @Test(arguments: rows)
    func theBudgetIsCounted(_ row: Row) async throws {
        let objects = Self.workloads + [Self.budget(row.spec, selector: row.selector)]
        let world = try await settle(objects, WorkloadOperators.all)
        let status = try #require(world.get("PodDisruptionBudget", "guard")?["status"])
        #expect(status["expectedPods"] == .int(row.expected))
        #expect(status["desiredHealthy"] == .int(row.desired))
        #expect(status["currentHealthy"] == .int(row.healthy))
        #expect(status["disruptionsAllowed"] == .int(row.allowed))
        #expect(status["observedGeneration"] == 1)
        let condition = status["conditions"]?[0]
        #expect(condition?["message"] == "", "clients of the API take it for granted")
        #expect(condition?["type"] == "DisruptionAllowed")
        #expect(condition?["status"] == (row.allowed > 0 ? "True" : "False"))
        #expect(condition?["reason"] == (row.allowed > 0 ? "SufficientPods" : "InsufficientPods"))
    }

    @Test func bothInvariantsHold() async throws {
        let objects = Self.workloads + [Self.budget(["minAvailable": "50%"], selector: [:])]
        try await expectSettledWorldWritesNothing(objects, WorkloadOperators.all)
        try await expectOrderDoesNotMatter(objects, WorkloadOperators.all)
    }
}
