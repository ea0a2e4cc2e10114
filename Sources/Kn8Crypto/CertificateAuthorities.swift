// SPDX-License-Identifier: MIT

internal import COpenSSL

/// Authorities whose client certificates are believed.
package struct CertificateAuthorities: Sendable {
    private let pem: [UInt8]

    /// The authorities whose certificates are in `pem`.
    package init(pem: [UInt8]) { self.pem = pem }

    /// Whether `chain`, a client's certificate with those that lead from it towards an authority, in DER, is one of theirs
    /// and good now.
    package func vouch(for chain: [[UInt8]]) -> Bool { (try? verifies(chain)) ?? false }

    private func verifies(_ chain: [[UInt8]]) throws(CryptoError) -> Bool {
        guard let first = chain.first else { return false }
        let openssl = try OpenSSL.functions()
        defer { openssl.ERR_clear_error() }
        let leaf = try Certificate(der: first)
        var others: [Certificate] = []
        for der in chain.dropFirst() { others.append(try Certificate(der: der)) }
        guard let store = openssl.X509_STORE_new(), let context = openssl.X509_STORE_CTX_new(),
            let stack = openssl.OPENSSL_sk_new_null()
        else { throw OpenSSL.failure(of: "X509_STORE_CTX_new") }
        defer {
            openssl.X509_STORE_CTX_free(context)
            openssl.OPENSSL_sk_free(stack)
            openssl.X509_STORE_free(store)
        }
        for authority in try Certificate.all(inPEM: pem) {
            guard openssl.X509_STORE_add_cert(store, authority.handle) == 1 else {
                throw OpenSSL.failure(of: "X509_STORE_add_cert")
            }
        }
        for other in others {
            guard openssl.OPENSSL_sk_push(stack, UnsafeRawPointer(other.handle)) > 0 else {
                throw OpenSSL.failure(of: "OPENSSL_sk_push")
            }
        }
        return withExtendedLifetime(others) {
            openssl.X509_STORE_CTX_init(context, store, leaf.handle, stack) == 1
                && openssl.X509_STORE_CTX_set_default(context, "ssl_client") == 1
                && openssl.X509_verify_cert(context) == 1
        }
    }
}
