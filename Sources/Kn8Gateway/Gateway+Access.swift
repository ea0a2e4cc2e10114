// SPDX-License-Identifier: MIT

internal import Kn8API

extension Gateway {
    /// Refuses what the authorizer does not allow, in the server's words.
    func authorize(_ context: RequestContext) async throws(APIError) {
        let attributes = context.attributes()
        let decision = await authorizer.decision(for: attributes)
        guard !decision.isAllowed else { return }
        throw Gateway.forbidden(attributes, reason: decision.reason)
    }

    /// `configmaps "a" is forbidden: User "bob" cannot get resource "configmaps" in API group "" in the namespace "x"`.
    static func forbidden(_ asked: AccessAttributes, reason: String) -> APIError {
        let who = "User \"\(asked.user.name)\" cannot"
        let because = reason.isEmpty ? "" : ": \(reason)"
        guard asked.isResourceRequest else {
            return APIError(.forbidden, message: "forbidden: \(who) \(asked.verb) path \"\(asked.path)\"\(because)")
        }
        let full = asked.apiGroup.isEmpty ? asked.resource : "\(asked.resource).\(asked.apiGroup)"
        let part = asked.subresource.isEmpty ? asked.resource : "\(asked.resource)/\(asked.subresource)"
        let subject = asked.name.isEmpty ? full : "\(full) \"\(asked.name)\""
        let isClusterWide = asked.namespace.isEmpty || asked.resource == "namespaces"
        let place = isClusterWide ? "at the cluster scope" : "in the namespace \"\(asked.namespace)\""
        return APIError(
            .forbidden,
            message:
                "\(subject) is forbidden: \(who) \(asked.verb) resource \"\(part)\" in API group \"\(asked.apiGroup)\" "
                + "\(place)\(because)",
            name: asked.name,
            group: asked.apiGroup,
            kind: asked.resource
        )
    }

    /// Whom the client wants to be taken for, when it may; nil when it does not ask
    /// (`kubernetes:apiserver/pkg/endpoints/filters/impersonation`).
    func impersonated(_ context: RequestContext) async throws(APIError) -> UserInfo? {
        let headers = context.request.headers
        guard headers.fields.contains(where: { Gateway.mayImpersonate($0.name) }) else { return nil }
        let extraPrefix = "impersonate-extra-"
        let extras = headers.fields.filter { $0.name.lowercased().hasPrefix(extraPrefix) }
        let groups = headers.values(of: "Impersonate-Group")
        let name = headers["Impersonate-User"] ?? ""
        let uid = headers["Impersonate-Uid"] ?? ""
        if name.isEmpty {
            guard groups.isEmpty, extras.isEmpty, uid.isEmpty else {
                throw APIError(
                    .badRequest,
                    message:
                        "requested [\(groups.map { "{Group  \($0)}" }.joined(separator: " "))] without impersonating a "
                        + "user name"
                )
            }
            return nil
        }
        var user = UserInfo(name: name, uid: uid, groups: groups)
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        if name.hasPrefix("system:serviceaccount:"), parts.count == 4 {
            try await check(context, "serviceaccounts", name: String(parts[3]), namespace: String(parts[2]))
            if groups.isEmpty {
                user.groups = ["system:serviceaccounts", "system:serviceaccounts:\(parts[2])"]
            }
        } else {
            try await check(context, "users", name: name)
        }
        for group in groups { try await check(context, "groups", name: group) }
        if !uid.isEmpty { try await check(context, "uids", name: uid, group: "authentication.k8s.io") }
        for field in extras {
            let raw = field.name.lowercased().dropFirst(extraPrefix.count)
            let key = RequestTarget.decoded(raw[...], isQuery: false) ?? String(raw)
            try await check(
                context,
                "userextras",
                name: field.value,
                group: "authentication.k8s.io",
                subresource: key
            )
            user.extra[key, default: []].append(field.value)
        }
        if name == "system:anonymous" {
            if !user.groups.contains("system:unauthenticated") { user.groups.append("system:unauthenticated") }
        } else if !user.groups.contains("system:authenticated"), !user.groups.contains("system:unauthenticated") {
            user.groups.append("system:authenticated")
        }
        return user
    }

    // Cheaper than the whole name, which hardly any request has.
    private static func mayImpersonate(_ name: String) -> Bool {
        name.utf8.count > 12 && (name.utf8.first ?? 0) | 0x20 == UInt8(ascii: "i")
    }

    private func check(
        _ context: RequestContext,
        _ resource: String,
        name: String,
        namespace: String = "",
        group: String = "",
        subresource: String = ""
    ) async throws(APIError) {
        let attributes = AccessAttributes(
            user: context.user,
            verb: "impersonate",
            apiGroup: group,
            apiVersion: "v1",
            resource: resource,
            subresource: subresource,
            name: name,
            namespace: namespace
        )
        let decision = await authorizer.decision(for: attributes)
        guard !decision.isAllowed else { return }
        throw Gateway.forbidden(attributes, reason: decision.reason)
    }
}
