// SPDX-License-Identifier: MIT

internal import COpenSSL

/// Comparisons that tell nobody by their time how much was right.
package enum ConstantTime {
    /// Whether both hold the same bytes. Only a difference in length shows in the time it takes.
    package static func equal(_ one: [UInt8], _ other: [UInt8]) throws(CryptoError) -> Bool {
        let openssl = try OpenSSL.functions()
        guard one.count == other.count else { return false }
        return openssl.CRYPTO_memcmp(one, other, one.count) == 0
    }
}
