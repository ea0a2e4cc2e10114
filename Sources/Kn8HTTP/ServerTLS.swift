// SPDX-License-Identifier: MIT

internal import Kn8Crypto
internal import NIOSSL

/// What a server needs to speak TLS.
package struct ServerTLS: Sendable {
    /// The certificate and those that lead from it to an authority, in PEM.
    package var certificates: [UInt8]
    /// The certificate's private key, in PEM.
    package var privateKey: [UInt8]
    /// The authorities whose client certificates are believed, in PEM; empty to ask for none.
    package var clientAuthorities: [UInt8]

    /// TLS with these certificates.
    package init(certificates: [UInt8], privateKey: [UInt8], clientAuthorities: [UInt8] = []) {
        self.certificates = certificates
        self.privateKey = privateKey
        self.clientAuthorities = clientAuthorities
    }

    /// The authorities whose client certificates are believed; nil when none is asked for.
    var believed: CertificateAuthorities? {
        clientAuthorities.isEmpty ? nil : CertificateAuthorities(pem: clientAuthorities)
    }

    func context() throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(certificates).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: privateKey, format: .pem))
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["h2", "http/1.1"]
        configuration.renegotiationSupport = .none
        if clientAuthorities.isEmpty {
            configuration.certificateVerification = .none
        } else {
            configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(clientAuthorities))
            configuration.certificateVerification = .optionalVerification
            configuration.sendCANameList = true
        }
        return try NIOSSLContext(configuration: configuration)
    }
}
