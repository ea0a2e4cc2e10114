// SPDX-License-Identifier: MIT

import Foundation
import Glibc
import Kn8API
import Kn8Crypto
import Kn8Gateway
import Kn8HTTP
import Kn8TestSupport
import Synchronization
import Testing

@testable import Kn8Remote

/// What goes wrong below HTTP's words, between a client and a server that are both real: certificates, resets, a server that
/// asks its clients to go.
@Suite struct WireFaultTests {
    /// A server's authority, and a certificate of its for a day, for `hosts`.
    private struct Identity {
        let authority: [UInt8]
        let tls: ServerTLS

        init(hosts: [String] = ["127.0.0.1"], seconds: Int64 = 86_400) throws {
            let authorityKey = try PrivateKey.generate()
            let named = CertificateTemplate(commonName: "test-ca", purpose: .authority, seconds: 86_400)
            let root = try named.selfSigned(by: authorityKey)
            let key = try PrivateKey.generate()
            let leaf = CertificateTemplate(commonName: "test", purpose: .server(hosts: hosts), seconds: seconds)
            let certificate = try leaf.certificate(for: key, signedBy: authorityKey, of: root)
            authority = try root.pem()
            tls = ServerTLS(certificates: try certificate.pem(), privateKey: try key.pem())
        }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var hosts = ["127.0.0.1"]
        var seconds: Int64 = 86_400
        var isKnown = true
        let complaint: String
    }

    private static let untrusted = "Unable to connect to the server: tls: failed to verify certificate: x509: "

    @Test(arguments: [
        Row(testDescription: "a good certificate", complaint: ""),
        Row(
            testDescription: "one that has expired",
            seconds: -60,
            complaint: "\(untrusted)certificate has expired or is not yet valid"
        ),
        Row(
            testDescription: "one for another host",
            hosts: ["other.example"],
            complaint: "\(untrusted)certificate is not valid for 127.0.0.1"
        ),
        Row(
            testDescription: "one that nobody known has signed",
            isKnown: false,
            complaint: "\(untrusted)certificate signed by unknown authority"
        ),
    ])
    func certificatesAreLookedAt(_ row: Row) async throws {
        let identity = try Identity(hosts: row.hosts, seconds: row.seconds)
        let server = await HTTPServer { _, _ in GatewayResponse(status: 200, body: .bytes(Array("ok".utf8))) }
        let port = try await server.listen(
            at: .tcp(host: "127.0.0.1", port: 0, tls: identity.tls, guardsBrowsers: false)
        )
        let authority = row.isKnown ? identity.authority : try Identity().authority
        let client = Self.client(port: port, authority: authority)
        var complaint = ""
        do throws(APIError) {
            #expect(try await client.raw("GET", "/") == Array("ok".utf8))
        } catch {
            complaint = error.message
        }
        #expect(complaint == row.complaint)
        await server.stop(within: 0)
    }

    @Test func aServerThatSaysGoAwayIsAskedOverANewConnection() async throws {
        let identity = try Identity()
        func serve(on port: Int) async throws -> (server: HTTPServer, port: Int) {
            let server = await HTTPServer { _, _ in GatewayResponse(status: 200, body: .bytes(Array("ok".utf8))) }
            let port = try await server.listen(
                at: .tcp(host: "127.0.0.1", port: port, tls: identity.tls, guardsBrowsers: false)
            )
            return (server, port)
        }
        var (server, port) = try await serve(on: 0)
        let client = Self.client(port: port, authority: identity.authority)
        for _ in 0..<3 {
            #expect(try await client.raw("GET", "/") == Array("ok".utf8))
            // HTTP/2 servers say GOAWAY before they close.
            #expect(await server.stop(within: 10))
            (server, _) = try await serve(on: port)
        }
        #expect(try await client.raw("GET", "/") == Array("ok".utf8))
        await server.stop(within: 0)
    }

    @Test func whatIsResetIsAskedAgainWhenThatDoesNoHarm() async throws {
        let server = try ResettingServer(resets: 2)
        defer { server.stop() }
        let client = RemoteClient(
            ServerConnection(server: "http://127.0.0.1:\(server.port)"),
            settings: RemoteSettings(time: FixedClock())
        )
        #expect(try await client.raw("GET", "/x") == Array("ok".utf8))
        #expect(server.requests.map { $0.prefix(6) } == ["GET /x", "GET /x", "GET /x"])
    }

    @Test func whatIsResetIsNotAskedAgainWhenThatMayDoHarm() async throws {
        let server = try ResettingServer(resets: 1)
        defer { server.stop() }
        let client = RemoteClient(
            ServerConnection(server: "http://127.0.0.1:\(server.port)"),
            settings: RemoteSettings(time: FixedClock())
        )
        await #expect(throws: APIError.self) { try await client.raw("POST", "/x") }
        #expect(server.requests.map { $0.prefix(7) } == ["POST /x"])
    }

    private static func client(port: Int, authority: [UInt8]) -> RemoteClient {
        var connection = ServerConnection(server: "https://127.0.0.1:\(port)")
        connection.certificateAuthority = .bytes(authority)
        return RemoteClient(connection, settings: RemoteSettings(time: FixedClock()))
    }
}

/// Reads a request and resets its connection, some times; then it answers.
private final class ResettingServer: Sendable {
    let port: Int
    private let listener: Int32
    private let seen = Mutex<[String]>([])

    var requests: [String] { seen.withLock { $0 } }

    init(resets: Int) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(listener, raw, size) == 0 && listen(listener, 8) == 0 && getsockname(listener, raw, &size) == 0
            }
        }
        try #require(isListening)
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in serve(resets) }
    }

    private func serve(_ resets: Int) {
        for round in 0... {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { return }
            var bytes = [UInt8](repeating: 0, count: 4_096)
            let count = recv(connection, &bytes, bytes.count, 0)
            seen.withLock { $0.append(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)) }
            if round < resets {
                var linger = linger(l_onoff: 1, l_linger: 0)
                setsockopt(connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
            } else {
                let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
                _ = send(connection, answer, answer.utf8.count, Int32(MSG_NOSIGNAL))
            }
            close(connection)
        }
    }

    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }
}
