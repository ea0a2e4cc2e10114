// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Curl
import Kn8TestSupport
import Testing

@testable import Kn8Remote

/// What stands in for an API server, or is a broken one: each says what is wrong, and nothing hangs.
@Suite struct ServerFaultTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        /// All that comes over the connection, which ends then.
        let answer: String
        let message: String
        var code = 0
        var testDescription: String { what }
    }

    private static let page = "<html><body>Sign in</body></html>"
    private static let notAServer =
        "A proxy or a login page stands before the server, or the address is not an API server's"

    private static func answer(_ head: String, _ body: String, type: String = "text/html") -> String {
        "HTTP/1.1 \(head)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    static let rows = [
        Row(
            what: "a page instead of JSON",
            answer: answer("200 OK", page),
            message:
                "Unable to connect to the server: /api has an answer of type text/html that is no JSON. \(notAServer)"
        ),
        Row(
            what: "a redirection to a login page",
            answer: answer("302 Found\r\nLocation: https://sso.example/login?token=abc&x=y", page),
            message: "redirects to https://sso.example/login?token=<masked>&x=y. \(notAServer)"
        ),
        Row(
            what: "an empty answer",
            answer: answer("200 OK", ""),
            message: "Unable to connect to the server: /api has an empty answer. \(notAServer)"
        ),
        Row(
            what: "protobuf",
            answer: answer("200 OK", "k8s\u{0}ab", type: "application/vnd.kubernetes.protobuf"),
            message: "of type application/vnd.kubernetes.protobuf that is no JSON"
        ),
        Row(
            what: "JSON of something else",
            answer: answer("200 OK", "[]", type: "application/json"),
            message: "Unable to connect to the server: /api tells of no kinds: the address is not an API server's"
        ),
        Row(
            what: "a page with 401",
            answer: answer("401 Unauthorized", page),
            message: "the server has asked for the client to provide credentials",
            code: 401
        ),
        Row(what: "a page with 403", answer: answer("403 Forbidden", page), message: page, code: 403),
        Row(
            what: "a page with 404",
            answer: answer("404 Not Found", page),
            message: "the server could not find the requested resource",
            code: 404
        ),
        Row(
            what: "a page with 502",
            answer: answer("502 Bad Gateway", page),
            message: "an error on the server (\"\(page)\") has prevented the request from succeeding",
            code: 502
        ),
        Row(
            what: "a page with 503",
            answer: answer("503 Service Unavailable", page),
            message: "the server is currently unable to handle the request",
            code: 503
        ),
        Row(
            what: "a closed connection",
            answer: "",
            message: "Unable to connect to the server: EOF: the connection ended before there was an answer"
        ),
        Row(
            what: "half a body",
            answer: "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"kind\":",
            message: "Unable to connect to the server: unexpected EOF: the connection ended within the answer"
        ),
        Row(
            what: "another protocol",
            answer: "SSH-2.0-OpenSSH_9.6\r\n",
            message: "Unable to connect to the server: malformed HTTP response: what answers there is no HTTP server"
        ),
    ]

    @Test(arguments: rows)
    func itIsTold(_ row: Row) async throws {
        let server = try StubServer { _, write in
            _ = write(row.answer)
            _ = write("")
        }
        defer { server.stop() }
        let client = RemoteClient(
            ServerConnection(server: "http://127.0.0.1:\(server.port)"),
            settings: RemoteSettings(time: FixedClock())
        )
        do throws(APIError) {
            _ = try await client.resources()
            Issue.record("no error")
        } catch {
            #expect(error.message.contains(row.message), "\(error.message)")
            #expect(error.code == row.code)
        }
    }

    @Test func aServerThatSaysNothingIsGivenUp() async throws {
        let server = try StubServer { _, _ in }
        defer { server.stop() }
        var connection = ServerConnection(server: "http://127.0.0.1:\(server.port)")
        connection.timeoutMilliseconds = 300
        let client = RemoteClient(connection, settings: RemoteSettings(time: FixedClock()))
        await #expect(throws: APIError.self) { try await client.resources() }
        var request = CurlRequest("GET", "http://127.0.0.1:\(server.port)/")
        request.quietSeconds = 1
        await #expect(throws: CurlFailure.self) { try await CurlClient(CurlEndpoint()).answer(to: request) }
    }

    @Test func aServerThatIsBusyForGoodIsGivenUp() async throws {
        let api = try StubAPI(["GET /x": [.json("busy", 429, "Retry-After: 0")]])
        await #expect(throws: APIError.self) { try await api.client().raw("GET", "/x") }
        #expect(api.asked.count == 10)
    }

    struct Words: Sendable, CustomTestStringConvertible {
        let cause: CurlFailure.Cause
        let libcurl: String
        let said: String
        var testDescription: String { libcurl }

        init(_ cause: CurlFailure.Cause, _ libcurl: String, _ said: String) {
            (self.cause, self.libcurl, self.said) = (cause, libcurl, said)
        }
    }

    private static let untrusted = "Unable to connect to the server: tls: failed to verify certificate: x509: "

    @Test(arguments: [
        Words(
            .refused,
            "Failed to connect to a port 1 after 0 ms: Could not connect to server",
            "The connection to the server a.b:1 was refused - did you specify the right host or port?"
        ),
        Words(
            .unresolved,
            "Could not resolve host: a.b",
            "Unable to connect to the server: dial tcp: lookup a.b: no such host"
        ),
        Words(
            .unresolved,
            "Could not resolve proxy: p.q",
            "Unable to connect to the server: dial tcp: lookup p.q: no such host"
        ),
        Words(
            .untrusted,
            "SSL certificate problem: unable to get local issuer certificate",
            "\(untrusted)certificate signed by unknown authority"
        ),
        Words(
            .untrusted,
            "SSL certificate problem: self-signed certificate in certificate chain",
            "\(untrusted)certificate signed by unknown authority"
        ),
        Words(
            .untrusted,
            "SSL certificate problem: certificate has expired",
            "\(untrusted)certificate has expired or is not yet valid"
        ),
        Words(
            .untrusted,
            "SSL: no alternative certificate subject name matches target host name 'a.b'",
            "\(untrusted)certificate is not valid for a.b"
        ),
        Words(
            .untrusted,
            "TLS connect error: error:0A00010B:SSL routines::wrong version number",
            "Unable to connect to the server: http: server gave HTTP response to HTTPS client"
        ),
        Words(.other, "something else", "Unable to connect to the server: something else"),
    ])
    func theWordsAreGos(_ row: Words) {
        let connection = ServerConnection(server: "https://a.b:1")
        #expect(ConnectionFault.error(CurlFailure(row.cause, row.libcurl), connection).message == row.said)
    }
}
