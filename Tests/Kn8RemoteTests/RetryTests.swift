// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Curl
import Kn8Value
import Kn8TestSupport
import Testing

@testable import Kn8Remote

/// Which requests are made again, and which never.
@Suite struct RetryTests {
    private static let path = "/api/v1/namespaces/d/configmaps"

    enum Verb: String, Sendable, CaseIterable { case get, create, update, merge, apply, delete }

    struct Row: Sendable, CustomTestStringConvertible {
        let verb: Verb
        let first: StubAPI.Reply
        let isRepeated: Bool
        let what: String
        var testDescription: String { "\(verb.rawValue) after \(what)" }
    }

    private static let tooMany = StubAPI.Reply.json("Too many requests", 429, "Retry-After: 0")
    private static let unavailable = StubAPI.Reply.json("starting", 503, "Retry-After: 0")
    private static let failed = StubAPI.Reply.json("boom", 500)
    private static let broken = StubAPI.Reply(body: "", breaks: true)

    static let rows: [Row] =
        Verb.allCases.flatMap { verb in
            [
                Row(verb: verb, first: tooMany, isRepeated: true, what: "429"),
                Row(verb: verb, first: unavailable, isRepeated: verb != .create, what: "503 with Retry-After"),
                Row(verb: verb, first: failed, isRepeated: false, what: "500"),
                Row(verb: verb, first: broken, isRepeated: [.get, .apply].contains(verb), what: "a reset"),
            ]
        }

    @Test(arguments: rows)
    func repetition(_ row: Row) async throws {
        let body = #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","namespace":"d"}}"#
        let methods: [Verb: String] = [
            .get: "GET", .create: "POST", .update: "PUT", .merge: "PATCH", .apply: "PATCH", .delete: "DELETE",
        ]
        let route = "\(methods[row.verb] ?? "") \(Self.path)" + (row.verb == .create ? "" : "/a")
        let api = try StubAPI([route: [row.first, .json(body)]])
        let succeeded = await isDone(row.verb, api.client())
        #expect(succeeded == row.isRepeated)
        // libcurl itself may repeat what went out on a connection that proved to be dead, but there is no such here.
        // What came of a creation is looked up; here nobody can tell.
        let isLookedUp = row.verb == .create && row.first.breaks
        #expect(api.asked.count == (row.isRepeated || isLookedUp ? 2 : 1))
    }

    private func isDone(_ verb: Verb, _ client: RemoteClient) async -> Bool {
        let resource = RemoteClientTests.configMaps
        let key = ObjectKey(namespace: "d", name: "a")
        let object = Object(resource.gvk, namespace: "d", name: "a")
        do throws(APIError) {
            switch verb {
            case .get: _ = try await client.object(key, of: resource)
            case .create: _ = try await client.create(object, of: resource, options: WriteOptions())
            case .update:
                _ = try await client.update(object, of: resource, subresource: nil, options: WriteOptions())
            case .merge, .apply:
                let patch: Patch = verb == .merge ? .merge(["a": 1]) : .apply(["a": 1], force: false)
                _ = try await client.patch(
                    key,
                    of: resource,
                    with: patch,
                    subresource: nil,
                    options: WriteOptions()
                )
            case .delete: _ = try await client.delete(key, of: resource, options: DeleteOptions())
            }
            return true
        } catch {
            return false
        }
    }

    @Test func itGivesUpInTheEnd() {
        #expect(RetryPolicy.pause(afterStatus: 429, retryAfter: 1, attempt: 10, .harmless, random: 0) == nil)
        #expect(RetryPolicy.pause(afterStatus: 429, retryAfter: 3, attempt: 1, .never, random: 0) == 3_000)
        #expect(RetryPolicy.pause(afterStatus: 429, retryAfter: 9_999, attempt: 1, .never, random: 0) == 300_000)
        #expect(RetryPolicy.pause(afterStatus: 429, retryAfter: nil, attempt: 1, .never, random: 0) == 50)
        #expect(RetryPolicy.pause(after: 3, random: 1) == 400)
        #expect(RetryPolicy.pause(after: 60, random: 1) == 5_000)
    }

    @Test func theLimitFollowsTheServer() async {
        let flow = FlowLimit(8)
        for _ in 0..<8 {
            await flow.enter()
            flow.leave(wasTooMuch: false)
        }
        #expect(flow.limit == 12)
        await flow.enter()
        flow.leave(wasTooMuch: true)
        #expect(flow.limit == 6)
        for _ in 0..<9 {
            await flow.enter()
            flow.leave(wasTooMuch: true)
        }
        #expect(flow.limit == FlowLimit.range.lowerBound)
    }

    @Test func aRefusedPluginIsAskedAgainOnce() async throws {
        let folder = try TemporaryFolder()
        let script = try folder.file(
            "login",
            """
            #!/bin/sh
            echo x >> \(folder.path)/count
            echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"t"}}'
            """,
            executable: true
        )
        let body = #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"}}"#
        let api = try StubAPI(["GET \(Self.path)/a": [.status(401, "Unauthorized", "Unauthorized"), .json(body)]])
        let client = api.client { connection, settings in
            connection.login = .plugin(
                CredentialPlugin(
                    command: script,
                    arguments: [],
                    environment: [],
                    apiVersion: "client.authentication.k8s.io/v1",
                    installHint: "",
                    providesClusterInfo: false,
                    interactiveMode: .never
                )
            )
            settings.environment = ["PATH": "/usr/bin:/bin"]
        }
        let key = ObjectKey(namespace: "d", name: "a")
        #expect(try await client.object(key, of: RemoteClientTests.configMaps)?.name == "a")
        #expect(try PlainFile.read("\(folder.path)/count")?.count == 4)
        #expect(api.requests.allSatisfy { $0.headers.contains("Authorization: Bearer t") })
    }
}
