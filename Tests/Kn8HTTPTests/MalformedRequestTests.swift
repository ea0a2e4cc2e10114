// SPDX-License-Identifier: MIT

import Glibc
import Kn8TestSupport
import Testing

@testable import Kn8HTTP

struct MalformedRequestTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var bytes: [UInt8]
        var status: String

        init(_ name: String, _ text: String, _ status: String = "400") {
            self.init(name, bytes: Array(text.utf8), status)
        }

        init(_ name: String, bytes: [UInt8], _ status: String = "400") {
            testDescription = name
            self.bytes = bytes
            self.status = status
        }
    }

    static let rows: [Row] = [
        Row(
            "both lengths",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        Row(
            "both lengths, turned",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"
        ),
        Row("two lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"),
        Row("the same length twice", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc"),
        Row("a list of lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3, 3\r\n\r\nabc"),
        Row("a signed length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +3\r\n\r\nabc"),
        Row("a negative length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -3\r\n\r\nabc"),
        Row("a length in hexadecimal", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x3\r\n\r\nabc"),
        Row(
            "a length beyond all numbers",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n"
        ),
        Row("a length with a blank", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length : 3\r\n\r\nabc"),
        Row("another coding", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", "4/501"),
        Row("chunked hidden", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "4/501"),
        Row(
            "chunked not last",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
            "4/501"
        ),
        Row(
            "chunked twice",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        Row("chunked in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "4/501"),
        Row("a bad chunk size", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "cut"),
        Row("a negative chunk size", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", "cut"),
        Row(
            "a huge chunk size",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
            "cut"
        ),
        Row(
            "no line break after a chunk",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabGET / HTTP/1.1",
            "cut"
        ),
        Row("absolute form", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        Row("authority form", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n"),
        Row("asterisk form", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"),
        Row("a fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n"),
        Row("a blank in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n"),
        Row(
            "bytes beyond ASCII in the target",
            bytes: Array("GET /".utf8) + [0xFF, 0xFE] + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
        ),
        Row("a control byte in the target", "GET /\u{1} HTTP/1.1\r\nHost: a\r\n\r\n"),
        Row("no host", "GET / HTTP/1.1\r\n\r\n"),
        Row("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
        Row("a null byte in a header", "GET / HTTP/1.1\r\nHost: a\r\nX: a\u{0}b\r\n\r\n"),
        Row("a bare carriage return", "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n"),
        Row("a folded header", "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", "200/400"),
        Row("a header without a colon", "GET / HTTP/1.1\r\nHost: a\r\nnonsense\r\n\r\n"),
        Row("a header without a name", "GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n"),
        Row("a blank before the colon", "GET / HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n"),
        Row("an unknown method", "FROB / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Row("another protocol", "SSH-2.0-OpenSSH_9.2\r\n"),
        Row("another version", "GET / HTTP/3.0\r\nHost: a\r\n\r\n", "400/505"),
        Row("TLS on a plain port", bytes: [0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3, 0, 0, 0, 0, 0x0D, 0x0A]),
        Row(
            "a header that is too long",
            "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 70_000))\r\n\r\n",
            "431"
        ),
        Row("too many headers", "GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "A: b\r\n", count: 300))\r\n", "431"),
        Row(
            "a target that is too long",
            "GET /\(String(repeating: "x", count: 70_000)) HTTP/1.1\r\nHost: a\r\n\r\n",
            "414/431"
        ),
        Row("a target without an end", "GET /\(String(repeating: "x", count: 300_000))", "414/431/400"),
        Row(
            "an unknown expectation",
            "PUT / HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\nContent-Length: 1\r\n\r\na",
            "417"
        ),
        Row("half of HTTP/2's preface", "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n", "400/505/cut"),
    ]

    @Test(arguments: rows) func isRefusedAndTheConnectionClosed(_ row: Row) async throws {
        try await withServer { port, _ in
            let client = try #require(RawClient(port: port))
            // Whatever follows must not be taken for a request of its own.
            client.send(row.bytes)
            #expect(await client.readToEnd() || row.status.contains("200"))
            let text = client.text
            #expect(text.components(of: "HTTP/1.1 ") <= 1, "\(text)")
            let status = String(text.dropFirst(9).prefix(3))
            let allowed = row.status.split(separator: "/").map(String.init)
            let isCut = allowed.contains("cut") && (text.isEmpty || status == "400")
            #expect(isCut || allowed.contains { status.hasPrefix($0) }, "\(text)")
        }
    }

    @Test func headsThatDoNotComeAreNotWaitedFor() async throws {
        var limits = HTTPLimits()
        limits.headSeconds = 1
        try await withServer(limits) { port, _ in
            let client = try #require(RawClient(port: port))
            client.send("GET / HTTP/1.1\r\nHost: ")
            #expect(await client.readToEnd())
            let second = try #require(RawClient(port: port))
            second.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await second.read { $0.hasSuffix("GET / 0\n") })
            second.send("GET / HTTP/1.1\r\n")
            second.forget()
            #expect(await second.readToEnd())
        }
    }

    @Test(arguments: [
        ("127.0.0.1:6443", true), ("localhost", true), ("localhost:80", true), ("[::1]:80", true), ("[::1]", true),
        ("a.localhost", true), ("127.9.9.9", true), ("evil.example.com", false), ("127.0.0.1.evil.com", false),
        ("localhost.evil.com", false), ("", false), ("10.0.0.1", false), ("[::2]", false), ("[::1", false),
    ]) func knowsTheNamesOfThisMachine(host: String, isLoopback: Bool) {
        #expect(RequestRules.isLoopback(host: host) == isLoopback)
    }

    @Test(arguments: [
        ("Host: 127.0.0.1", 200), ("Host: evil.example.com", 403),
        ("Host: localhost\r\nOrigin: http://localhost:3000", 200),
        ("Host: localhost\r\nOrigin: https://evil.example.com", 403), ("Host: localhost\r\nOrigin: null", 403),
    ]) func doesNotTrustWebPages(headers: String, status: Int) async throws {
        let server = await HTTPServer { request, _ in echo(request) }
        let port = try await server.listen(at: .tcp(host: "127.0.0.1", port: 0, tls: nil, guardsBrowsers: true))
        let client = try #require(RawClient(port: port))
        client.send("GET / HTTP/1.1\r\n\(headers)\r\nConnection: close\r\n\r\n")
        #expect(await client.readToEnd())
        #expect(client.text.hasPrefix("HTTP/1.1 \(status) "))
        await server.stop(within: 0)
    }
}

extension String {
    /// How often `part` stands in the text.
    fileprivate func components(of part: String) -> Int {
        var count = 0
        var rest = self[...]
        while let first = part.first, let mark = rest.firstIndex(of: first) {
            if rest[mark...].hasPrefix(part) { count += 1 }
            rest = rest[rest.index(after: mark)...]
        }
        return count
    }
}
