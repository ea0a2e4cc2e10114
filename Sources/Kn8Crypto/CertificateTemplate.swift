// SPDX-License-Identifier: MIT

internal import COpenSSL

/// What a new certificate is to say.
package struct CertificateTemplate: Sendable {
    /// What a certificate is for.
    package enum Purpose: Hashable, Sendable {
        /// To sign others.
        case authority
        /// To show clients who a server is; `hosts` are its names and addresses.
        case server(hosts: [String])
        /// To show a server who a client is.
        case client
    }

    /// The subject's name.
    package var commonName: String
    /// The subject's organizations; of a client they are its groups.
    package var organizations: [String]
    /// What the certificate is for.
    package var purpose: Purpose
    /// For how many seconds it is good.
    package var seconds: Int64

    /// A certificate for `commonName`.
    package init(commonName: String, organizations: [String] = [], purpose: Purpose, seconds: Int64) {
        self.commonName = commonName
        self.organizations = organizations
        self.purpose = purpose
        self.seconds = seconds
    }

    /// A certificate for the holder of `key` that `issuer`, whose certificate is `authority`, signs; without an authority it
    /// is signed by its own key. It is good from an hour ago, since clocks differ.
    package func certificate(
        for key: PrivateKey,
        signedBy issuer: PrivateKey? = nil,
        of authority: Certificate
    ) throws(CryptoError) -> Certificate {
        try certificate(for: key, issuer ?? key, authority.handle)
    }

    /// A certificate for the holder of `key`, signed by that key.
    package func selfSigned(by key: PrivateKey) throws(CryptoError) -> Certificate {
        try certificate(for: key, key, nil)
    }

    private func certificate(
        for key: PrivateKey,
        _ issuer: PrivateKey,
        _ authority: OpaquePointer?
    ) throws(CryptoError) -> Certificate {
        let openssl = try OpenSSL.functions()
        guard let handle = openssl.X509_new() else { throw OpenSSL.failure(of: "X509_new") }
        let certificate = Certificate(handle, openssl)
        let serial = UInt64.random(in: 1...UInt64(Int64.max))
        guard openssl.X509_set_version(handle, 2) == 1,
            openssl.ASN1_INTEGER_set_uint64(openssl.X509_get_serialNumber(handle), serial) == 1,
            openssl.X509_gmtime_adj(openssl.X509_getm_notBefore(handle), -3_600) != nil,
            openssl.X509_gmtime_adj(openssl.X509_getm_notAfter(handle), Int(seconds)) != nil
        else { throw OpenSSL.failure(of: "X509_set") }
        try setNames(of: handle, authority, openssl)
        try key.use { (key, openssl) throws(CryptoError) in
            guard openssl.X509_set_pubkey(handle, key) == 1 else { throw OpenSSL.failure(of: "X509_set_pubkey") }
        }
        for (kind, value) in extensions { try add(kind, value, to: handle, authority, openssl) }
        try issuer.use { (key, openssl) throws(CryptoError) in
            guard openssl.X509_sign(handle, key, openssl.EVP_sha256()) > 0 else {
                throw OpenSSL.failure(of: "X509_sign")
            }
        }
        return certificate
    }

    private func setNames(
        of handle: OpaquePointer,
        _ authority: OpaquePointer?,
        _ openssl: kn8_openssl
    ) throws(CryptoError) {
        guard let name = openssl.X509_NAME_new() else { throw OpenSSL.failure(of: "X509_NAME_new") }
        defer { openssl.X509_NAME_free(name) }
        let parts = organizations.map { (NID_organizationName, $0) } + [(NID_commonName, commonName)]
        for (kind, text) in parts {
            let bytes = Array(text.utf8)
            let count = Int32(clamping: bytes.count)
            guard openssl.X509_NAME_add_entry_by_NID(name, kind, MBSTRING_UTF8, bytes, count, -1, 0) == 1 else {
                throw OpenSSL.failure(of: "X509_NAME_add_entry_by_NID")
            }
        }
        let issuer = authority.map { openssl.X509_get_subject_name($0) } ?? name
        guard openssl.X509_set_subject_name(handle, name) == 1, openssl.X509_set_issuer_name(handle, issuer) == 1 else {
            throw OpenSSL.failure(of: "X509_set_subject_name")
        }
    }

    private var extensions: [(kind: Int32, value: String)] {
        switch purpose {
        case .authority:
            [
                (NID_basic_constraints, "critical,CA:TRUE"), (NID_key_usage, "critical,keyCertSign,digitalSignature"),
                (NID_subject_key_identifier, "hash"),
            ]
        case .server(let hosts):
            [
                (NID_basic_constraints, "critical,CA:FALSE"), (NID_key_usage, "critical,digitalSignature"),
                (NID_ext_key_usage, "serverAuth"), (NID_authority_key_identifier, "keyid"),
                (NID_subject_alt_name, hosts.compactMap(Self.alternativeName).joined(separator: ",")),
            ]
        case .client:
            [
                (NID_basic_constraints, "critical,CA:FALSE"), (NID_key_usage, "critical,digitalSignature"),
                (NID_ext_key_usage, "clientAuth"), (NID_authority_key_identifier, "keyid"),
            ]
        }
    }

    /// A name in OpenSSL's notation; nil for what is neither a name nor an address.
    private static func alternativeName(_ host: String) -> String? {
        guard !host.isEmpty, host.utf8.count <= 253 else { return nil }
        let isAddress =
            host.utf8.allSatisfy { ($0 >= 48 && $0 <= 57) || $0 == 46 } || host.utf8.contains(UInt8(ascii: ":"))
        let isPlain = host.utf8.allSatisfy { byte in
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 42: true
            case 58: isAddress
            default: false
            }
        }
        return isPlain ? (isAddress ? "IP:" : "DNS:") + host : nil
    }

    private func add(
        _ kind: Int32,
        _ value: String,
        to handle: OpaquePointer,
        _ authority: OpaquePointer?,
        _ openssl: kn8_openssl
    ) throws(CryptoError) {
        var context = v3_ext_ctx()
        openssl.X509V3_set_ctx(&context, authority ?? handle, handle, nil, nil, 0)
        guard let extra = openssl.X509V3_EXT_nconf_nid(nil, &context, kind, value) else {
            throw OpenSSL.failure(of: "X509V3_EXT_nconf_nid(\(value))")
        }
        defer { openssl.X509_EXTENSION_free(extra) }
        guard openssl.X509_add_ext(handle, extra, -1) == 1 else { throw OpenSSL.failure(of: "X509_add_ext") }
    }
}
