// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Server
import Kn8TestSupport
import Kn8Value
import Testing

/// What new objects of built-in kinds have as their status.
struct InitialStatusTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var kind: String
        var manifest: Value
        var status: Value?
        var testDescription: String { kind }
    }

    private static let template: Value = [
        "metadata": ["labels": ["a": "b"]], "spec": ["containers": [["name": "c", "image": "i"]]],
    ]
    private static let selector: Value = ["matchLabels": ["a": "b"]]

    static let rows: [Row] = [
        Row(
            kind: "apps/v1 Deployment",
            manifest: ["spec": ["selector": selector, "template": template], "status": ["replicas": 3]],
            status: [:]
        ),
        Row(
            kind: "apps/v1 StatefulSet",
            manifest: ["spec": ["selector": selector, "template": template]],
            status: ["availableReplicas": 0, "replicas": 0]
        ),
        Row(
            kind: "apps/v1 DaemonSet",
            manifest: ["spec": ["selector": selector, "template": template]],
            status: [
                "currentNumberScheduled": 0, "desiredNumberScheduled": 0, "numberMisscheduled": 0, "numberReady": 0,
            ]
        ),
        Row(
            kind: "apps/v1 ReplicaSet",
            manifest: ["spec": ["selector": selector, "template": template]],
            status: ["replicas": 0]
        ),
        Row(
            kind: "batch/v1 Job",
            manifest: [
                "spec": [
                    "template": ["spec": ["restartPolicy": "Never", "containers": [["name": "c", "image": "i"]]]]
                ]
            ],
            status: [:]
        ),
        Row(
            kind: "policy/v1 PodDisruptionBudget",
            manifest: ["spec": ["selector": selector]],
            status: ["currentHealthy": 0, "desiredHealthy": 0, "disruptionsAllowed": 0, "expectedPods": 0]
        ),
        Row(
            kind: "networking.k8s.io/v1 Ingress",
            manifest: ["spec": ["defaultBackend": ["service": ["name": "s", "port": ["number": 80]]]]],
            status: ["loadBalancer": [:]]
        ),
        Row(
            kind: "v1 Service",
            manifest: ["spec": ["ports": [["port": 80]]]],
            status: ["loadBalancer": [:]]
        ),
        Row(
            kind: "v1 PersistentVolumeClaim",
            manifest: ["spec": ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]]]],
            status: ["phase": "Pending"]
        ),
        Row(kind: "v1 Namespace", manifest: [:], status: ["phase": "Active"]),
        Row(kind: "v1 ConfigMap", manifest: [:], status: nil),
    ]

    @Test(arguments: rows)
    func isTheKinds(_ row: Row) async throws {
        let words = row.kind.split(separator: " ").map(String.init)
        #expect(try await created(row.manifest, apiVersion: words[0], kind: words[1])["status"] == row.status)
    }

    struct Quality: Sendable, CustomTestStringConvertible {
        var name: String
        var resources: Value
        var others: Value = [:]
        var quality: Value
        var testDescription: String { name }
    }

    static let qualities: [Quality] = [
        Quality(name: "nothing asked for", resources: [:], quality: "BestEffort"),
        Quality(name: "zero is nothing", resources: ["requests": ["cpu": "0"]], quality: "BestEffort"),
        Quality(
            name: "storage does not count",
            resources: ["limits": ["ephemeral-storage": "1Gi"]],
            quality: "BestEffort"
        ),
        Quality(name: "requests", resources: ["requests": ["cpu": "1"]], quality: "Burstable"),
        Quality(name: "one limit", resources: ["limits": ["cpu": "1"]], quality: "Burstable"),
        Quality(name: "both limits", resources: ["limits": ["cpu": "1", "memory": "1Gi"]], quality: "Guaranteed"),
        Quality(
            name: "the same amounts in other words",
            resources: ["limits": ["cpu": "1", "memory": "1Gi"], "requests": ["cpu": "1000m", "memory": "1024Mi"]],
            quality: "Guaranteed"
        ),
        Quality(
            name: "an init container without limits",
            resources: ["limits": ["cpu": "1", "memory": "1Gi"]],
            others: ["initContainers": [["name": "i", "image": "i"]]],
            quality: "Burstable"
        ),
    ]

    @Test(arguments: qualities)
    func tellsThePodsQuality(_ row: Quality) async throws {
        var spec: Value = ["containers": [["name": "c", "image": "i", "resources": row.resources]]]
        for entry in row.others.object ?? [:] { spec[entry.key] = entry.value }
        let pod = try await created(["spec": spec], apiVersion: "v1", kind: "Pod")
        #expect(pod["status"] == ["phase": "Pending", "qosClass": row.quality])
    }

    private func created(_ manifest: Value, apiVersion: String, kind: String) async throws -> Object {
        let server = try EmbeddedServer(rules: CatalogRules(), time: FixedTime())
        let gvk = GroupVersionKind(apiVersion: apiVersion, kind: kind)
        let resource = try #require(await server.resource(for: gvk))
        var object = Object(gvk, name: "x")
        for entry in manifest.object ?? [:] { object.value[entry.key] = entry.value }
        return try await server.create(object, of: resource, options: WriteOptions())
    }
}
