// SPDX-License-Identifier: MIT

import Kn8API
import Kn8TestSupport
import Kn8Value
import Testing

@testable import Kn8WorkloadOperators

struct JobTests {
    static func job(_ name: String, _ spec: Value = [:], simulate: String = "") -> Object {
        var job = Object(.job, namespace: "default", name: name)
        job["spec"] = spec
        job["spec", "template", "spec"] = [
            "restartPolicy": "Never", "containers": [["name": "c", "image": "i:1"]],
        ]
        if !simulate.isEmpty {
            job["spec", "template", "metadata", "annotations", PodPlan.annotation] = .string(simulate)
        }
        return job
    }

    /// A Job and what becomes of it.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var spec: Value = [:]
        var simulate = ""
        let pods: Int
        var active: Value?
        var succeeded: Value?
        var failed: Value?
        var condition: String?
    }

    static let rows: [Row] = [
        Row(testDescription: "one Pod by default", pods: 1, succeeded: 1, condition: "Complete"),
        Row(
            testDescription: "completions one by one",
            spec: ["completions": 3],
            pods: 3,
            succeeded: 3,
            condition: "Complete"
        ),
        Row(
            testDescription: "parallel completions, no more than needed",
            spec: ["completions": 3, "parallelism": 2],
            pods: 3,
            succeeded: 3,
            condition: "Complete"
        ),
        Row(
            testDescription: "failures up to the limit",
            spec: ["backoffLimit": 2],
            simulate: "Failed",
            pods: 3,
            failed: 3,
            condition: "Failed"
        ),
        Row(testDescription: "a Pod that waits keeps the Job active", simulate: "Pending", pods: 1, active: 1),
        Row(testDescription: "suspended", spec: ["suspend": true], pods: 0, condition: "Suspended"),
    ]

    @Test(arguments: rows)
    func theJobRuns(_ row: Row) async throws {
        let world = try await settle([Self.job("work", row.spec, simulate: row.simulate)], WorkloadOperators.all)
        #expect(world.all("Pod").count == row.pods)
        let status = try #require(world.get("Job", "work")?["status"])
        #expect(status["active"] == row.active)
        #expect(status["succeeded"] == row.succeeded)
        #expect(status["failed"] == row.failed)
        #expect((status["completionTime"] != nil) == (row.condition == "Complete"))
        #expect((status["startTime"] != nil) == (row.condition != "Suspended"))
        let holding = (status["conditions"]?.array ?? []).filter { $0["status"] == "True" }.compactMap { $0["type"] }
        if let condition = row.condition {
            #expect(holding.contains(.string(condition)))
        } else {
            #expect(holding.isEmpty)
        }
        #expect(world.all("Pod").allSatisfy { $0.labels["batch.kubernetes.io/job-name"] == "work" })
    }

    @Test func bothInvariantsHold() async throws {
        let objects = Self.rows.enumerated().map { Self.job("j\($0)", $1.spec, simulate: $1.simulate) }
        try await expectSettledWorldWritesNothing(objects, WorkloadOperators.all)
        try await expectOrderDoesNotMatter(objects, WorkloadOperators.all)
    }
}
