// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Controller
import Kn8TestSupport
import Kn8Value
import Testing

@testable import Kn8OpenShiftOperators

/// `openshift-templates.md`, section 4.1 and worked cases 74 to 76.
struct DeploymentConfigTests {
    static let reconcilers = OpenShiftOperators.all + [ControllersUp()]

    static func config(_ more: ValueMap = [:], triggers: Value? = [["type": "ConfigChange"]]) -> Object {
        var spec: Value = [
            "replicas": 2, "selector": ["app": "web"],
            "template": [
                "metadata": ["labels": ["app": "web"]],
                "spec": ["containers": [["name": "web", "image": "web:1"]]],
            ],
        ]
        spec["triggers"] = triggers
        for entry in more { spec[entry.key] = entry.value }
        var object = Object(.deploymentConfig, namespace: "default", name: "web")
        object["spec"] = spec
        return object
    }

    static func stream(_ image: String = "registry/web:1", _ annotations: [String: String] = [:]) -> Object {
        var object = Object(.imageStream, namespace: "default", name: "web")
        object.annotations = annotations
        object["spec"] = [
            "tags": [
                ["name": "latest", "from": ["kind": "ImageStreamTag", "name": "1"]],
                ["name": "1", "from": ["kind": "DockerImage", "name": .string(image)]],
            ]
        ]
        return object
    }

    static let imageTrigger: Value = [
        "type": "ImageChange",
        "imageChangeParams": [
            "automatic": true, "containerNames": ["web"],
            "from": ["kind": "ImageStreamTag", "name": "web:latest"],
        ],
    ]

    /// `name desired phase` of every rollout.
    static func rollouts(_ world: SettledWorld) -> [String] {
        world.all("ReplicationController").map { controller in
            let phase = controller.annotations[Rollout.phase] ?? "?"
            return "\(controller.name) \(controller["spec", "replicas"]?.int ?? -1) \(phase)"
        }
    }

    @Test func `74 a config trigger rolls out at once`() async throws {
        let world = try await settle([Self.config()], Self.reconcilers)
        #expect(Self.rollouts(world) == ["web-1 2 Complete"])
        let status = try #require(world.get("DeploymentConfig", "web")?["status"])
        #expect(status["latestVersion"] == 1)
        #expect(status["availableReplicas"] == 2)
        #expect(status["details"]?["message"] == "config change")
        let controller = try #require(world.get("ReplicationController", "web-1"))
        #expect(controller["spec", "selector"] == ["app": "web", "deployment": "web-1", "deploymentconfig": "web"])
        #expect(controller.annotations["openshift.io/deployment.replicas"] == "2")
        #expect(controller.annotations["kubectl.kubernetes.io/desired-replicas"] == nil)
        #expect(controller.labels["openshift.io/deployment-config.name"] == "web")
    }

    @Test func `74 without triggers nothing happens`() async throws {
        let world = try await settle([Self.config(triggers: [])], Self.reconcilers)
        #expect(Self.rollouts(world).isEmpty)
        #expect(world.get("DeploymentConfig", "web")?["status", "latestVersion"] == 0)
    }

    @Test func `75 an image trigger waits for the import, then writes the digest`() async throws {
        let config = Self.config(triggers: [["type": "ConfigChange"], Self.imageTrigger])
        let waiting = try await settle(
            [config, Self.stream("registry/web:1", ["kn8.dev/image-import": "none"])],
            Self.reconcilers
        )
        #expect(Self.rollouts(waiting).isEmpty)
        let cluster = waiting.cluster
        try await Self.change(cluster, "ImageStream") { $0.annotations = [:] }
        let world = try await settle(cluster, Self.reconcilers)
        #expect(Self.rollouts(world) == ["web-1 2 Complete"])
        let image = try #require(
            world.get("DeploymentConfig", "web")?["spec", "template", "spec", "containers"]?[0]?["image"]?.string
        )
        #expect(image.hasPrefix("registry/web@sha256:"))
        #expect(image.utf8.count == "registry/web@sha256:".utf8.count + 64)
    }

    @Test func `75 a new image is a new rollout whose cause is the image`() async throws {
        let config = Self.config(triggers: [Self.imageTrigger])
        let cluster = try await settle([config, Self.stream()], Self.reconcilers).cluster
        try await Self.change(cluster, "ImageStream") { $0["spec"] = Self.stream("registry/web:2")["spec"] }
        let world = try await settle(cluster, Self.reconcilers)
        #expect(Self.rollouts(world) == ["web-1 0 Complete", "web-2 2 Complete"])
        #expect(world.get("DeploymentConfig", "web")?["status", "details", "message"] == "image change")
    }

    @Test func `a changed variable alone does not matter to an image trigger`() async throws {
        let config = Self.config(triggers: [Self.imageTrigger])
        let cluster = try await settle([config, Self.stream()], Self.reconcilers).cluster
        try await Self.change(cluster, "DeploymentConfig") { $0["spec", "template", "spec", "hostNetwork"] = true }
        #expect(Self.rollouts(try await settle(cluster, Self.reconcilers)) == ["web-1 2 Complete"])
    }

    @Test func `76 scaling keeps the rollout`() async throws {
        let cluster = try await settle([Self.config()], Self.reconcilers).cluster
        try await Self.change(cluster, "DeploymentConfig") { $0["spec", "replicas"] = 3 }
        #expect(Self.rollouts(try await settle(cluster, Self.reconcilers)) == ["web-1 3 Complete"])
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let strategy: Value
        var testDescription: String { label }
    }

    static let strategies = [
        Row(label: "rolling", strategy: ["type": "Rolling"]),
        Row(label: "no type", strategy: ["rollingParams": ["maxSurge": "0%", "maxUnavailable": "0%"]]),
        Row(
            label: "surge only",
            strategy: ["type": "Rolling", "rollingParams": ["maxSurge": 1, "maxUnavailable": 0]]
        ),
        Row(label: "recreate", strategy: ["type": "Recreate"]),
        Row(label: "custom", strategy: ["type": "Custom", "customParams": ["image": "deployer:1"]]),
    ]

    @Test(arguments: strategies)
    func aChangedTemplateIsANewRollout(_ row: Row) async throws {
        let cluster = try await settle([Self.config(["strategy": row.strategy])], Self.reconcilers).cluster
        try await Self.change(cluster, "DeploymentConfig") { $0["spec", "template", "spec", "hostNetwork"] = true }
        let world = try await settle(cluster, Self.reconcilers)
        #expect(Self.rollouts(world) == ["web-1 0 Complete", "web-2 2 Complete"])
    }

    @Test func `a rollout whose Pods never come fails, and the one before stays`() async throws {
        let cluster = try await settle([Self.config()], Self.reconcilers).cluster
        try await Self.change(cluster, "DeploymentConfig") { $0["spec", "template", "spec", "hostNetwork"] = true }
        let stuck = OpenShiftOperators.all + [ControllersUp(stuck: ["web-2"])]
        let world = try await settle(cluster, stuck)
        #expect(Self.rollouts(world) == ["web-1 2 Complete", "web-2 0 Failed"])
        let conditions = Conditions(world.get("DeploymentConfig", "web")?["status", "conditions"])
        #expect(conditions["Progressing"]?.reason == "ProgressDeadlineExceeded")
    }

    static let hooks: Value = [
        "type": "Recreate",
        "recreateParams": [
            "pre": ["failurePolicy": "Abort", "execNewPod": ["command": ["true"]]],
            "mid": ["failurePolicy": "Ignore", "execNewPod": ["command": ["true"]]],
        ],
    ]

    @Test func `hooks are told of in their order`() async throws {
        let world = try await settle([Self.config(["strategy": Self.hooks])], Self.reconcilers)
        #expect(Self.rollouts(world) == ["web-1 2 Complete"])
        let told = world.all("Event").compactMap { $0["message"]?.string }.filter { $0.contains("-hook") }
        #expect(told.count == 4)
        #expect(told.allSatisfy { $0.contains("rollout default/web-1") })
    }

    @Test(arguments: [("pre", ["web-1 0 Failed"]), ("mid", ["web-1 2 Complete"])])
    func aFailingHookFollowsItsPolicy(_ hook: String, _ expected: [String]) async throws {
        var config = Self.config(["strategy": Self.hooks])
        config.annotations = ["kn8.dev/simulate-hook-failure": hook]
        #expect(Self.rollouts(try await settle([config], Self.reconcilers)) == expected)
    }

    @Test func `a custom strategy is said not to be modelled`() async throws {
        let strategy: Value = ["type": "Custom", "customParams": ["image": "deployer:1"]]
        let world = try await settle([Self.config(["strategy": strategy])], Self.reconcilers)
        #expect(Self.rollouts(world) == ["web-1 2 Complete"])
        let told = world.all("Event").filter { $0["reason"] == "NotModelled" }
        #expect(told.count == 1)
        #expect(told.first?["message"]?.string?.hasPrefix("Custom deployment strategies are not modelled") == true)
        let plain = try await settle([Self.config()], Self.reconcilers)
        #expect(!plain.all("Event").contains { $0["reason"] == "NotModelled" })
    }

    @Test func `old rollouts go beyond the limit`() async throws {
        let cluster = try await settle([Self.config(["revisionHistoryLimit": 1])], Self.reconcilers).cluster
        for turn in 0..<3 {
            try await Self.change(cluster, "DeploymentConfig") {
                $0["spec", "template", "metadata", "labels", "turn"] = .string("\(turn)")
            }
            _ = try await settle(cluster, Self.reconcilers)
        }
        let world = try await settle(cluster, Self.reconcilers)
        #expect(Self.rollouts(world) == ["web-3 0 Complete", "web-4 2 Complete"])
    }

    @Test func `a test deployment keeps no Pods`() async throws {
        let world = try await settle([Self.config(["test": true])], Self.reconcilers)
        #expect(Self.rollouts(world) == ["web-1 0 Complete"])
    }

    @Test func `paused, a blank image: nothing happens`() async throws {
        #expect(Self.rollouts(try await settle([Self.config(["paused": true])], Self.reconcilers)).isEmpty)
        var config = Self.config()
        config["spec", "template", "spec", "containers"] = [["name": "web", "image": " "]]
        #expect(Self.rollouts(try await settle([config], Self.reconcilers)).isEmpty)
    }

    @Test func `a settled world is left alone, and order does not matter`() async throws {
        let config = Self.config(triggers: [["type": "ConfigChange"], Self.imageTrigger])
        try await expectSettledWorldWritesNothing([config, Self.stream()], Self.reconcilers)
        try await expectOrderDoesNotMatter([config, Self.stream()], Self.reconcilers)
    }

    static func change(_ cluster: TestCluster, _ kind: String, _ body: (inout Object) -> Void) async throws {
        var object = try #require(cluster.get(kind, "web"))
        body(&object)
        let resource = try #require(try await cluster.resource(for: object.gvk))
        _ = try await cluster.update(object, of: resource, subresource: nil, options: WriteOptions())
    }
}
