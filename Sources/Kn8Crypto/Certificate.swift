// SPDX-License-Identifier: MIT

internal import COpenSSL

/// An X.509 certificate.
package final class Certificate {
    let handle: OpaquePointer
    private let openssl: kn8_openssl

    init(_ handle: OpaquePointer, _ openssl: kn8_openssl) {
        self.handle = handle
        self.openssl = openssl
    }

    /// The certificate in `der`.
    package convenience init(der: [UInt8]) throws(CryptoError) {
        let openssl = try OpenSSL.functions()
        let handle = der.withUnsafeBufferPointer { bytes in
            var start = bytes.baseAddress
            return openssl.d2i_X509(nil, &start, bytes.count)
        }
        guard let handle else { throw OpenSSL.failure(of: "d2i_X509") }
        self.init(handle, openssl)
    }

    /// The first certificate in `pem`.
    package convenience init(pem: [UInt8]) throws(CryptoError) {
        let openssl = try OpenSSL.functions()
        let file = try MemoryBIO.holding(pem, openssl)
        guard let handle = openssl.PEM_read_bio_X509(file.pointer, nil, nil, nil) else {
            throw OpenSSL.failure(of: "PEM_read_bio_X509")
        }
        self.init(handle, openssl)
    }

    /// All certificates in `pem`, in order.
    static func all(inPEM pem: [UInt8]) throws(CryptoError) -> [Certificate] {
        let openssl = try OpenSSL.functions()
        let file = try MemoryBIO.holding(pem, openssl)
        defer { openssl.ERR_clear_error() }
        var found: [Certificate] = []
        while let handle = openssl.PEM_read_bio_X509(file.pointer, nil, nil, nil) {
            found.append(Certificate(handle, openssl))
        }
        return found
    }

    deinit { openssl.X509_free(handle) }

    /// The certificate in DER.
    package func der() throws(CryptoError) -> [UInt8] {
        var bytes: UnsafeMutablePointer<UInt8>?
        let count = openssl.i2d_X509(handle, &bytes)
        guard count > 0, let bytes else { throw OpenSSL.failure(of: "i2d_X509") }
        defer { openssl.CRYPTO_free(bytes, "Certificate.swift", 0) }
        return Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }

    /// The certificate in PEM.
    package func pem() throws(CryptoError) -> [UInt8] {
        let file = try MemoryBIO(openssl)
        guard openssl.PEM_write_bio_X509(file.pointer, handle) == 1 else {
            throw OpenSSL.failure(of: "PEM_write_bio_X509")
        }
        return file.contents()
    }

    /// The names of the subject: `commonName` (the last of them counts), and `organizations` in order.
    package var subject: (commonName: String, organizations: [String]) {
        var commonName = ""
        var organizations: [String] = []
        guard let name = openssl.X509_get_subject_name(handle) else { return (commonName, organizations) }
        for index in 0..<max(0, openssl.X509_NAME_entry_count(name)) {
            guard let entry = openssl.X509_NAME_get_entry(name, index),
                let text = text(openssl.X509_NAME_ENTRY_get_data(entry))
            else { continue }
            switch openssl.OBJ_obj2nid(openssl.X509_NAME_ENTRY_get_object(entry)) {
            case NID_commonName: commonName = text
            case NID_organizationName: organizations.append(text)
            default: break
            }
        }
        return (commonName, organizations)
    }

    private func text(_ string: UnsafeMutablePointer<ASN1_STRING>?) -> String? {
        var bytes: UnsafeMutablePointer<UInt8>?
        let count = openssl.ASN1_STRING_to_UTF8(&bytes, string)
        guard count >= 0, let bytes else { return nil }
        defer { openssl.CRYPTO_free(bytes, "Certificate.swift", 0) }
        return String(decoding: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self)
    }

    /// Whether the certificate is good for servers called `host`, which may be an address.
    package func covers(host: String) -> Bool {
        defer { openssl.ERR_clear_error() }
        return openssl.X509_check_ip_asc(handle, host, 0) == 1
            || openssl.X509_check_host(handle, host, 0, 0, nil) == 1
    }

    /// Whether the certificate is still good `seconds` after the moment `now`, both in seconds of Unix time.
    package func isGood(for seconds: Int64, from now: Int64) -> Bool {
        var moment = Int(now + seconds)
        return openssl.X509_cmp_time(openssl.X509_get0_notAfter(handle), &moment) > 0
    }

    /// Whether the certificate was made for `key`.
    package func belongs(to key: PrivateKey) -> Bool {
        defer { openssl.ERR_clear_error() }
        let isPair = try? key.use { (key, openssl) in openssl.X509_check_private_key(handle, key) == 1 }
        return isPair ?? false
    }

    /// Whether the holder of `key` signed the certificate.
    package func isSigned(by key: PrivateKey) -> Bool {
        defer { openssl.ERR_clear_error() }
        let isSigned = try? key.use { (key, openssl) in openssl.X509_verify(handle, key) == 1 }
        return isSigned ?? false
    }
}
