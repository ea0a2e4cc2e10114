// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value

/// Answers the kinds that are questions: they are created, answered by the same object with a status, and never stored
/// (`kubernetes:pkg/registry/authorization`, `kubernetes:pkg/registry/authentication`).
package struct AccessReviews: Sendable {
    let authorizer: any Authorizer
    let tokens: (any TokenAuthority)?
    let time: any TimeSource

    /// Answers by what `authorizer` and `tokens` say.
    package init(authorizer: any Authorizer, tokens: (any TokenAuthority)?, time: any TimeSource) {
        self.authorizer = authorizer
        self.tokens = tokens
        self.time = time
    }

    /// Whether objects of `gvk` are such questions.
    package static func answers(_ gvk: GroupVersionKind) -> Bool {
        switch (gvk.group, gvk.kind) {
        case ("authorization.k8s.io", "SubjectAccessReview"), ("authorization.k8s.io", "LocalSubjectAccessReview"),
            ("authorization.k8s.io", "SelfSubjectAccessReview"), ("authorization.k8s.io", "SelfSubjectRulesReview"),
            ("authentication.k8s.io", "SelfSubjectReview"), ("authentication.k8s.io", "TokenReview"):
            true
        default: false
        }
    }

    /// The answer to `question`, an object of `gvk` that `user` has sent to `namespace` (empty for kinds without one).
    package func answer(
        to question: Value,
        _ gvk: GroupVersionKind,
        namespace: String,
        by user: UserInfo
    ) async throws(APIError) -> Value {
        var answer = question
        answer["apiVersion"] = .string(gvk.apiVersion)
        answer["kind"] = .string(gvk.kind)
        if answer["metadata"]?.object == nil { answer["metadata"] = .emptyObject }
        if answer["spec"]?.object == nil { answer["spec"] = .emptyObject }
        if gvk.kind == "LocalSubjectAccessReview" { try settleNamespace(of: &answer, gvk, namespace) }
        switch gvk.kind {
        case "SelfSubjectReview": answer["status"] = ["userInfo": user.tree]
        case "TokenReview": answer["status"] = try await tokenStatus(of: answer)
        case "SelfSubjectRulesReview": answer["status"] = try await rulesStatus(of: answer, user)
        default:
            let question = AccessQuestion(gvk, answer)
            try question.check()
            let asked = question.attributes(by: gvk.kind == "SelfSubjectAccessReview" ? user : nil)
            answer["status"] = Self.status(of: await authorizer.decision(for: asked))
        }
        if gvk.kind == "SelfSubjectReview" {
            answer["spec"] = nil
            answer[path: ["metadata", "creationTimestamp"]] = .string(time.now().description)
        }
        return answer
    }

    /// The namespace of the URL is the review's; another one in the object is refused.
    private func settleNamespace(
        of answer: inout Value,
        _ gvk: GroupVersionKind,
        _ namespace: String
    ) throws(APIError) {
        let stated = answer[path: ["metadata", "namespace"]]?.string ?? ""
        guard stated.isEmpty || stated == namespace else {
            throw APIError(
                .badRequest,
                message: "the namespace of the provided object does not match the namespace sent on the request"
            )
        }
        answer[path: ["metadata", "namespace"]] = .string(namespace)
    }

    private static func status(of decision: AccessDecision) -> Value {
        var status: Value = ["allowed": .bool(decision.isAllowed)]
        if decision.verdict == .deny { status["denied"] = true }
        if !decision.reason.isEmpty { status["reason"] = .string(decision.reason) }
        return status
    }

    private func rulesStatus(of review: Value, _ user: UserInfo) async throws(APIError) -> Value {
        let namespace = review[path: ["spec", "namespace"]]?.string ?? ""
        guard !namespace.isEmpty else { throw APIError(.badRequest, message: "no namespace on request") }
        return Self.status(of: await authorizer.rules(for: user, in: namespace))
    }

    /// The status of a SelfSubjectRulesReview that tells `rules`.
    package static func status(of rules: AccessRules) -> Value {
        func list(_ texts: [String]) -> Value { .array(texts.map(Value.string)) }
        let resourceRules = rules.resourceRules.map { rule -> Value in
            var value: Value = ["verbs": list(rule.verbs)]
            if !rule.apiGroups.isEmpty { value["apiGroups"] = list(rule.apiGroups) }
            if !rule.resources.isEmpty { value["resources"] = list(rule.resources) }
            if !rule.resourceNames.isEmpty { value["resourceNames"] = list(rule.resourceNames) }
            return value
        }
        let pathRules = rules.pathRules.map { ["verbs": list($0.verbs), "nonResourceURLs": list($0.paths)] as Value }
        var status: Value = [
            "resourceRules": .array(resourceRules), "nonResourceRules": .array(pathRules),
            "incomplete": .bool(rules.incomplete),
        ]
        if !rules.evaluationError.isEmpty { status["evaluationError"] = .string(rules.evaluationError) }
        return status
    }

    private func tokenStatus(of review: Value) async throws(APIError) -> Value {
        let token = review[path: ["spec", "token"]]?.string ?? ""
        guard !token.isEmpty else {
            throw APIError(.badRequest, message: "token is required for TokenReview in authentication")
        }
        let audiences = (review[path: ["spec", "audiences"]]?.array ?? []).compactMap(\.string)
        guard let reviewed = await tokens?.review(token, audiences: audiences) else {
            return ["user": [:], "error": "invalid bearer token"]
        }
        var user = reviewed.user
        if !user.groups.contains("system:authenticated") { user.groups.append("system:authenticated") }
        return [
            "authenticated": true, "user": user.tree, "audiences": .array(reviewed.audiences.map(Value.string)),
        ]
    }
}

extension UserInfo {
    /// The user as `authentication.k8s.io/v1` spells it.
    package var tree: Value {
        var tree: Value = .emptyObject
        if !name.isEmpty { tree["username"] = .string(name) }
        if !uid.isEmpty { tree["uid"] = .string(uid) }
        if !groups.isEmpty { tree["groups"] = .array(groups.map(Value.string)) }
        if !extra.isEmpty {
            tree["extra"] = .object(ValueMap(extra.map { ($0.key, .array($0.value.map(Value.string))) }))
        }
        return tree
    }
}
