// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// Finds out who makes a request: by client certificate, by a token of the file, by a ServiceAccount's token.
package struct Authentication: Sendable {
    /// What came of it.
    package struct Outcome: Hashable, Sendable {
        /// Who it is; nil when the request is to be answered by `APIError.unauthorized`.
        package var user: UserInfo?
        /// What to tell the client in a `Warning` header; nil for nothing.
        package var warning: String?
    }

    private let staticTokens: StaticTokens?
    private let tokens: (any TokenAuthority)?
    private let allowsAnonymous: Bool

    /// Knows whom the sources given know.
    ///
    /// - Parameter allowsAnonymous: Whether who shows no credentials is `system:anonymous`, who can then do what roles
    ///   allow; otherwise such a request is refused.
    package init(
        staticTokens: StaticTokens? = nil,
        tokens: (any TokenAuthority)? = nil,
        allowsAnonymous: Bool = false
    ) {
        self.staticTokens = staticTokens
        self.tokens = tokens
        self.allowsAnonymous = allowsAnonymous
    }

    /// Who shows `credentials`: a certificate counts before a token, and a token that is no good is refused even where
    /// nobody needs one.
    package func authenticate(_ credentials: RequestCredentials) async -> Outcome {
        if let certificate = credentials.certificate, let user = Self.user(of: certificate) {
            return Outcome(user: user)
        }
        let nobody = allowsAnonymous ? UserInfo.anonymous : nil
        switch credentials.bearer {
        case .none: return Outcome(user: nobody)
        case .ignored(let warning): return Outcome(user: nobody, warning: warning)
        case .token(let token):
            guard let user = await self.user(of: token) else { return Outcome(user: nil) }
            return Outcome(user: user.authenticated)
        }
    }

    private func user(of token: String) async -> UserInfo? {
        if let user = staticTokens?.user(of: token) { return user }
        return await tokens?.review(token, audiences: [])?.user
    }

    /// The user whom a certificate names: the common name, in the organizations. Nil when it names none.
    package static func user(of certificate: RequestCredentials.Certificate) -> UserInfo? {
        guard let name = certificate.commonNames.first, !name.isEmpty else { return nil }
        return UserInfo(name: name, groups: certificate.organizations).authenticated
    }
}

extension UserInfo {
    /// The group of all who have shown who they are.
    package static let authenticatedGroup = "system:authenticated"
    /// The group of all who have not.
    package static let unauthenticatedGroup = "system:unauthenticated"

    /// The user as one who has shown who it is; `system:anonymous` stays what it is.
    package var authenticated: UserInfo {
        let known = [Self.authenticatedGroup, Self.unauthenticatedGroup]
        guard !name.isExactly(Self.anonymous.name), !groups.contains(where: known.containsExactly) else { return self }
        var user = self
        user.groups.append(Self.authenticatedGroup)
        return user
    }
}

extension APIError {
    /// The answer to credentials that are no good, and to none where some are needed.
    package static var unauthorized: APIError { APIError(.unauthorized, message: "Unauthorized") }
}
