// SPDX-License-Identifier: MIT

internal import Kn8Crypto

@testable internal import Kn8Access

/// A key for tests: HMAC with SHA-256.
struct FakeSigner: TokenSigner {
    let secret: String
    var algorithm = "HS256"

    var keyID: String { "key-of-\(secret)" }
    var publicKey: [String: String]? { ["kty": "oct"] }

    func signature(of message: [UInt8]) throws -> [UInt8] {
        try SHA256.authenticationCode(of: message, key: Array(secret.utf8))
    }

    func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        (try? self.signature(of: message) == signature) ?? false
    }
}
