// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8TestSupport
internal import Kn8Value
internal import Testing

@testable internal import Kn8Gateway

/// Reviews: what is asked, what is answered, what is no question.
struct AccessReviewTests {
    /// Lets `jane` do what begins with `get`, and says why not to everybody else.
    private struct Judge: Authorizer {
        func decision(for attributes: AccessAttributes) async -> AccessDecision {
            if attributes.user.name == "jane", attributes.verb == "get" {
                let object = [
                    attributes.namespace, attributes.apiGroup, attributes.resource, attributes.subresource,
                    attributes.name, attributes.path,
                ]
                return AccessDecision(.allow, reason: object.joined(separator: "|"))
            }
            if attributes.user.groups.contains("banned") { return AccessDecision(.deny, reason: "banned") }
            return AccessDecision(.noOpinion)
        }

        func rules(for user: UserInfo, in namespace: String) async -> AccessRules {
            AccessRules(
                resourceRules: [
                    AccessRules.ResourceRule(
                        verbs: ["get"],
                        apiGroups: [namespace],
                        resources: ["pods"],
                        resourceNames: [user.name]
                    )
                ],
                pathRules: [AccessRules.PathRule(verbs: ["get"], paths: ["/x"])],
                evaluationError: "torn"
            )
        }

        func escalation(
            of object: Object,
            replacing old: Object?,
            resource: Resource,
            by user: UserInfo
        ) async -> APIError? { nil }
    }

    /// Knows one token.
    private struct Tokens: TokenAuthority {
        func issue(_ request: TokenOrder) async throws(APIError) -> IssuedToken {
            let audiences = request.audiences.isEmpty ? ["own"] : request.audiences
            let moment = Timestamp(seconds: request.seconds)
            return IssuedToken(token: "signed", expiration: moment, audiences: audiences)
        }

        func review(_ token: String, audiences: [String]) async -> ReviewedToken? {
            guard token == "good", audiences.isEmpty || audiences.contains("own") else { return nil }
            let user = UserInfo(name: "robot", uid: "1", groups: ["g"], extra: ["k": ["v"]])
            return ReviewedToken(user: user, audiences: ["own"])
        }

        var keySet: Value? { nil }
        var issuer: String { "own" }
    }

    private static let reviews = AccessReviews(authorizer: Judge(), tokens: Tokens(), time: FixedClock())

    private static func kind(_ kind: String) -> GroupVersionKind {
        let isToken = kind == "TokenReview" || kind == "SelfSubjectReview"
        return GroupVersionKind(
            group: isToken ? "authentication.k8s.io" : "authorization.k8s.io",
            version: "v1",
            kind: kind
        )
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let kind: String
        let spec: Value
        var metadata: Value = [:]
        var namespace = ""
        var user = UserInfo(name: "joe", groups: ["system:authenticated"])
        var status: Value = .null
        var refusal = ""

        var testDescription: String { label }
    }

    private static let jane = UserInfo(name: "jane", uid: "7", groups: ["dev"], extra: ["a": ["b"]])
    private static let getPod: Value = [
        "verb": "get", "namespace": "n", "group": "g", "resource": "pods", "subresource": "log", "name": "w",
    ]

    static let answered: [Row] = [
        Row(
            label: "somebody else may",
            kind: "SubjectAccessReview",
            spec: ["user": "jane", "resourceAttributes": getPod],
            status: ["allowed": true, "reason": "n|g|pods|log|w|"]
        ),
        Row(
            label: "somebody else may not",
            kind: "SubjectAccessReview",
            spec: ["user": "joe", "resourceAttributes": getPod],
            status: ["allowed": false]
        ),
        Row(
            label: "somebody else must not",
            kind: "SubjectAccessReview",
            spec: ["groups": ["banned"], "resourceAttributes": getPod],
            status: ["allowed": false, "denied": true, "reason": "banned"]
        ),
        Row(
            label: "a path",
            kind: "SubjectAccessReview",
            spec: ["user": "jane", "nonResourceAttributes": ["verb": "get", "path": "/x"]],
            status: ["allowed": true, "reason": "|||||/x"]
        ),
        Row(
            label: "an empty path is no resource",
            kind: "SubjectAccessReview",
            spec: ["user": "jane", "nonResourceAttributes": ["verb": "get"]],
            status: ["allowed": true, "reason": "|||||/"]
        ),
        Row(
            label: "oneself",
            kind: "SelfSubjectAccessReview",
            spec: ["resourceAttributes": getPod],
            user: jane,
            status: ["allowed": true, "reason": "n|g|pods|log|w|"]
        ),
        Row(
            label: "a user in the spec does not count for oneself",
            kind: "SelfSubjectAccessReview",
            spec: ["user": "jane", "resourceAttributes": getPod],
            status: ["allowed": false]
        ),
        Row(
            label: "in a namespace",
            kind: "LocalSubjectAccessReview",
            spec: ["user": "jane", "resourceAttributes": getPod],
            namespace: "n",
            status: ["allowed": true, "reason": "n|g|pods|log|w|"]
        ),
        Row(
            label: "one's rules",
            kind: "SelfSubjectRulesReview",
            spec: ["namespace": "n"],
            status: [
                "resourceRules": [
                    ["verbs": ["get"], "apiGroups": ["n"], "resources": ["pods"], "resourceNames": ["joe"]]
                ],
                "nonResourceRules": [["verbs": ["get"], "nonResourceURLs": ["/x"]]], "incomplete": false,
                "evaluationError": "torn",
            ]
        ),
        Row(
            label: "who one is",
            kind: "SelfSubjectReview",
            spec: [:],
            user: jane,
            status: ["userInfo": ["username": "jane", "uid": "7", "groups": ["dev"], "extra": ["a": ["b"]]]]
        ),
        Row(
            label: "a good token",
            kind: "TokenReview",
            spec: ["token": "good"],
            status: [
                "authenticated": true, "audiences": ["own"],
                "user": [
                    "username": "robot", "uid": "1", "groups": ["g", "system:authenticated"], "extra": ["k": ["v"]],
                ],
            ]
        ),
        Row(
            label: "a bad token",
            kind: "TokenReview",
            spec: ["token": "bad"],
            status: ["user": [:], "error": "invalid bearer token"]
        ),
        Row(
            label: "a token for somebody else",
            kind: "TokenReview",
            spec: ["token": "good", "audiences": ["vault"]],
            status: ["user": [:], "error": "invalid bearer token"]
        ),
    ]

    @Test(arguments: answered)
    func answers(_ row: Row) async throws {
        let answer = try await Self.ask(row)
        #expect(answer["status"] == row.status)
        #expect(answer["kind"]?.string == row.kind)
        if row.kind != "SelfSubjectReview" { #expect(answer["spec"] == row.spec) }
    }

    static let refused: [Row] = [
        Row(
            label: "nothing asked",
            kind: "SubjectAccessReview",
            spec: ["user": "jane"],
            refusal:
                #"SubjectAccessReview.authorization.k8s.io "" is invalid: spec.resourceAttributes: Invalid value: "#
                + #""null": exactly one of nonResourceAttributes or resourceAttributes must be specified"#
        ),
        Row(
            label: "two things asked",
            kind: "SelfSubjectAccessReview",
            spec: ["resourceAttributes": getPod, "nonResourceAttributes": ["path": "/x", "verb": "get"]],
            refusal:
                #"SelfSubjectAccessReview.authorization.k8s.io "" is invalid: spec.nonResourceAttributes: Invalid "#
                + #"value: {"Path":"/x","Verb":"get"}: cannot be specified in combination with resourceAttributes"#
        ),
        Row(
            label: "about nobody",
            kind: "SubjectAccessReview",
            spec: ["resourceAttributes": getPod],
            refusal: #"SubjectAccessReview.authorization.k8s.io "" is invalid: spec.user: Invalid value: "": at least "#
                + "one of user or group must be specified"
        ),
        Row(
            label: "another namespace",
            kind: "LocalSubjectAccessReview",
            spec: ["user": "jane", "resourceAttributes": getPod],
            namespace: "m",
            refusal:
                #"LocalSubjectAccessReview.authorization.k8s.io "" is invalid: spec.resourceAttributes.namespace: "#
                + #"Invalid value: "n": must match metadata.namespace"#
        ),
        Row(
            label: "two namespaces",
            kind: "LocalSubjectAccessReview",
            spec: ["user": "jane", "resourceAttributes": getPod],
            metadata: ["namespace": "n"],
            namespace: "m",
            refusal: "the namespace of the provided object does not match the namespace sent on the request"
        ),
        Row(
            label: "a path in a namespace",
            kind: "LocalSubjectAccessReview",
            spec: ["user": "jane", "nonResourceAttributes": ["path": "/x", "verb": "get"]],
            namespace: "m",
            refusal:
                #"LocalSubjectAccessReview.authorization.k8s.io "" is invalid: spec.nonResourceAttributes: Invalid "#
                + #"value: {"Path":"/x","Verb":"get"}: disallowed on this kind of request"#
        ),
        Row(
            label: "a review with a name",
            kind: "SubjectAccessReview",
            spec: ["user": "jane", "resourceAttributes": getPod],
            metadata: ["name": "x"],
            refusal: #"SubjectAccessReview.authorization.k8s.io "" is invalid: metadata: Invalid value: {"name":"x"}: "#
                + "must be empty"
        ),
        Row(
            label: "rules nowhere",
            kind: "SelfSubjectRulesReview",
            spec: [:],
            refusal: "no namespace on request"
        ),
        Row(
            label: "no token",
            kind: "TokenReview",
            spec: [:],
            refusal: "token is required for TokenReview in authentication"
        ),
    ]

    @Test(arguments: refused)
    func refuses(_ row: Row) async {
        let error = await #expect(throws: APIError.self) { try await Self.ask(row) }
        #expect(error?.message == row.refusal)
    }

    private static func ask(_ row: Row) async throws(APIError) -> Value {
        let question: Value = ["spec": row.spec, "metadata": row.metadata]
        return try await reviews.answer(to: question, kind(row.kind), namespace: row.namespace, by: row.user)
    }

    @Test func onlyQuestionsAreAnswered() {
        #expect(AccessReviews.answers(Self.kind("TokenReview")))
        #expect(AccessReviews.answers(Self.kind("LocalSubjectAccessReview")))
        #expect(!AccessReviews.answers(GroupVersionKind(group: "", version: "v1", kind: "Pod")))
    }
}
