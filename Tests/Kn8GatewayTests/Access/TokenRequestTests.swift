// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8TestSupport
internal import Kn8Value
internal import Testing

@testable internal import Kn8Gateway

/// `serviceaccounts/NAME/token`.
struct TokenRequestTests {
    private struct Tokens: TokenAuthority {
        func issue(_ request: TokenOrder) async throws(APIError) -> IssuedToken {
            IssuedToken(
                token: "\(request.account.name) \(request.boundObject?.name ?? "-")",
                expiration: Timestamp(seconds: request.seconds),
                audiences: request.audiences.isEmpty ? ["own"] : request.audiences
            )
        }

        func review(_ token: String, audiences: [String]) async -> ReviewedToken? { nil }
        var keySet: Value? { nil }
        var issuer: String { "own" }
    }

    private static func object(_ kind: String, _ name: String) -> Object {
        let namespace = kind == "Node" ? "" : "dev"
        return Object(GroupVersionKind(group: "", version: "v1", kind: kind), namespace: namespace, name: name)
    }

    private static func world() async throws -> TestCluster {
        var pod = object("Pod", "web")
        pod["spec", "serviceAccountName"] = "robot"
        return try await TestCluster([
            object("ServiceAccount", "robot"), pod, object("Pod", "other"), object("Secret", "s"),
        ])
    }

    private static func ask(_ request: Value, _ cluster: TestCluster, account: String = "robot") async throws -> Value {
        try await TokenRequests(tokens: Tokens(), reader: cluster, time: FixedClock())
            .answer(to: request, account: ObjectKey(namespace: "dev", name: account))
    }

    @Test func theAnswerIsTheRequestWithAToken() async throws {
        let answer = try await Self.ask([:], Self.world())
        #expect(
            answer == [
                "apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest",
                "metadata": [
                    "name": "robot", "namespace": "dev", "creationTimestamp": .string(TestCluster.epoch.description),
                ],
                "spec": ["audiences": ["own"], "expirationSeconds": 3600, "boundObjectRef": .null],
                "status": ["token": "robot -", "expirationTimestamp": "1970-01-01T01:00:00Z"],
            ]
        )
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let spec: Value
        var metadata: Value = [:]
        var token = ""
        var refusal = ""

        var testDescription: String { label }
    }

    private static func bound(_ kind: String, _ name: String, uid: String? = nil, version: String = "v1") -> Value {
        var reference: Value = ["kind": .string(kind), "name": .string(name), "apiVersion": .string(version)]
        if let uid { reference["uid"] = .string(uid) }
        return ["boundObjectRef": reference]
    }

    static let granted: [Row] = [
        Row(label: "ten minutes", spec: ["expirationSeconds": 600], token: "robot -"),
        Row(label: "its pod", spec: bound("Pod", "web"), token: "robot web"),
        Row(label: "a secret", spec: bound("Secret", "s"), token: "robot s"),
        Row(label: "its own name", spec: [:], metadata: ["name": "robot", "namespace": "dev"], token: "robot -"),
    ]

    @Test(arguments: granted)
    func grants(_ row: Row) async throws {
        let answer = try await Self.ask(["spec": row.spec, "metadata": row.metadata], Self.world())
        #expect(answer[path: ["status", "token"]]?.string == row.token)
    }

    static let refused: [Row] = [
        Row(
            label: "a minute",
            spec: ["expirationSeconds": 60],
            refusal:
                #"TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 60: may "#
                + "not specify a duration less than 10 minutes"
        ),
        Row(
            label: "ages",
            spec: ["expirationSeconds": 4_294_967_297],
            refusal: #"TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: "#
                + "4294967297: may not specify a duration larger than 2^32 seconds"
        ),
        Row(
            label: "less than nothing",
            spec: ["expirationSeconds": -1],
            refusal:
                #"TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: -1: may "#
                + "not specify a duration less than 10 minutes"
        ),
        Row(
            label: "another name",
            spec: [:],
            metadata: ["name": "x"],
            refusal:
                #"TokenRequest.authentication.k8s.io "" is invalid: metadata.name: Invalid value: "x": must match "#
                + "the service account name if specified"
        ),
        Row(
            label: "another namespace",
            spec: [:],
            metadata: ["namespace": "x"],
            refusal: #"TokenRequest.authentication.k8s.io "" is invalid: metadata.namespace: Invalid value: "x": must "#
                + "match the service account namespace if specified"
        ),
        Row(label: "a pod that is not there", spec: bound("Pod", "none"), refusal: #"pods "none" not found"#),
        Row(label: "a secret that is not there", spec: bound("Secret", "x"), refusal: #"secrets "x" not found"#),
        Row(label: "a node that is not there", spec: bound("Node", "x"), refusal: #"nodes "x" not found"#),
        Row(
            label: "another account's pod",
            spec: bound("Pod", "other"),
            refusal: #"cannot bind token for serviceaccount "robot" to pod running with different serviceaccount name."#
        ),
        Row(
            label: "a kind that binds nothing",
            spec: bound("ConfigMap", "x"),
            refusal: "cannot bind token to object of type v1, Kind=ConfigMap"
        ),
        Row(
            label: "a pod of another group",
            spec: bound("Pod", "web", version: "metrics.k8s.io/v1"),
            refusal: "cannot bind token to object of type metrics.k8s.io/v1, Kind=Pod"
        ),
        Row(
            label: "a pod of another uid",
            spec: bound("Pod", "web", uid: "1"),
            refusal: #"Operation cannot be fulfilled on Pod "web": the UID in the bound object reference (1) does not "#
                + "match the UID in record. The object might have been deleted and then recreated"
        ),
    ]

    @Test(arguments: refused)
    func refuses(_ row: Row) async throws {
        let world = try await Self.world()
        let error = await #expect(throws: APIError.self) {
            try await Self.ask(["spec": row.spec, "metadata": row.metadata], world)
        }
        #expect(error?.message == row.refusal)
    }

    @Test func anAccountThatIsNotThere() async throws {
        let world = try await Self.world()
        let error = await #expect(throws: APIError.self) { try await Self.ask([:], world, account: "ghost") }
        #expect(error?.message == #"serviceaccounts "ghost" not found"#)
        #expect(error?.code == 404)
    }
}
