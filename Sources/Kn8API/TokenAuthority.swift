// SPDX-License-Identifier: MIT

package import Kn8Value

/// Who signs the tokens of ServiceAccounts and reads them back.
package protocol TokenAuthority: Sendable {
    /// A signed token; the `token` subresource of a ServiceAccount answers with it.
    func issue(_ request: TokenOrder) async throws(APIError) -> IssuedToken

    /// Whose token `token` is, and for which of `audiences` (empty: the server's own) it is good; nil when it is none of
    /// the server's, or has run out.
    func review(_ token: String, audiences: [String]) async -> ReviewedToken?

    /// The body of `/openid/v1/jwks`; nil when there is none.
    var keySet: Value? { get }

    /// The issuer that tokens name, for `/.well-known/openid-configuration`.
    var issuer: String { get }
}

/// What a token is asked for.
package struct TokenOrder: Hashable, Sendable {
    /// The ServiceAccount.
    package var account: Object
    /// Whom the token is for; empty for the server itself.
    package var audiences: [String]
    /// For how many seconds it is to be good.
    package var seconds: Int64
    /// The object that the token ends with (`boundObjectRef`); nil when it is bound to the account alone.
    package var boundObject: Object?

    /// A token for `account`.
    package init(account: Object, audiences: [String], seconds: Int64, boundObject: Object?) {
        self.account = account
        self.audiences = audiences
        self.seconds = seconds
        self.boundObject = boundObject
    }
}

/// A signed token.
package struct IssuedToken: Hashable, Sendable {
    /// The token itself.
    package var token: String
    /// When it runs out.
    package var expiration: Timestamp
    /// Whom it is for.
    package var audiences: [String]

    /// A token that is good until `expiration`.
    package init(token: String, expiration: Timestamp, audiences: [String]) {
        self.token = token
        self.expiration = expiration
        self.audiences = audiences
    }
}

/// What a token says.
package struct ReviewedToken: Hashable, Sendable {
    /// Whose it is.
    package var user: UserInfo
    /// For which of the audiences asked about it is good.
    package var audiences: [String]

    /// A token of `user`.
    package init(user: UserInfo, audiences: [String]) {
        self.user = user
        self.audiences = audiences
    }
}
