// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Gateway
import Kn8Value
import Testing

/// Requests to parts of a pod change these parts and nothing else.
struct PodPartTests {
    private static let pods = "/api/v1/namespaces/default/pods"
    private static let start = """
        apiVersion: v1
        kind: Pod
        metadata: {name: p}
        spec: {containers: [{name: c, image: good, resources: {requests: {cpu: 1, memory: 1Gi}}}]}
        """
    private static let strategic = "application/strategic-merge-patch+json"
    private static let merge = "application/merge-patch+json"

    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let request: String
        var type = "application/yaml"
        let body: String
        var status = 200
        /// A word of the message, when it is refused.
        var words = ""
        /// What `spec` has then, by path.
        var expected: [String: Value] = [:]
        var testDescription: String { label }
    }

    private static func pod(_ spec: String, name: String = "p") -> String {
        "{apiVersion: v1, kind: Pod, metadata: {name: \(name), labels: {a: b}}, spec: \(spec)}"
    }

    private static let debugger =
        #"{"spec":{"ephemeralContainers":[{"name":"d","image":"busybox","targetContainerName":"c"}]}}"#

    static let rows = [
        Row(
            label: "an ephemeral container is added, as kubectl debug does",
            request: "PATCH \(pods)/p/ephemeralcontainers",
            type: strategic,
            body: debugger,
            expected: ["ephemeralContainers.0.name": "d", "containers.0.image": "good"]
        ),
        Row(
            label: "by PUT, and nothing else changes",
            request: "PUT \(pods)/p/ephemeralcontainers",
            body: pod("{containers: [{name: c, image: evil}], ephemeralContainers: [{name: d, image: busybox}]}"),
            expected: ["ephemeralContainers.0.name": "d", "containers.0.image": "good"]
        ),
        Row(
            label: "a patch cannot reach the containers",
            request: "PATCH \(pods)/p/ephemeralcontainers",
            type: strategic,
            body: #"{"spec":{"containers":[{"name":"c","image":"evil"}]},"metadata":{"labels":{"a":"b"}}}"#,
            expected: ["containers.0.image": "good"]
        ),
        Row(
            label: "what is unsound is refused",
            request: "PATCH \(pods)/p/ephemeralcontainers",
            type: strategic,
            body: #"{"spec":{"ephemeralContainers":[{"name":"c","image":"busybox"}]}}"#,
            status: 422,
            words: "Duplicate value"
        ),
        Row(
            label: "no pod is made by PUT",
            request: "PUT \(pods)/new/ephemeralcontainers",
            body: pod("{containers: [{name: c, image: evil}]}", name: "new"),
            status: 404,
            words: #"pods "new" not found"#
        ),
        Row(
            label: "nor by applying",
            request: "PATCH \(pods)/new/ephemeralcontainers?fieldManager=x",
            type: "application/apply-patch+yaml",
            body: pod("{containers: [{name: c, image: evil}]}", name: "new"),
            status: 404
        ),
        Row(
            label: "nor by resizing",
            request: "PATCH \(pods)/new/resize?fieldManager=x",
            type: "application/apply-patch+yaml",
            body: pod("{containers: [{name: c, image: evil}]}", name: "new"),
            status: 404
        ),
        Row(
            label: "resize",
            request: "PATCH \(pods)/p/resize",
            type: strategic,
            body: #"{"spec":{"containers":[{"name":"c","image":"evil","resources":{"requests":{"cpu":"2"}}}]}}"#,
            expected: [
                "containers.0.image": "good", "containers.0.resources.requests.cpu": "2",
                "containers.0.resources.requests.memory": "1Gi",
            ]
        ),
        Row(
            label: "resize keeps the class of the pod",
            request: "PATCH \(pods)/p/resize",
            type: strategic,
            body: #"{"spec":{"containers":[{"name":"c","resources":{"limits":{"cpu":"1","memory":"1Gi"}}}]}}"#,
            status: 422,
            words: #"spec: Invalid value: "Burstable": Pod QOS Class may not change as a result of resizing"#
        ),
        Row(
            label: "resize takes nothing away",
            request: "PUT \(pods)/p/resize",
            body: pod("{containers: [{name: c, image: evil, resources: {requests: {cpu: 2}}}]}"),
            status: 422,
            words: "resource requests cannot be removed"
        ),
        Row(
            label: "resize is about cpu and memory",
            request: "PATCH \(pods)/p/resize",
            type: strategic,
            body: #"{"spec":{"containers":[{"name":"c","resources":{"requests":{"ephemeral-storage":"1Gi"}}}]}}"#,
            status: 422,
            words: "only cpu and memory resources are mutable"
        ),
        Row(
            label: "the pod itself takes no ephemeral containers",
            request: "PATCH \(pods)/p",
            type: strategic,
            body: debugger,
            status: 422,
            words: "pod updates may not change fields other than"
        ),
    ]

    @Test(arguments: rows) func part(_ row: Row) async throws {
        let cluster = try await RightsGateway([
            "jane": ["default@update,patch,get core pods,pods/ephemeralcontainers,pods/resize"]
        ])
        await cluster.post(Self.pods, Self.start)
        let answer = await cluster.ask("jane", row.request, type: row.type, row.body)
        #expect(answer.status == row.status, "\(answer.value)")
        if !row.words.isEmpty { #expect(answer.value["message"]?.string?.contains(row.words) == true) }
        let names = await TestGateway.ask(cluster.gateway, "GET", Self.pods).value["items"]?.array?
            .map { $0[path: ["metadata", "name"]] }
        #expect(names == ["p"])
        guard row.status == 200 else { return }
        let pod = await TestGateway.ask(cluster.gateway, "GET", "\(Self.pods)/p").value
        #expect(pod[path: ["metadata", "labels"]] == nil)
        for (path, value) in row.expected {
            var found = pod["spec"]
            for step in path.split(separator: ".") { found = Int(step).map { found?[$0] } ?? found?[String(step)] }
            #expect(found == value, "\(path)")
        }
    }

    @Test func ephemeralContainersStay() async throws {
        let cluster = try await RightsGateway([:])
        await cluster.post(Self.pods, Self.start)
        let owner = UserInfo.owner
        let place = "PATCH \(Self.pods)/p/ephemeralcontainers"
        #expect(await cluster.ask(owner, place, type: Self.strategic, Self.debugger).status == 200)
        let changed = Self.debugger.replacing("busybox", with: "evil")
        let refused = await cluster.ask(owner, place, type: Self.strategic, changed)
        #expect(
            refused.value["message"]?.string?.contains(#"existing ephemeral containers "d" may not be changed"#) == true
        )
        let none = await cluster.ask(owner, place, type: Self.merge, #"{"spec":{"ephemeralContainers":null}}"#)
        #expect(
            none.value["message"]?.string?.contains(#"existing ephemeral containers "d" may not be removed"#) == true
        )
        // Other changes of such a pod are as free as those of any other.
        let labels = #"{"metadata":{"labels":{"a":"b"}}}"#
        #expect(await cluster.ask(owner, "PATCH \(Self.pods)/p", type: Self.merge, labels).status == 200)
    }
}
