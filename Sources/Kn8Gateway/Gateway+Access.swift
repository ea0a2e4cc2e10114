// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Access

extension Gateway {
    /// Refuses what the authorizer does not allow, in the server's words.
    func authorize(_ context: RequestContext) async throws(APIError) {
        let attributes = context.attributes()
        let decision = await authorizer.decision(for: attributes)
        guard !decision.isAllowed else { return }
        throw .forbidden(attributes, reason: decision.reason)
    }

    /// Whom the client wants to be taken for, when it may; nil when it does not ask.
    func impersonated(_ context: RequestContext) async throws(APIError) -> UserInfo? {
        let fields = context.request.headers.fields
        guard fields.contains(where: \.isAboutImpersonation) else { return nil }
        let wish = try Impersonation(headers: fields.lazy.map { (name: $0.name, value: $0.value) })
        return try await wish?.user(for: context.user, by: authorizer)
    }

    /// Refuses to create by PUT or PATCH what may only be changed.
    func authorizeCreation(_ context: RequestContext) async throws(APIError) {
        let attributes = context.attributes(verb: "create")
        let decision = await authorizer.decision(for: attributes)
        guard decision.isAllowed else { throw .forbidden(attributes, reason: decision.reason) }
    }
}

extension HeaderFields.Field {
    // Asked of every field of every request: no text is made for it.
    fileprivate var isAboutImpersonation: Bool {
        name.utf8.count > 12 && zip(name.utf8, "impersonate-".utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
    }
}
