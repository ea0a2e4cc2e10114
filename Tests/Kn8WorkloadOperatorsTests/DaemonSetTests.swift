// SPDX-License-Identifier: MIT

import Kn8API
import Kn8TestSupport
import Kn8Value
import Testing

@testable import Kn8WorkloadOperators

struct DaemonSetTests {
    static func set(_ name: String, simulate: String = "Running") -> Object {
        var set = WorkloadTests.deployment(name, annotations: [PodPlan.annotation: .string(simulate)])
        set.value["kind"] = "DaemonSet"
        set["spec", "replicas"] = nil
        return set
    }

    @Test(arguments: [("Running", true), ("CrashLoopBackOff", false)])
    func onePodOnTheNode(simulate: String, ready: Bool) async throws {
        let world = try await settle([Self.set("agent", simulate: simulate)], WorkloadOperators.all)
        #expect(world.all("Pod").map { $0["spec", "nodeName"] } == ["kn8-node"])
        let status = try #require(world.get("DaemonSet", "agent")?["status"])
        #expect(status["desiredNumberScheduled"] == 1)
        #expect(status["currentNumberScheduled"] == 1)
        #expect(status["updatedNumberScheduled"] == 1)
        #expect(status["numberReady"] == (ready ? 1 : 0))
        #expect(status["numberAvailable"] == (ready ? 1 : nil))
        #expect(status["numberUnavailable"] == (ready ? nil : 1))
    }

    @Test(arguments: [("RollingUpdate", true), ("OnDelete", false)])
    func aNewTemplate(strategy: String, replaces: Bool) async throws {
        var set = Self.set("agent")
        set["spec", "updateStrategy", "type"] = .string(strategy)
        let world = try await settle([set], WorkloadOperators.all)
        var changed = try #require(world.get("DaemonSet", "agent"))
        changed["spec", "template", "spec", "serviceAccountName"] = "other"
        let resource = try #require(try await world.cluster.resource(for: .daemonSet))
        _ = try await world.cluster.update(changed, of: resource, subresource: nil, options: WriteOptions())
        let after = try await settle(world.cluster, WorkloadOperators.all)
        #expect(after.all("Pod").map { $0["spec", "serviceAccountName"] } == [replaces ? "other" : nil])
        #expect(after.get("DaemonSet", "agent")?["status", "updatedNumberScheduled"] == (replaces ? 1 : nil))
    }

    @Test func bothInvariantsHold() async throws {
        let objects = [Self.set("agent"), Self.set("sad", simulate: "CrashLoopBackOff")]
        try await expectSettledWorldWritesNothing(objects, WorkloadOperators.all)
        try await expectOrderDoesNotMatter(objects, WorkloadOperators.all)
    }
}
