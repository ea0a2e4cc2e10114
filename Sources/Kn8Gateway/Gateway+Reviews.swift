// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

extension Gateway {
    /// The answer to what is only asked and never stored.
    func answerReview(_ context: RequestContext, _ served: ServedResource) async throws(APIError) -> GatewayResponse {
        guard context.request.method == "POST", context.route.name.isEmpty else { throw Gateway.methodNotAllowed }
        let gvk = served.resource.gvk
        if gvk.group.isEmpty, gvk.kind == "Binding" { return try await bind(context, served, pod: nil) }
        let negotiation = try Negotiation(context.request, context.query, for: .plain)
        _ = try RequestOptions(context.request, context.query, kind: "CreateOptions")
        let body = try RequestBody(context.request, of: gvk, isCustom: served.isCustom)
        let asked = try stated(body, served, namespace: context.route.namespace)
        let spec = asked["spec"] ?? .emptyObject
        var answer = asked.value
        if answer["metadata"] == nil { answer["metadata"] = .emptyObject }
        switch (gvk.group, gvk.kind) {
        case ("authorization.k8s.io", "SelfSubjectAccessReview"):
            answer["status"] = try await access(spec, context.user, gvk)
        case ("authorization.k8s.io", "SubjectAccessReview"), ("authorization.k8s.io", "LocalSubjectAccessReview"):
            var user = UserInfo(
                name: spec["user"]?.string ?? "",
                uid: spec["uid"]?.string ?? "",
                groups: (spec["groups"]?.array ?? []).compactMap(\.string)
            )
            for entry in spec["extra"]?.object ?? [:] {
                user.extra[entry.key] = (entry.value.array ?? []).compactMap(\.string)
            }
            if user.name.isEmpty, user.groups.isEmpty {
                let words = "at least one of user or group must be specified"
                throw .invalid(gvk, name: "", causes: [.invalid("spec.user", "", words)])
            }
            let namespace = spec["resourceAttributes"]?["namespace"]?.string ?? ""
            if gvk.kind == "LocalSubjectAccessReview", namespace != context.route.namespace {
                throw APIError(
                    .badRequest,
                    message: "spec.resourceAttributes.namespace must match namespace: \(context.route.namespace)"
                )
            }
            answer["status"] = try await access(spec, user, gvk)
        case ("authorization.k8s.io", "SelfSubjectRulesReview"):
            let namespace = spec["namespace"]?.string ?? ""
            guard !namespace.isEmpty else { throw APIError(.badRequest, message: "no namespace on request") }
            answer["status"] = await authorizer.rules(for: context.user, in: namespace).value
        case ("authentication.k8s.io", "SelfSubjectReview"):
            answer["metadata"] = ["creationTimestamp": .string(time.now().description)]
            answer["status"] = ["userInfo": context.user.value]
        case ("authentication.k8s.io", "TokenReview"):
            let audiences = (spec["audiences"]?.array ?? []).compactMap(\.string)
            guard let token = spec["token"]?.string, !token.isEmpty else {
                throw APIError(.badRequest, message: "token is required for TokenReview in authentication")
            }
            if let found = await tokens?.review(token, audiences: audiences) {
                answer["status"] = ["authenticated": true, "user": found.user.value]
                if !found.audiences.isEmpty {
                    answer[path: ["status", "audiences"]] = .array(found.audiences.map(Value.string))
                }
            } else {
                answer["status"] = ["user": [:], "error": "invalid bearer token"]
            }
        default: throw Gateway.methodNotAllowed
        }
        return Gateway.answer(201, answer, negotiation)
    }

    private func access(_ spec: Value, _ user: UserInfo, _ kind: GroupVersionKind) async throws(APIError) -> Value {
        let resource = spec["resourceAttributes"]
        let path = spec["nonResourceAttributes"]
        guard (resource == nil) != (path == nil) else {
            let words = "must specify exactly one of resourceAttributes or nonResourceAttributes"
            throw .invalid(
                kind,
                name: "",
                causes: [.invalid("spec.resourceAttributes", resource ?? .null, words)]
            )
        }
        var attributes: AccessAttributes
        if let resource {
            func text(_ field: String) -> String { resource[field]?.string ?? "" }
            attributes = AccessAttributes(
                user: user,
                verb: text("verb"),
                apiGroup: text("group"),
                apiVersion: text("version"),
                resource: text("resource"),
                subresource: text("subresource"),
                name: text("name"),
                namespace: text("namespace")
            )
        } else {
            attributes = AccessAttributes(
                user: user,
                verb: path?["verb"]?.string ?? "",
                path: path?["path"]?.string ?? ""
            )
        }
        let decision = await authorizer.decision(for: attributes)
        var status: Value = ["allowed": .bool(decision.isAllowed)]
        if decision.verdict == .deny { status["denied"] = true }
        if !decision.reason.isEmpty { status["reason"] = .string(decision.reason) }
        return status
    }
}

extension UserInfo {
    /// The user as reviews tell of it.
    var value: Value {
        var value: Value = ["username": .string(name)]
        if !uid.isEmpty { value["uid"] = .string(uid) }
        if !groups.isEmpty { value["groups"] = .array(groups.map(Value.string)) }
        if !extra.isEmpty {
            value["extra"] = .object(ValueMap(extra.map { ($0.key, Value.array($0.value.map(Value.string))) }))
        }
        return value
    }
}

extension AccessRules {
    /// The rules as a SelfSubjectRulesReview tells of them.
    var value: Value {
        func words(_ list: [String]) -> Value { .array(list.map(Value.string)) }
        var status: Value = ["incomplete": .bool(incomplete)]
        status["resourceRules"] = .array(
            resourceRules.map { rule in
                var value: Value = [
                    "verbs": words(rule.verbs), "apiGroups": words(rule.apiGroups), "resources": words(rule.resources),
                ]
                if !rule.resourceNames.isEmpty { value["resourceNames"] = words(rule.resourceNames) }
                return value
            }
        )
        status["nonResourceRules"] = .array(
            pathRules.map { ["verbs": words($0.verbs), "nonResourceURLs": words($0.paths)] }
        )
        if !evaluationError.isEmpty { status["evaluationError"] = .string(evaluationError) }
        return status
    }
}
