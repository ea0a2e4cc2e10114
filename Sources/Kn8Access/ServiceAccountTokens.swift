// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value

/// Signs the tokens of ServiceAccounts, and finds out whose a token is (`kubernetes:pkg/serviceaccount`).
package struct ServiceAccountTokens: TokenAuthority {
    /// The issuer that kn8's tokens name, and the audience of its own API, when nothing else is said.
    package static let defaultIssuer = "https://kubernetes.default.svc.cluster.local"

    /// Why a token is no good, in Kubernetes' words. Never told to the client: it hears `Unauthorized`.
    package struct Rejection: Error, Hashable, Sendable, CustomStringConvertible {
        /// The sentence.
        package let description: String

        init(_ description: String) { self.description = description }
    }

    private let signers: [any TokenSigner]
    let reader: any ObjectReader
    let time: any TimeSource
    /// The issuer that tokens name.
    package let issuer: String
    let audiences: [String]

    /// Tokens signed by the first of `signers`; those of the others are still good.
    ///
    /// - Parameters:
    ///   - audiences: Whom the server takes itself for; the issuer when empty.
    ///   - reader: Where accounts and the objects that tokens are bound to must still be.
    package init(
        signers: [any TokenSigner],
        issuer: String = defaultIssuer,
        audiences: [String] = [],
        reader: any ObjectReader,
        time: any TimeSource
    ) {
        self.signers = signers
        self.issuer = issuer
        self.audiences = audiences.isEmpty ? [issuer] : audiences
        self.reader = reader
        self.time = time
    }

    /// The public halves of the keys, as `/openid/v1/jwks` shows them.
    package var keySet: Value? {
        let keys = signers.compactMap { signer -> Value? in
            guard let publicKey = signer.publicKey else { return nil }
            var key: Value = ["use": "sig", "alg": .string(signer.algorithm), "kid": .string(signer.keyID)]
            for (name, text) in publicKey { key[name] = .string(text) }
            return key
        }
        return keys.isEmpty ? nil : ["keys": .array(keys)]
    }

    /// A signed token; the order has been checked.
    package func issue(_ order: TokenOrder) async throws(APIError) -> IssuedToken {
        guard let signer = signers.first else {
            throw APIError(.internalError, message: "failed to generate token: no key to sign with")
        }
        let now = time.now().seconds
        let audiences = order.audiences.isEmpty ? self.audiences : order.audiences
        let account = order.account
        var facts: Value = [
            "namespace": .string(account.namespace),
            "serviceaccount": ["name": .string(account.name), "uid": .string(account.uid)],
        ]
        if let bound = order.boundObject, let field = Self.boundField(of: bound.kind) {
            facts[field] = ["name": .string(bound.name), "uid": .string(bound.uid)]
            if bound.kind == "Pod", let node = bound["spec", "nodeName"]?.string, !node.isEmpty {
                facts["node"] = ["name": .string(node)]
            }
        }
        let claims: Value = [
            "aud": .array(audiences.map(Value.string)),
            "exp": .int(now + order.seconds),
            "iat": .int(now),
            "nbf": .int(now),
            "iss": .string(issuer),
            "jti": .string(TokenIdentifier.random()),
            "kubernetes.io": facts,
            "sub": .string(ServiceAccountName(namespace: account.namespace, name: account.name).userName),
        ]
        do {
            return IssuedToken(
                token: try JSONWebToken.text(claims: claims, signer: signer),
                expiration: Timestamp(seconds: now + order.seconds),
                audiences: audiences
            )
        } catch {
            throw APIError(.internalError, message: "failed to generate token: \(error)")
        }
    }

    /// Whose token `token` is, and for which of `audiences` (empty: the server's own); nil when it is no good.
    package func review(_ token: String, audiences: [String]) async -> ReviewedToken? {
        try? await verified(token, audiences: audiences)
    }

    /// As `review`, with the reason when it is no good.
    package func verified(_ text: String, audiences wanted: [String] = []) async throws -> ReviewedToken {
        guard let token = JSONWebToken(text), token.claims["iss"]?.string == issuer else {
            throw Rejection("invalid bearer token")
        }
        try checkSignature(of: token)
        let wanted = wanted.isEmpty ? self.audiences : wanted
        let stated = Self.audiences(of: token)
        let common = stated.filter(wanted.contains)
        guard !common.isEmpty else {
            throw Rejection(
                "token audiences \(stated.goQuoted) is invalid for the target audiences \(wanted.goQuoted)"
            )
        }
        try checkTime(of: token)
        return ReviewedToken(user: try await account(of: token), audiences: common)
    }

    private func checkSignature(of token: JSONWebToken) throws(Rejection) {
        let algorithm = token.header["alg"]?.string
        let keyID = token.header["kid"]?.string ?? ""
        // A header with critical extensions asks for what is not understood here.
        guard token.header["crit"] == nil else { throw Rejection("invalid bearer token") }
        let keys = signers.filter { (keyID.isEmpty || $0.keyID == keyID) && $0.algorithm == algorithm }
        guard !keys.isEmpty else { throw Rejection("invalid signature, no keys found") }
        guard keys.contains(where: { $0.verifies(token.signature, of: token.message) }) else {
            throw Rejection("error in cryptographic primitive")
        }
    }

    /// A token is good a minute longer, and a minute earlier, than it says: clocks differ.
    private func checkTime(of token: JSONWebToken) throws(Rejection) {
        let leeway: Int64 = 60
        let now = time.now().seconds
        guard let expiry = token.claims["exp"]?.int else { throw Rejection("service account token has expired") }
        if now - leeway > expiry { throw Rejection("service account token has expired") }
        for field in ["nbf", "iat"] {
            guard let moment = token.claims[field] else { continue }
            guard let seconds = moment.int, now + leeway >= seconds else {
                throw Rejection("service account token is not valid yet")
            }
        }
    }

    private static func audiences(of token: JSONWebToken) -> [String] {
        if let one = token.claims["aud"]?.string { return [one] }
        return (token.claims["aud"]?.array ?? []).compactMap(\.string)
    }

    static func boundField(of kind: String) -> String? {
        switch kind {
        case "Pod": "pod"
        case "Secret": "secret"
        case "Node": "node"
        default: nil
        }
    }
}
