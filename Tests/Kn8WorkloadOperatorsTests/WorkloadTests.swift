// SPDX-License-Identifier: MIT

import Kn8API
import Kn8TestSupport
import Kn8Value
import Testing

@testable import Kn8WorkloadOperators

struct WorkloadTests {
    static func deployment(_ name: String, replicas: Int64 = 2, annotations: Value = [:]) -> Object {
        var object = Object(.deployment, namespace: "default", name: name)
        let labels: Value = ["app": .string(name)]
        object["spec"] = [
            "replicas": .int(replicas), "selector": ["matchLabels": labels],
            "template": [
                "metadata": ["labels": labels, "annotations": annotations],
                "spec": [
                    "containers": [["name": "c", "image": "i:1", "ports": [["name": "http", "containerPort": 8080]]]]
                ],
            ],
        ]
        return object
    }

    static func service(_ name: String) -> Object {
        var object = Object(.service, namespace: "default", name: name)
        object["spec"] = ["selector": ["app": .string(name)], "ports": [["port": 80, "targetPort": "http"]]]
        return object
    }

    @Test func aDeploymentBecomesAvailable() async throws {
        let world = try await settle([Self.deployment("web"), Self.service("web")], WorkloadOperators.all)
        let status = try #require(world.get("Deployment", "web")?["status"])
        #expect(status["readyReplicas"] == 2)
        #expect(status["unavailableReplicas"] == nil)
        #expect(status["conditions"]?[0]?["reason"] == "MinimumReplicasAvailable")
        #expect(status["conditions"]?[1]?["reason"] == "NewReplicaSetAvailable")
        let subset = try #require(world.get("Endpoints", "web")?["subsets"]?[0])
        #expect(subset["addresses"]?.array?.count == 2)
        #expect(subset["ports"] == [["port": 8080, "protocol": "TCP"]])
    }

    @Test(arguments: ["CrashLoopBackOff", "ImagePullBackOff", "Pending"])
    func aSimulatedFailureKeepsItUnavailable(simulation: String) async throws {
        let broken = Self.deployment("web", annotations: ["kn8.dev/simulate": .string(simulation)])
        let world = try await settle([broken, Self.service("web")], WorkloadOperators.all)
        let status = try #require(world.get("Deployment", "web")?["status"])
        #expect(status["availableReplicas"] == nil)
        #expect(status["unavailableReplicas"] == 2)
        #expect(status["conditions"]?[0]?["status"] == "False")
        #expect(world.get("Endpoints", "web")?["subsets"]?[0]?["addresses"] == nil)
    }

    @Test func aNewTemplateReplacesTheOldPods() async throws {
        let world = try await settle([Self.deployment("web")], WorkloadOperators.all)
        var changed = try #require(world.get("Deployment", "web"))
        changed["spec", "template", "spec", "serviceAccountName"] = "other"
        let resource = try #require(try await world.cluster.resource(for: .deployment))
        _ = try await world.cluster.update(changed, of: resource, subresource: nil, options: WriteOptions())
        let after = try await settle(world.cluster, WorkloadOperators.all)
        #expect(after.all("ReplicaSet").map { $0["spec", "replicas"]?.int ?? -1 }.sorted() == [0, 2])
        #expect(after.all("Pod").count == 2)
        #expect(after.get("Deployment", "web")?.annotations[DeploymentPlan.revision] == "2")
    }

    @Test func bothInvariantsHold() async throws {
        let broken = Self.deployment("sad", annotations: ["kn8.dev/simulate": "Pending"])
        let objects = [
            Self.deployment("web", replicas: 3), Self.service("web"), Self.deployment("api"), Self.service("none"),
            broken,
        ]
        try await expectSettledWorldWritesNothing(objects, WorkloadOperators.all)
        try await expectOrderDoesNotMatter(objects, WorkloadOperators.all)
    }
}
