// SPDX-License-Identifier: MIT

import Kn8Gateway
import Kn8TestSupport
import Synchronization
import Testing

@testable import Kn8HTTP

struct StreamTests {
    /// A stream of `piece` for ever, perhaps with a pause after each, that counts in `taken` and tells `ended` of its end.
    private func endless(_ piece: [UInt8], taken: Counter, ended: Counter, pauses: Bool) -> GatewayResponse {
        var subject = RequestSubject()
        subject.verb = "watch"
        let body = EndlessBody(piece, taken: taken, ended: ended, pauses: pauses)
        return GatewayResponse(status: 200, body: .live(body), subject: subject)
    }

    @Test func sendsEachPieceAtOnceAndStopsWithTheClient() async throws {
        let taken = Counter()
        let ended = Counter()
        let cut = Counter()
        try await withServer(
            responder: { _, _ in endless(Array("event\n".utf8), taken: taken, ended: ended, pauses: true) },
            onExchange: { if $0.isCut { cut.add(1) } }
        ) { port, server in
            var client = RawClient(port: port)
            client?.send("GET /watch HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await client?.read { $0.contains("event\n\r\n6\r\nevent\n") } == true)
            #expect(client?.text.contains("transfer-encoding: chunked") == true)
            #expect(server.streams == 1)
            client = nil
            while ended.value == 0 || cut.value == 0 { try await Task.sleep(for: .milliseconds(2)) }
            while server.streams > 0 { try await Task.sleep(for: .milliseconds(2)) }
        }
    }

    @Test func makesNoPiecesForWhoDoesNotReadThem() async throws {
        var limits = HTTPLimits()
        limits.stallSeconds = 1
        let taken = Counter()
        let ended = Counter()
        try await withServer(
            limits,
            responder: { request, _ in
                request.target == "/watch"
                    ? endless([UInt8](repeating: 0x61, count: 65_536), taken: taken, ended: ended, pauses: false)
                    : echo(request)
            }
        ) { port, server in
            let client = try #require(RawClient(port: port))
            client.send("GET /watch HTTP/1.1\r\nHost: a\r\n\r\n")
            // Not until there is a stream: it may have been cut off before anybody looked.
            while taken.value == 0 { try await Task.sleep(for: .milliseconds(2)) }
            // Others are served meanwhile.
            let other = try #require(RawClient(port: port))
            other.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await other.read { $0.hasSuffix("GET / 0\n") })
            while server.streams > 0 { try await Task.sleep(for: .milliseconds(10)) }
            // What the kernel's buffers hold, and no more.
            #expect(taken.value < 400)
        }
    }

    @Test func endsStreamsCleanlyWhenItStops() async throws {
        let taken = Counter()
        let ended = Counter()
        let gate = Gate()
        let server = await HTTPServer { request, _ in
            if request.target == "/slow" {
                await gate.wait()
                return echo(request)
            }
            return endless(Array("event\n".utf8), taken: taken, ended: ended, pauses: true)
        }
        let port = try await server.listen(at: .tcp(host: "127.0.0.1", port: 0, tls: nil, guardsBrowsers: false))
        let watch = try #require(RawClient(port: port))
        watch.send("GET /watch HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await watch.read { $0.contains("event\n") })
        let slow = try #require(RawClient(port: port))
        slow.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
        while server.requests == 0 { try await Task.sleep(for: .milliseconds(1)) }
        let idle = try #require(RawClient(port: port))
        idle.send("GET /watch")
        async let isQuiet = server.stop(within: 300)
        #expect(await watch.readToEnd())
        #expect(watch.text.hasSuffix("\r\n0\r\n\r\n"))
        #expect(await idle.readToEnd())
        #expect(RawClient(port: port) == nil)
        gate.open()
        #expect(await slow.readToEnd())
        #expect(slow.text.hasSuffix("GET /slow 0\n"))
        #expect(await isQuiet)
    }
}

/// A live body that says the same again and again: every time it is asked, or every other time.
private final class EndlessBody: LiveBody {
    let topic = "endless"
    private let piece: [UInt8]
    private let taken: Counter
    private let ended: Counter
    private let pauses: Bool
    private let speaks = Atomic(true)

    init(_ piece: [UInt8], taken: Counter, ended: Counter, pauses: Bool) {
        self.piece = piece
        self.taken = taken
        self.ended = ended
        self.pauses = pauses
    }

    deinit { ended.add(1) }

    func next() -> LiveStep {
        if pauses, !speaks.logicalXor(true, ordering: .relaxed).oldValue { return .quiet(until: .now) }
        taken.add(1)
        return .piece(piece)
    }

    func follow(_ listener: any LiveListener) {}
}

/// A number that several tasks count up.
final class Counter: Sendable {
    private let number = Atomic<Int>(0)
    var value: Int { number.load(ordering: .relaxed) }
    func add(_ amount: Int) { number.add(amount, ordering: .relaxed) }
}
