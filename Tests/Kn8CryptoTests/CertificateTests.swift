// SPDX-License-Identifier: MIT

import Foundation
import Testing

@testable import Kn8Crypto

struct CertificateTests {
    private func authority() throws -> (key: PrivateKey, pem: [UInt8]) {
        let key = try PrivateKey.generate()
        let template = CertificateTemplate(commonName: "kn8-ca", purpose: .authority, seconds: 86_400)
        return (key, try template.selfSigned(by: key).pem())
    }

    @Test func tellsWhoItsHolderIs() throws {
        let (authorityKey, authority) = try authority()
        let key = try PrivateKey.generate()
        let template = CertificateTemplate(
            commonName: "jürgen",
            organizations: ["system:masters", "dev"],
            purpose: .client,
            seconds: 60
        )
        let issuer = try Certificate(pem: authority)
        let made = try template.certificate(for: key, signedBy: authorityKey, of: issuer)
        let read = try Certificate(pem: made.pem())
        #expect(read.subject.commonName == "jürgen")
        #expect(read.subject.organizations == ["system:masters", "dev"])
        #expect(read.belongs(to: key))
        #expect(!read.belongs(to: authorityKey))
        #expect(read.isSigned(by: authorityKey))
        #expect(!read.isSigned(by: key))
    }

    @Test func coversTheNamesItIsFor() throws {
        let (authorityKey, authority) = try authority()
        let key = try PrivateKey.generate()
        let hosts = ["127.0.0.1", "::1", "localhost", "kn8.example.com", "10.0.0.7,DNS:evil.example.com", ""]
        let template = CertificateTemplate(commonName: "kn8", purpose: .server(hosts: hosts), seconds: 3_600)
        let made = try template.certificate(for: key, signedBy: authorityKey, of: try Certificate(pem: authority))
        for host in ["127.0.0.1", "::1", "localhost", "kn8.example.com"] { #expect(made.covers(host: host), "\(host)") }
        for host in ["127.0.0.2", "example.com", "evil.example.com", "10.0.0.7"] {
            #expect(!made.covers(host: host), "\(host)")
        }
        let now = Int64(Date().timeIntervalSince1970)
        #expect(made.isGood(for: 3_000, from: now))
        #expect(!made.isGood(for: 4_000, from: now))
    }

    @Test func believesItsOwnClientsAlone() throws {
        let (ours, ourPEM) = try authority()
        let (theirs, theirPEM) = try authority()
        let (ourCertificate, theirCertificate) = (try Certificate(pem: ourPEM), try Certificate(pem: theirPEM))
        let (middle, key) = (try PrivateKey.generate(), try PrivateKey.generate())
        let between = try CertificateTemplate(commonName: "middle", purpose: .authority, seconds: 60)
            .certificate(for: middle, signedBy: ours, of: ourCertificate)
        func chain(
            _ purpose: CertificateTemplate.Purpose = .client,
            by issuer: PrivateKey,
            _ authority: Certificate,
            seconds: Int64 = 60
        ) throws -> [[UInt8]] {
            let template = CertificateTemplate(commonName: "jane", purpose: purpose, seconds: seconds)
            return [try template.certificate(for: key, signedBy: issuer, of: authority).der()]
        }
        let authorities = CertificateAuthorities(pem: ourPEM)
        #expect(authorities.vouch(for: try chain(by: ours, ourCertificate)))
        #expect(authorities.vouch(for: try chain(by: middle, between) + [between.der()]))
        #expect(CertificateAuthorities(pem: theirPEM + ourPEM).vouch(for: try chain(by: ours, ourCertificate)))
        #expect(!authorities.vouch(for: try chain(by: theirs, theirCertificate)), "another authority")
        #expect(!authorities.vouch(for: try chain(by: theirs, ourCertificate)), "the name, but not the key")
        #expect(!authorities.vouch(for: try chain(by: middle, between)), "nothing leads to the authority")
        #expect(!authorities.vouch(for: try chain(.server(hosts: ["a"]), by: ours, ourCertificate)), "a server's")
        #expect(!authorities.vouch(for: try chain(by: ours, ourCertificate, seconds: -60)), "run out")
        #expect(!authorities.vouch(for: []))
        #expect(!authorities.vouch(for: [[1, 2, 3]]))
        #expect(!CertificateAuthorities(pem: []).vouch(for: try chain(by: ours, ourCertificate)))
    }

    @Test func refusesWhatIsNone() {
        #expect(throws: CryptoError.self) { _ = try Certificate(pem: Array("nonsense".utf8)).subject }
        #expect(throws: CryptoError.self) { _ = try Certificate(der: [0x30, 0x82, 0xFF]).subject }
        #expect(throws: CryptoError.self) { _ = try PrivateKey(pem: Array("nonsense".utf8)) }
    }

    @Test func opensslAgrees() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kn8-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (authorityKey, authority) = try authority()
        let key = try PrivateKey.generate()
        let template = CertificateTemplate(commonName: "kn8", purpose: .server(hosts: ["localhost"]), seconds: 3_600)
        let made = try template.certificate(for: key, signedBy: authorityKey, of: try Certificate(pem: authority))
        try Data(authority).write(to: folder.appendingPathComponent("ca.crt"))
        try Data(made.pem()).write(to: folder.appendingPathComponent("tls.crt"))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", folder.path + "/ca.crt",
            folder.path + "/tls.crt",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        process.waitUntilExit()
        let words = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        guard process.terminationStatus != 127 else { return }  // no openssl on this machine
        #expect(process.terminationStatus == 0, "\(words)")
    }
}
