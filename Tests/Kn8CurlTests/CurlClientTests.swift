// SPDX-License-Identifier: MIT

import Kn8TestSupport
import Synchronization
import Testing

@testable import Kn8Curl

@Suite struct CurlClientTests {
    private func answer(_ body: String, _ head: String = "") -> String {
        "HTTP/1.1 200 OK\r\n\(head)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    @Test func anAnswerComesWithItsHeadAndBody() async throws {
        let server = try StubServer { request, write in
            _ = write(answer("<\(request.line)|\(request.body)>", "X-One: 1\r\nWarning: a\r\nWarning: b\r\n"))
        }
        defer { server.stop() }
        var endpoint = CurlEndpoint()
        endpoint.idleSeconds = 3_600
        let client = CurlClient(endpoint)
        let url = "http://127.0.0.1:\(server.port)/x?y=1"
        let got = try await client.answer(
            to: CurlRequest("PATCH", url, headers: ["Content-Type: text/a"], body: Array("hello".utf8))
        )
        #expect(got.head.status == 200)
        #expect(got.head["x-one"] == "1")
        #expect(got.head.all("warning") == ["a", "b"])
        #expect(String(decoding: got.body, as: UTF8.self) == "<PATCH /x?y=1 HTTP/1.1|hello>")
        #expect(server.requests[0].headers.contains("Content-Type: text/a"))
        let empty = try await client.answer(to: CurlRequest("POST", url, body: []))
        #expect(String(decoding: empty.body, as: UTF8.self) == "<POST /x?y=1 HTTP/1.1|>")
        let bare = try await client.answer(to: CurlRequest("DELETE", url))
        #expect(String(decoding: bare.body, as: UTF8.self) == "<DELETE /x?y=1 HTTP/1.1|>")
        #expect(got.connections == 1)
        #expect(empty.connections == 0)
        #expect(server.connections == 1)
    }

    @Test func aConnectionThatLayIdleIsNotTakenUpAgain() async throws {
        let server = try StubServer { request, write in _ = write(answer(request.line)) }
        defer { server.stop() }
        var endpoint = CurlEndpoint()
        endpoint.idleSeconds = 1
        let client = CurlClient(endpoint)
        let request = CurlRequest("POST", "http://127.0.0.1:\(server.port)/", body: [])
        #expect(try await client.answer(to: request).connections == 1)
        try await Task.sleep(for: .milliseconds(2_100))
        #expect(try await client.answer(to: request).connections == 1)
    }

    @Test(arguments: ["X-A: b\r\nX-Evil: 1", "X-A: b\nc", "X-A: \u{0}", "X-A: \u{7F}"])
    func nothingIsSmuggledInByAHeader(line: String) async {
        let request = CurlRequest("GET", "http://127.0.0.1:1/", headers: ["Accept: */*", line])
        await #expect(throws: CurlFailure(.other, "net/http: invalid header field value for \"X-A\"")) {
            try await CurlClient(CurlEndpoint()).answer(to: request)
        }
    }

    @Test func manyRequestsAtOnceAllComeBack() async throws {
        let server = try StubServer { request, write in _ = write(answer(request.line)) }
        defer { server.stop() }
        let client = CurlClient(CurlEndpoint())
        let port = server.port
        let lines = try await withThrowingTaskGroup(of: String.self) { group in
            for index in 0..<50 {
                group.addTask {
                    let got = try await client.answer(to: CurlRequest("GET", "http://127.0.0.1:\(port)/\(index)"))
                    return String(decoding: got.body, as: UTF8.self)
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(lines == Set((0..<50).map { "GET /\($0) HTTP/1.1" }))
    }

    @Test func aStreamIsReadAsItComes() async throws {
        let server = try StubServer { _, write in
            guard write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n") else { return }
            _ = write("3\r\nabc\r\n")
            _ = write("2\r\nde\r\n0\r\n\r\n")
        }
        defer { server.stop() }
        let client = CurlClient(CurlEndpoint())
        let stream = try await client.stream(of: CurlRequest("GET", "http://127.0.0.1:\(server.port)/"))
        #expect(stream.head.status == 200)
        #expect(String(decoding: try await stream.rest(), as: UTF8.self) == "abcde")
    }

    @Test func aSlowReaderMakesTheServerWait() async throws {
        let block = String(repeating: "x", count: 1 << 20)
        let sent = Mutex(0)
        let server = try StubServer { _, write in
            guard write("HTTP/1.1 200 OK\r\nContent-Length: \(64 << 20)\r\n\r\n") else { return }
            for _ in 0..<64 where write(block) { sent.withLock { $0 += 1 } }
        }
        defer { server.stop() }
        let client = CurlClient(CurlEndpoint())
        let stream = try await client.stream(of: CurlRequest("GET", "http://127.0.0.1:\(server.port)/"))
        try await Task.sleep(for: .milliseconds(200))
        // What the sockets of both ends and the stream hold, but not all.
        #expect(sent.withLock { $0 } < 40)
        var total = 0
        while let bytes = try await stream.next() {
            #expect(bytes.count <= CurlTransfer.highWater + 65_536)
            total += bytes.count
        }
        #expect(total == 64 << 20)
    }

    @Test func cancellingATaskEndsTheExchange() async throws {
        let server = try StubServer { _, write in
            _ = write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n")
        }
        defer { server.stop() }
        let client = CurlClient(CurlEndpoint())
        let url = "http://127.0.0.1:\(server.port)/"
        let whole = Task { () -> CurlFailure? in
            do throws(CurlFailure) { _ = try await client.answer(to: CurlRequest("GET", url)) } catch { return error }
            return nil
        }
        let stream = try await client.stream(of: CurlRequest("GET", url))
        #expect(try await stream.next() == [97])
        let reader = Task { () -> CurlFailure? in
            do throws(CurlFailure) { _ = try await stream.next() } catch { return error }
            return nil
        }
        whole.cancel()
        reader.cancel()
        #expect(await whole.value?.cause == .cancelled)
        #expect(await reader.value?.cause == .cancelled)
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let reply: String
        let cause: CurlFailure.Cause
        var timeout = 0
    }

    @Test(arguments: [
        Fault(testDescription: "nothing", reply: "", cause: .timedOut, timeout: 100),
        Fault(
            testDescription: "cut short",
            reply: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nab",
            cause: .timedOut,
            timeout: 100
        ),
        Fault(
            testDescription: "too large",
            reply: "HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + String(repeating: "x", count: 2000),
            cause: .tooLarge
        ),
    ])
    func faults(_ fault: Fault) async throws {
        let server = try StubServer { _, write in
            if !fault.reply.isEmpty { _ = write(fault.reply) }
        }
        defer { server.stop() }
        var request = CurlRequest("GET", "http://127.0.0.1:\(server.port)/", timeoutMilliseconds: fault.timeout)
        request.largestAnswer = 1_000
        do throws(CurlFailure) {
            _ = try await CurlClient(CurlEndpoint()).answer(to: request)
            Issue.record("an answer came")
        } catch {
            #expect(error.cause == fault.cause)
            #expect(error.mayHaveArrived)
        }
    }

    @Test func nobodyListening() async throws {
        do throws(CurlFailure) {
            _ = try await CurlClient(CurlEndpoint()).answer(to: CurlRequest("GET", "http://127.0.0.1:1/"))
            Issue.record("an answer came")
        } catch {
            #expect(error.cause == .refused)
            #expect(!error.mayHaveArrived)
        }
    }

    @Test func filesAreNotFetched() async throws {
        do throws(CurlFailure) {
            _ = try await CurlClient(CurlEndpoint()).answer(to: CurlRequest("GET", "file:///etc/hostname"))
            Issue.record("an answer came")
        } catch {
            #expect(error.cause == .other)
        }
    }
}
