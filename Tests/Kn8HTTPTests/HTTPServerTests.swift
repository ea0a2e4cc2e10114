// SPDX-License-Identifier: MIT

import Glibc
import Kn8Gateway
import Kn8TestSupport
import Synchronization
import Testing

@testable import Kn8HTTP

/// A server on a port of its own, for the time of one test.
func withServer(
    _ limits: HTTPLimits = HTTPLimits(),
    responder: @escaping HTTPServer.Responder = { request, _ in echo(request) },
    onExchange: @escaping @Sendable (Exchange) -> Void = { _ in },
    _ body: (Int, HTTPServer) async throws -> Void
) async throws {
    let server = await HTTPServer(limits: limits, onExchange: onExchange, responder: responder)
    let port = try await server.listen(at: .tcp(host: "127.0.0.1", port: 0, tls: nil, guardsBrowsers: false))
    do {
        try await body(port, server)
    } catch {
        await server.stop(within: 0)
        throw error
    }
    await server.stop(within: 0)
}

/// An answer that says what was asked.
func echo(_ request: GatewayRequest) -> GatewayResponse {
    GatewayResponse(
        status: 200,
        headers: ["Content-Type": "text/plain"],
        body: .bytes(Array("\(request.method) \(request.target) \(request.body.count)\n".utf8))
    )
}

struct HTTPServerTests {
    @Test func keepsConnectionsAlive() async throws {
        try await withServer { port, _ in
            let client = try #require(RawClient(port: port))
            for number in 1...3 {
                client.forget()
                client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(await client.read { $0.hasSuffix("GET /\(number) 0\n") })
                #expect(client.text.contains("Content-Length: 9\r\n"))
                #expect(client.text.contains("Date: "))
            }
            client.forget()
            client.send(
                "POST /4 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
            )
            #expect(await client.read { $0.hasSuffix("POST /4 5\n") })
            client.forget()
            client.send("GET /5 HTTP/1.0\r\n\r\n")
            #expect(await client.readToEnd())
            #expect(client.text.hasSuffix("GET /5 0\n"))
        }
    }

    @Test func answersPipelinedRequestsInOrder() async throws {
        try await withServer { port, _ in
            let client = try #require(RawClient(port: port))
            let count = 5_000
            var text = ""
            for number in 1...count { text += "GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n" }
            client.send(text)
            #expect(await client.read { $0.hasSuffix("GET /\(count) 0\n") })
            let lines = client.received.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
            let isInOrder = lines.filter { $0.hasPrefix("GET /") } == (1...count).map { "GET /\($0) 0" }
            #expect(isInOrder)
        }
    }

    @Test func asksForTheBodyThatWaits() async throws {
        try await withServer { port, _ in
            let client = try #require(RawClient(port: port))
            client.send("PUT /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
            #expect(await client.read { $0.contains("HTTP/1.1 100 Continue\r\n") })
            client.send("ab")
            #expect(await client.read { $0.hasSuffix("PUT /x 2\n") })
        }
    }

    @Test func leavesOutTheBodyOfHEAD() async throws {
        try await withServer { port, _ in
            let client = try #require(RawClient(port: port))
            client.send("HEAD /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(await client.readToEnd())
            #expect(client.text.hasSuffix("\r\n\r\n"))
            #expect(client.text.contains("Content-Length: 10\r\n"))
        }
    }

    @Test(arguments: [true, false]) func refusesBodiesThatAreTooLarge(isChunked: Bool) async throws {
        var limits = HTTPLimits()
        limits.body = 1_000
        try await withServer(limits) { port, _ in
            let client = try #require(RawClient(port: port))
            if isChunked {
                client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
                client.send("3E9\r\n" + String(repeating: "x", count: 1_001) + "\r\n0\r\n\r\n")
            } else {
                client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n")
                client.send(String(repeating: "x", count: 1_001))
            }
            #expect(await client.readToEnd())
            #expect(client.text.hasPrefix("HTTP/1.1 413 "))
            #expect(client.text.contains("Request entity too large: limit is 3145728"))
        }
    }

    @Test func sendsLargeAnswersWhole() async throws {
        let size = 5_000_000
        try await withServer(
            responder: { _, _ in
                GatewayResponse(status: 200, body: .bytes((0..<size).map { UInt8(truncatingIfNeeded: $0) }))
            }
        ) { port, _ in
            let client = try #require(RawClient(port: port))
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(await client.readToEnd())
            let body = client.received.suffix(size)
            #expect(client.received.count > size)
            #expect(body.enumerated().allSatisfy { $1 == UInt8(truncatingIfNeeded: $0) })
        }
    }

    @Test func turnsAwayWhatIsTooMuch() async throws {
        var limits = HTTPLimits()
        limits.requests = 1
        limits.connections = 3
        let gate = Gate()
        try await withServer(
            limits,
            responder: { request, _ in
                if request.target == "/slow" { await gate.wait() }
                return echo(request)
            }
        ) { port, server in
            let slow = try #require(RawClient(port: port))
            slow.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
            while server.requests < 1 { try await Task.sleep(for: .milliseconds(1)) }
            let other = try #require(RawClient(port: port))
            other.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await other.read { $0.contains("Too many requests, please try again later.\n") })
            #expect(other.text.hasPrefix("HTTP/1.1 429 "))
            #expect(other.text.contains("Retry-After: 1\r\n"))
            let third = try #require(RawClient(port: port))
            third.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await third.read { $0.contains("429") })
            let fourth = try #require(RawClient(port: port))
            #expect(await fourth.readToEnd())
            #expect(fourth.received.isEmpty)
            gate.open()
            #expect(await slow.read { $0.hasSuffix("GET /slow 0\n") })
        }
    }

    @Test(arguments: ["Content-Length: 10", "Content-Length: 10\r\nExpect: 100-continue", "Transfer-Encoding: chunked"])
    func waitsForABodyThatNeverBeginsNoLongerThanForOneThatDoes(framing: String) async throws {
        var limits = HTTPLimits()
        limits.bodySeconds = 1
        try await withServer(limits) { port, _ in
            let client = try #require(RawClient(port: port))
            client.send("POST / HTTP/1.1\r\nHost: a\r\n\(framing)\r\n\r\n")
            #expect(await client.readToEnd())
            #expect(!client.text.contains("200"))
        }
    }

    @Test func holdsNoMoreOfAllBodiesThanItMay() async throws {
        var limits = HTTPLimits()
        limits.bodies = 1_000
        try await withServer(limits) { port, server in
            let first = try #require(RawClient(port: port))
            first.send(
                "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n" + String(repeating: "x", count: 899)
            )
            while server.heldBytes < 899 { try await Task.sleep(for: .milliseconds(1)) }
            let second = try #require(RawClient(port: port))
            second.send(
                "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 200\r\n\r\n" + String(repeating: "x", count: 200)
            )
            #expect(await second.read { $0.contains("Too many requests") })
            first.send("x")
            #expect(await first.read { $0.hasSuffix("POST /1 900\n") })
            while server.heldBytes > 0 { try await Task.sleep(for: .milliseconds(1)) }
            let third = try #require(RawClient(port: port))
            third.send(
                "POST /3 HTTP/1.1\r\nHost: a\r\nContent-Length: 200\r\n\r\n" + String(repeating: "x", count: 200)
            )
            #expect(await third.read { $0.hasSuffix("POST /3 200\n") })
        }
    }

    @Test func takesNoFileForASocket() async throws {
        let path = "/tmp/kn8-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).txt"
        let file = try #require(fopen(path, "w"))
        fclose(file)
        defer { unlink(path) }
        let server = await HTTPServer { request, _ in echo(request) }
        await #expect(throws: HTTPServerError.self) { try await server.listen(at: .local(path: path)) }
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & S_IFMT == S_IFREG)
        await server.stop(within: 0)
    }

    @Test func takesNoSocketFromAnotherServer() async throws {
        let path = "/tmp/kn8-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).sock"
        let server = await HTTPServer { request, _ in echo(request) }
        try await server.listen(at: .local(path: path))
        let other = await HTTPServer { request, _ in echo(request) }
        await #expect(throws: HTTPServerError.self) { try await other.listen(at: .local(path: path)) }
        await other.stop(within: 0)
        #expect(RawClient(path: path) != nil)
        await server.stop(within: 0)
    }

    @Test func listensOnASocketOfItsOwnerAlone() async throws {
        let path = "/tmp/kn8-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).sock"
        let server = await HTTPServer { request, peer in
            if case .local = peer.transport { echo(request) } else { GatewayResponse(status: 500) }
        }
        try await server.listen(at: .local(path: path))
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        let client = try #require(RawClient(path: path))
        client.send("GET /local HTTP/1.1\r\nHost: kn8\r\nConnection: close\r\n\r\n")
        #expect(await client.readToEnd())
        #expect(client.text.hasSuffix("GET /local 0\n"))
        await server.stop(within: 1)
        #expect(stat(path, &status) != 0)
    }

    @Test func speaksHTTP2WithPriorKnowledge() async throws {
        try await withServer { port, _ in
            let client = try #require(RawClient(port: port))
            client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
            client.send([0, 0, 0, 4, 0, 0, 0, 0, 0])  // SETTINGS, empty
            _ = await client.read { _ in client.received.count >= 9 }
            #expect(client.received.dropFirst(3).first == 4)  // SETTINGS first
        }
    }
}

/// Holds answers back until the test lets them go.
final class Gate: Sendable {
    private let waiters = Mutex<[CheckedContinuation<Void, Never>]?>([])

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = waiters.withLock { waiters in
                waiters?.append(continuation)
                return waiters == nil
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = waiters.withLock { waiters in
            defer { waiters = nil }
            return waiters
        }
        waiting?.forEach { $0.resume() }
    }
}
