// SPDX-License-Identifier: MIT

internal import COpenSSL
internal import Synchronization

/// A private key; those made here are of the curve P-256.
package final class PrivateKey: Sendable {
    private let openssl: kn8_openssl
    private nonisolated(unsafe) let handle: OpaquePointer  // in use by whoever has the turn
    private let turn = Mutex(())

    private init(_ handle: OpaquePointer, _ openssl: kn8_openssl) {
        self.handle = handle
        self.openssl = openssl
    }

    deinit { openssl.EVP_PKEY_free(handle) }

    /// A new key of the curve P-256.
    package static func generate() throws(CryptoError) -> PrivateKey {
        let openssl = try OpenSSL.functions()
        guard let context = openssl.EVP_PKEY_CTX_new_from_name(nil, "EC", nil) else {
            throw OpenSSL.failure(of: "EVP_PKEY_CTX_new_from_name")
        }
        defer { openssl.EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard openssl.EVP_PKEY_keygen_init(context) == 1,
            openssl.EVP_PKEY_CTX_set_group_name(context, "P-256") == 1,
            openssl.EVP_PKEY_generate(context, &key) == 1, let key
        else { throw OpenSSL.failure(of: "EVP_PKEY_generate") }
        return PrivateKey(key, openssl)
    }

    /// The key in `pem`, of any kind that OpenSSL reads without a password.
    package convenience init(pem: [UInt8]) throws(CryptoError) {
        let openssl = try OpenSSL.functions()
        let file = try MemoryBIO.holding(pem, openssl)
        // Without a callback the library would ask for a password on the terminal.
        guard let key = openssl.PEM_read_bio_PrivateKey(file.pointer, nil, { _, _, _, _ in 0 }, nil) else {
            throw OpenSSL.failure(of: "PEM_read_bio_PrivateKey")
        }
        self.init(key, openssl)
    }

    /// The key in PEM, PKCS #8, without a password.
    package func pem() throws(CryptoError) -> [UInt8] {
        try use { (key, openssl) throws(CryptoError) in
            let file = try MemoryBIO(openssl)
            guard openssl.PEM_write_bio_PrivateKey(file.pointer, key, nil, nil, 0, nil, nil) == 1 else {
                throw OpenSSL.failure(of: "PEM_write_bio_PrivateKey")
            }
            return file.contents()
        }
    }

    /// The public half, in PEM.
    package func publicPEM() throws(CryptoError) -> [UInt8] {
        try use { (key, openssl) throws(CryptoError) in
            let file = try MemoryBIO(openssl)
            guard openssl.PEM_write_bio_PUBKEY(file.pointer, key) == 1 else {
                throw OpenSSL.failure(of: "PEM_write_bio_PUBKEY")
            }
            return file.contents()
        }
    }

    /// The public half of a key of P-256: the 32 bytes of x and those of y, as a JWK has them.
    package func publicPoint() throws(CryptoError) -> (x: [UInt8], y: [UInt8]) {
        try use { (key, openssl) throws(CryptoError) in
            var point = [UInt8](repeating: 0, count: 133)
            var count = 0
            guard openssl.EVP_PKEY_get_octet_string_param(key, "pub", &point, point.count, &count) == 1 else {
                throw OpenSSL.failure(of: "EVP_PKEY_get_octet_string_param")
            }
            guard count == 65, point[0] == 4 else {
                throw CryptoError.failed(function: "EVP_PKEY_get_octet_string_param", reason: "not a key of P-256")
            }
            return (Array(point[1..<33]), Array(point[33..<65]))
        }
    }

    /// The signature ES256 of `bytes` (RFC 7518, 3.4): 64 bytes. For keys of P-256.
    package func signature(of bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
        try use { (key, openssl) throws(CryptoError) in
            guard let context = openssl.EVP_MD_CTX_new() else { throw OpenSSL.failure(of: "EVP_MD_CTX_new") }
            defer { openssl.EVP_MD_CTX_free(context) }
            var der = [UInt8](repeating: 0, count: 256)
            var count = der.count
            guard openssl.EVP_DigestSignInit(context, nil, openssl.EVP_sha256(), nil, key) == 1,
                openssl.EVP_DigestSign(context, &der, &count, bytes, bytes.count) == 1
            else { throw OpenSSL.failure(of: "EVP_DigestSign") }
            guard let raw = ECDSASignature.raw(der: der[..<min(count, der.count)]) else {
                throw CryptoError.failed(function: "EVP_DigestSign", reason: "not a signature of P-256")
            }
            return raw
        }
    }

    /// Whether `signature` is the signature ES256 of `bytes` by this key.
    package func isValid(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
        guard let der = ECDSASignature.der(raw: signature) else { return false }
        return turn.withLock { _ in
            guard let context = openssl.EVP_MD_CTX_new() else { return false }
            defer {
                openssl.EVP_MD_CTX_free(context)
                openssl.ERR_clear_error()
            }
            return openssl.EVP_DigestVerifyInit(context, nil, openssl.EVP_sha256(), nil, handle) == 1
                && openssl.EVP_DigestVerify(context, der, der.count, bytes, bytes.count) == 1
        }
    }

    /// Lends the key to `work`.
    func use<Result: Sendable>(
        _ work: (OpaquePointer, kn8_openssl) throws(CryptoError) -> Result
    ) throws(CryptoError) -> Result {
        try turn.withLock { (_) throws(CryptoError) -> Result in try work(handle, openssl) }
    }
}
