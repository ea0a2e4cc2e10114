// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Access
internal import Kn8Crypto
internal import Kn8Gateway
internal import Kn8HTTP
internal import Kn8Value
internal import Synchronization

/// Finds out who makes a request: by the socket it came over, by its certificate, by its token.
final class ServeAccess: Sendable {
    private let authentication: Authentication
    private let authorizer: any Authorizer
    /// Who needs no credentials, on a server without TLS that only this machine can reach; nil when nobody does.
    private let everybody: UserInfo?
    private let certificates = Mutex<[[UInt8]: RequestCredentials.Certificate]>([:])

    init(_ authentication: Authentication, authorizer: any Authorizer, everybody: UserInfo?) {
        self.authentication = authentication
        self.authorizer = authorizer
        self.everybody = everybody
    }

    /// Puts into `request` who makes it, or who the maker wants to be taken for and may be; returns what the answer must
    /// warn of. An error is the answer.
    func identify(_ request: inout GatewayRequest, from peer: Peer) async throws(APIError) -> String? {
        let (known, warning) = await requestor(request, peer)
        request.user = known
        guard let user = known, request.headers.fields.contains(where: Self.isImpersonation) else {
            return warning
        }
        let fields = request.headers.fields.lazy.map { (name: $0.name, value: $0.value) }
        guard let wish = try Impersonation(headers: fields) else { return warning }
        request.user = try await wish.user(for: user, by: authorizer)
        // What is settled here must not be asked for again behind.
        request.headers = HeaderFields(request.headers.fields.filter { !Self.isImpersonation($0) })
        return warning
    }

    private func requestor(_ request: GatewayRequest, _ peer: Peer) async -> (UserInfo?, warning: String?) {
        // Only the owner of the state can open the socket.
        if case .local = peer.transport { return (.owner, nil) }
        if case .plain = peer.transport, let everybody { return (everybody, nil) }
        let outcome = await authentication.authenticate(
            RequestCredentials(
                authorization: request.headers.values(of: "Authorization"),
                certificate: peer.certificate.flatMap(subject)
            )
        )
        return (outcome.user, outcome.warning)
    }

    /// `headers` without those that ask to be taken for somebody else.
    static func withoutImpersonation(_ headers: HeaderFields) -> HeaderFields {
        guard headers.fields.contains(where: isImpersonation) else { return headers }
        return HeaderFields(headers.fields.filter { !isImpersonation($0) })
    }

    private static func isImpersonation(_ field: HeaderFields.Field) -> Bool {
        field.name.utf8.count >= 12 && field.name.prefix(12).lowercased() == "impersonate-"
    }

    /// The subject of a certificate that the transport has verified.
    private func subject(of der: [UInt8]) -> RequestCredentials.Certificate? {
        if let known = certificates.withLock({ $0[der] }) { return known }
        guard let certificate = try? Certificate(der: der) else { return nil }
        let subject = certificate.subject
        let names = subject.commonName.isEmpty ? [] : [subject.commonName]
        let found = RequestCredentials.Certificate(commonNames: names, organizations: subject.organizations)
        certificates.withLock { certificates in
            if certificates.count >= 1_024 { certificates = [:] }
            certificates[der] = found
        }
        return found
    }
}

/// Signs the tokens of ServiceAccounts with a key of P-256.
struct TokenKey: TokenSigner {
    private let key: PrivateKey
    let keyID: String
    let publicKey: [String: String]?

    init(_ key: PrivateKey) throws {
        self.key = key
        let point = try key.publicPoint()
        let digest = try SHA256.digest(key.publicPEM())
        keyID = Base64.urlSafe(digest)
        publicKey = [
            "kty": "EC", "crv": "P-256", "x": Base64.urlSafe(point.x), "y": Base64.urlSafe(point.y),
        ]
    }

    var algorithm: String { "ES256" }

    func signature(of message: [UInt8]) throws -> [UInt8] { try key.signature(of: message) }

    func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool { key.isValid(signature, of: message) }
}
