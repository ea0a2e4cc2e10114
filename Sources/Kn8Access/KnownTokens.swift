// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value

/// All tokens that a server knows: those of ServiceAccounts, which it signs, and those of its token file.
package struct KnownTokens: TokenAuthority {
    private let signed: ServiceAccountTokens
    private let listed: StaticTokens?

    /// The tokens that `signed` signs, and those `listed` in a file.
    package init(_ signed: ServiceAccountTokens, listed: StaticTokens?) {
        self.signed = signed
        self.listed = listed
    }

    /// A token of a ServiceAccount.
    package func issue(_ request: TokenOrder) async throws(APIError) -> IssuedToken {
        try await signed.issue(request)
    }

    /// Whose `token` is; one of the file is good for the server itself alone.
    package func review(_ token: String, audiences: [String]) async -> ReviewedToken? {
        guard let user = listed?.user(of: token) else { return await signed.review(token, audiences: audiences) }
        let common = audiences.isEmpty ? signed.audiences : signed.audiences.filter(audiences.contains)
        return common.isEmpty ? nil : ReviewedToken(user: user, audiences: common)
    }

    /// The keys of the signed ones.
    package var keySet: Value? { signed.keySet }
    /// The issuer of the signed ones.
    package var issuer: String { signed.issuer }
}
