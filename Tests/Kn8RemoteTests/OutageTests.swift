// SPDX-License-Identifier: MIT

import Kn8API
import Kn8TestSupport
import Kn8Value
import Testing

@testable import Kn8Remote

/// What a client does about a server that was there a moment ago.
@Suite struct OutageTests {
    private static let map =
        #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","namespace":"d","resourceVersion":"1"},"data":{"k":"v"}}"#
    private static let path = "/api/v1/namespaces/d/configmaps"
    private static let key = ObjectKey(namespace: "d", name: "a")

    private static func server(port: UInt16 = 0, body: String = map) throws -> StubServer {
        try StubServer(port: port) { _, write in
            _ = write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
            _ = write("")
        }
    }

    private func client(_ port: UInt16, patience: Duration = .seconds(10)) -> RemoteClient {
        var settings = RemoteSettings(time: FixedClock())
        settings.patience = patience
        settings.watchPatience = .seconds(20)
        return RemoteClient(ServerConnection(server: "http://127.0.0.1:\(port)"), settings: settings)
    }

    @Test func aServerThatStartsAnewIsWaitedFor() async throws {
        let first = try Self.server()
        let client = client(first.port)
        #expect(try await client.object(Self.key, of: RemoteClientTests.configMaps) != nil)
        first.stop()
        try await Task.sleep(for: .milliseconds(100))
        let port = first.port
        let second = Task {
            try await Task.sleep(for: .milliseconds(500))
            return try Self.server(port: port)
        }
        var object = Object(RemoteClientTests.configMaps.gvk, namespace: "d", name: "a")
        object["data"] = ["k": "v"]
        let made = try await client.create(object, of: RemoteClientTests.configMaps, options: WriteOptions())
        #expect(made["data", "k"] == "v")
        #expect(!client.isGone)
        let server = try await second.value
        #expect(server.requests.map { $0.line.prefix(4) } == ["POST"])
        server.stop()
    }

    @Test func aServerThatIsGoneIsGivenUpOnceForAll() async throws {
        let server = try Self.server()
        let client = client(server.port, patience: .milliseconds(300))
        _ = try await client.object(Self.key, of: RemoteClientTests.configMaps)
        #expect(client.hasAnswered)
        server.stop()
        try await Task.sleep(for: .milliseconds(100))
        let start = ContinuousClock.now
        await #expect(throws: APIError.self) { try await client.raw("GET", "/x") }
        #expect(ContinuousClock.now - start >= .milliseconds(300))
        #expect(client.isGone)
        let count = client.requestCount
        for _ in 0..<20 { await #expect(throws: APIError.self) { try await client.raw("GET", "/x") } }
        #expect(client.requestCount == count + 20)
    }

    @Test func whoNeverAnsweredIsNotWaitedFor() async throws {
        let server = try Self.server()
        server.stop()
        try await Task.sleep(for: .milliseconds(100))
        let client = client(server.port)
        await #expect(throws: APIError.self) { try await client.raw("GET", "/x") }
        #expect(client.requestCount == 1)
        #expect(client.isGone)
        #expect(!client.hasAnswered)
    }

    @Test func aWatchWaitsForItsServer() async throws {
        func line(_ version: String) -> String {
            #"{"type":"ADDED","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","resourceVersion":"\#(version)"}}}"#
                + "\n"
        }
        let api = try StubAPI([
            "GET \(Self.path)": [
                StubAPI.Reply(body: line("11"), isStream: true), .json("starting", 503), .json("starting", 500),
                StubAPI.Reply(body: line("12"), isStream: true), .status(403, "Forbidden", "no"),
            ]
        ])
        let changes = try await api.client().changes(
            of: RemoteClientTests.configMaps,
            in: .namespace("d"),
            after: "10",
            options: ListOptions()
        )
        var seen: [String] = []
        let error = await #expect(throws: APIError.self) {
            for try await event in changes { seen.append(event.object.resourceVersion) }
        }
        #expect(seen == ["11", "12"])
        #expect(error?.code == 403)
    }

    @Test func aWatchOverAServerThatListensAgainGoesOn() async throws {
        let event = #"{"type":"ADDED","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"}}}"# + "\n"
        let first = try Self.server(body: event)
        let client = client(first.port, patience: .milliseconds(1))
        let changes = try await client.changes(
            of: RemoteClientTests.configMaps,
            in: .namespace("d"),
            after: "10",
            options: ListOptions()
        )
        var count = 0
        for try await _ in changes {
            count += 1
            if count == 2 { break }
            first.stop()
            let port = first.port
            Task {
                try await Task.sleep(for: .milliseconds(700))
                return try Self.server(port: port, body: event)
            }
        }
        #expect(count == 2)
    }

    struct Broken: Sendable {
        let replies: [StubAPI.Reply]
        let isCreated: Bool
        let asked: [String]
    }

    private static let gone = StubAPI.Reply(body: "", breaks: true)
    private static let missing = StubAPI.Reply.status(404, "NotFound", "configmaps \"a\" not found")

    @Test(arguments: [
        // It was stored before the connection broke.
        Broken(replies: [.json(map)], isCreated: true, asked: ["POST", "GET"]),
        Broken(replies: [missing], isCreated: true, asked: ["POST", "GET", "POST"]),
        // Another's.
        Broken(
            replies: [.json(#"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"}}"#)],
            isCreated: false,
            asked: ["POST", "GET"]
        ),
    ])
    func aCreationThatBrokeIsLookedAfter(_ row: Broken) async throws {
        let api = try StubAPI(["POST \(Self.path)": [Self.gone, .json(Self.map)], "GET \(Self.path)/a": row.replies])
        var object = Object(RemoteClientTests.configMaps.gvk, namespace: "d", name: "a")
        object["data"] = ["k": "v"]
        let made = try? await api.client().create(object, of: RemoteClientTests.configMaps, options: WriteOptions())
        #expect((made != nil) == row.isCreated)
        #expect(api.asked.map { String($0.prefix { $0 != " " }) } == row.asked)
    }
}
