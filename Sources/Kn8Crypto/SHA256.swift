// SPDX-License-Identifier: MIT

internal import COpenSSL

/// SHA-256 by FIPS 180-4, and the keyed digest HMAC that RFC 2104 makes of it.
package enum SHA256 {
    /// How many bytes a digest has.
    package static let byteCount = 32

    /// The 32 bytes of the digest of `bytes`.
    package static func digest(_ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
        let openssl = try OpenSSL.functions()
        var digest = [UInt8](repeating: 0, count: byteCount)
        var count: UInt32 = 0
        guard openssl.EVP_Digest(bytes, bytes.count, &digest, &count, openssl.EVP_sha256(), nil) == 1 else {
            throw OpenSSL.failure(of: "EVP_Digest")
        }
        return digest
    }

    /// The 32 bytes of HMAC-SHA-256 of `bytes` under `key`, which may be of any length.
    package static func authenticationCode(of bytes: [UInt8], key: [UInt8]) throws(CryptoError) -> [UInt8] {
        let openssl = try OpenSSL.functions()
        guard let keyCount = Int32(exactly: key.count) else {
            throw .failed(function: "HMAC", reason: "key too long")
        }
        // Without a key's address HMAC takes the key of the call before, which there is none of.
        let padded = key.isEmpty ? [0] : key
        var code = [UInt8](repeating: 0, count: byteCount)
        var count: UInt32 = 0
        guard openssl.HMAC(openssl.EVP_sha256(), padded, keyCount, bytes, bytes.count, &code, &count) != nil else {
            throw OpenSSL.failure(of: "HMAC")
        }
        return code
    }
}
