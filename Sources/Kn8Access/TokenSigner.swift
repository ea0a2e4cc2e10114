// SPDX-License-Identifier: MIT

/// A key that signs tokens and knows its own signatures again.
package protocol TokenSigner: Sendable {
    /// The algorithm as JOSE names it, for example `ES256`.
    var algorithm: String { get }

    /// What tells the key from others: the URL-safe base64 of a digest of its public half.
    var keyID: String { get }

    /// The public half as a JSON Web Key; nil when there is none to show.
    var publicKey: [String: String]? { get }

    /// The signature of `message`.
    func signature(of message: [UInt8]) throws -> [UInt8]

    /// Whether `signature` is one of this key for `message`.
    func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool
}
