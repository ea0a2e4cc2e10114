// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Value
import Kn8TestSupport
import Testing

@testable import Kn8Remote

@Suite struct RemoteClientTests {
    typealias Reply = StubAPI.Reply

    static let configMaps = Resource(
        GroupVersionKind(group: "", version: "v1", kind: "ConfigMap"),
        plural: "configmaps"
    )
    static let nodes = Resource(
        GroupVersionKind(group: "x.io", version: "v1", kind: "Node"),
        plural: "nodes",
        namespaced: false
    )
    private let path = "/api/v1/namespaces/d/configmaps"
    private let key = ObjectKey(namespace: "d", name: "a")

    private static func object(_ name: String) -> String {
        #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"\#(name)","namespace":"d","resourceVersion":"7"}}"#
    }

    @Test func anObjectIsFoundOrNot() async throws {
        let api = try StubAPI([
            "GET \(path)/a": [.json(Self.object("a"))],
            "GET \(path)/b": [.status(404, "NotFound", "configmaps \"b\" not found")],
            "GET \(path)/c": [.status(404, "NotFound", "the server could not find the requested resource")],
            "GET /apis/x.io/v1/nodes/n%2Fx": [.json("{}")],
        ])
        let client = api.client()
        #expect(try await client.object(key, of: Self.configMaps)?.name == "a")
        #expect(try await client.object(ObjectKey(namespace: "d", name: "b"), of: Self.configMaps) == nil)
        await #expect(throws: APIError.self) {
            try await client.object(ObjectKey(namespace: "d", name: "c"), of: Self.configMaps)
        }
        _ = try await client.object(ObjectKey(namespace: "", name: "n/x"), of: Self.nodes)
        #expect(api.asked.last == "GET /apis/x.io/v1/nodes/n%2Fx")
        #expect(client.requestCount == 4)
    }

    @Test func aListIsFetchedByPages() async throws {
        func page(_ name: String, _ next: String) -> Reply {
            .json(
                #"{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"9","continue":"\#(next)"},"#
                    + #""items":[{"metadata":{"name":"\#(name)","namespace":"d"}}]}"#
            )
        }
        let api = try StubAPI(["GET \(path)": [page("a", "t1"), page("b", "t/2"), page("c", "")]])
        let list = try await api.client().objects(
            of: Self.configMaps,
            in: .namespace("d"),
            options: ListOptions(labelSelector: "a in (b)")
        )
        #expect(list.items.map(\.name) == ["a", "b", "c"])
        #expect(list.items.allSatisfy { $0.kind == "ConfigMap" && $0.apiVersion == "v1" })
        #expect(list.resourceVersion == "9")
        #expect(list.continueToken == "")
        #expect(
            api.asked == [
                "GET \(path)?labelSelector=a%20in%20%28b%29&limit=500",
                "GET \(path)?continue=t1&labelSelector=a%20in%20%28b%29&limit=500",
                "GET \(path)?continue=t%2F2&labelSelector=a%20in%20%28b%29&limit=500",
            ]
        )
    }

    @Test func aSnapshotThatIsGoneIsFetchedWhole() async throws {
        let first = #"{"metadata":{"resourceVersion":"9","continue":"t"},"items":[{"metadata":{"name":"a"}}]}"#
        let whole =
            #"{"metadata":{"resourceVersion":"12"},"items":[{"metadata":{"name":"a"}},{"metadata":{"name":"b"}}]}"#
        let api = try StubAPI(["GET \(path)": [.json(first), .status(410, "Expired", "too old"), .json(whole)]])
        let list = try await api.client().objects(of: Self.configMaps, in: .namespace("d"), options: ListOptions())
        #expect(list.items.map(\.name) == ["a", "b"])
        #expect(list.resourceVersion == "12")
    }

    @Test func writesSayHowTheyAreMeant() async throws {
        let api = try StubAPI([
            "POST \(path)": [.json(Self.object("a"), 201, #"Warning: 299 - "unknown field \"x\"", 299 - "second""#)],
            "PUT \(path)/a/status": [.json(Self.object("a"))], "PATCH \(path)/a": [.json(Self.object("a"))],
            "DELETE \(path)/a": [
                .json(#"{"kind":"Status","apiVersion":"v1","status":"Success","details":{"name":"a","uid":"u1"}}"#)
            ],
        ])
        let client = api.client()
        let object = Object(Self.configMaps.gvk, namespace: "d", name: "a")
        _ = try await client.create(object, of: Self.configMaps, options: WriteOptions(fieldManager: "m x"))
        _ = try await client.update(
            object,
            of: Self.configMaps,
            subresource: .status,
            options: WriteOptions(dryRun: true)
        )
        for patch in [
            Patch.merge(["a": 1]), .json([]), .strategic(["a": 1]), .apply(["a": 1], force: true),
        ] {
            _ = try await client.patch(
                key,
                of: Self.configMaps,
                with: patch,
                subresource: nil,
                options: WriteOptions()
            )
        }
        let gone = try await client.delete(
            key,
            of: Self.configMaps,
            options: DeleteOptions(propagation: .foreground, gracePeriodSeconds: 3, uid: "u1")
        )
        #expect(gone.uid == "u1")
        #expect(gone.name == "a")
        #expect(
            api.asked == [
                "POST \(path)?fieldManager=m%20x&fieldValidation=Strict",
                "PUT \(path)/a/status?dryRun=All&fieldManager=kn8&fieldValidation=Strict",
                "PATCH \(path)/a?fieldManager=kn8&fieldValidation=Strict",
                "PATCH \(path)/a?fieldManager=kn8&fieldValidation=Strict",
                "PATCH \(path)/a?fieldManager=kn8&fieldValidation=Strict",
                "PATCH \(path)/a?fieldManager=kn8&fieldValidation=Strict&force=true", "DELETE \(path)/a",
            ]
        )
        let types = api.requests.compactMap { request in
            request.headers.first { $0.hasPrefix("Content-Type: ") }.map { String($0.dropFirst(14)) }
        }
        #expect(
            types == [
                "application/json", "application/json", "application/merge-patch+json", "application/json-patch+json",
                "application/strategic-merge-patch+json", "application/apply-patch+yaml", "application/json",
            ]
        )
        #expect(
            try Value(json: api.requests[6].body) == [
                "apiVersion": "v1", "kind": "DeleteOptions", "propagationPolicy": "Foreground", "gracePeriodSeconds": 3,
                "preconditions": ["uid": "u1"],
            ]
        )
        #expect(api.warnings == [#"unknown field "x""#, "second"])
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let reply: Reply
        let reason: APIError.Reason
        let code: Int
        let message: String
    }

    @Test(arguments: [
        Refusal(
            testDescription: "a Status, word for word",
            reply: .status(403, "Forbidden", "configmaps \"a\" is forbidden: User \"bob\" cannot get"),
            reason: .forbidden,
            code: 403,
            message: "configmaps \"a\" is forbidden: User \"bob\" cannot get"
        ),
        Refusal(
            testDescription: "a reason that nobody knows",
            reply: .status(499, "Tired", "not today"),
            reason: .unknown,
            code: 499,
            message: "not today"
        ),
        Refusal(
            testDescription: "no Status: 404",
            reply: .json("404 page not found\n", 404),
            reason: .notFound,
            code: 404,
            message: "the server could not find the requested resource (get configmaps a)"
        ),
        Refusal(
            testDescription: "no Status: 503",
            reply: .json("busy", 503),
            reason: .serviceUnavailable,
            code: 503,
            message: "the server is currently unable to handle the request (get configmaps a)"
        ),
        Refusal(
            testDescription: "no Status: 500",
            reply: .json("boom", 500),
            reason: .internalError,
            code: 500,
            message: "an error on the server (\"boom\") has prevented the request from succeeding (get configmaps a)"
        ),
        Refusal(
            testDescription: "no Status: 403",
            reply: .json("go away", 403),
            reason: .forbidden,
            code: 403,
            message: "go away (get configmaps a)"
        ),
    ])
    func refusals(_ row: Refusal) async throws {
        let api = try StubAPI(["GET \(path)/a": [row.reply]])
        do throws(APIError) {
            _ = try await api.client().object(key, of: Self.configMaps)
            Issue.record("no refusal")
        } catch {
            #expect(error.reason == row.reason)
            #expect(error.code == row.code)
            #expect(error.message == row.message)
        }
    }

    @Test func causesComeAlong() async throws {
        let body = """
            {"kind":"Status","apiVersion":"v1","status":"Failure","message":"m","reason":"Invalid","code":422,"details":\
            {"name":"a","group":"g","kind":"K","retryAfterSeconds":4,"causes":[{"reason":"FieldValueInvalid","message":"bad",\
            "field":"spec.x"}]}}
            """
        let api = try StubAPI(["GET \(path)/a": [.json(body, 422)]])
        let error = await #expect(throws: APIError.self) { try await api.client().object(key, of: Self.configMaps) }
        #expect(error?.causes == [APIError.Cause(reason: "FieldValueInvalid", message: "bad", field: "spec.x")])
        #expect(error?.name == "a")
        #expect(error?.group == "g")
        #expect(error?.kind == "K")
        #expect(error?.retryAfterSeconds == 4)
    }

    @Test func nobodyListens() async throws {
        let client = RemoteClient(
            ServerConnection(server: "http://127.0.0.1:1"),
            settings: RemoteSettings(time: SteppingClock())
        )
        let error = await #expect(throws: APIError.self) { try await client.object(key, of: Self.configMaps) }
        #expect(error?.code == 0)
        #expect(
            error?.message
                == "The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?"
        )
    }

    @Test func aTableIsTheServers() async throws {
        let body = """
            {"kind":"Table","metadata":{"resourceVersion":"5"},"columnDefinitions":[{"name":"Name","type":"string",\
            "format":"name","priority":0},{"name":"N","type":"integer","priority":1}],"rows":[{"cells":["a",3],"object":\
            {"metadata":{"name":"a"}}},{"cells":["b\\nc",null],"object":{"metadata":{"name":"b"}}}]}
            """
        let api = try StubAPI(["GET \(path)": [.json(body)]])
        let table = try #require(
            try await api.client().table(of: Self.configMaps, in: .namespace("d"), options: ListOptions())
        )
        #expect(table.columns.map(\.name) == ["Name", "N"])
        #expect(table.columns.map(\.isWide) == [false, true])
        #expect(table.rows.map(\.cells) == [["a", "3"], ["b...", ""]])
        #expect(table.rows.map(\.object.kind) == ["ConfigMap", "ConfigMap"])
        #expect(api.asked == ["GET \(path)?limit=500&includeObject=Object"])
    }

    @Test func readingAheadTakesFewRequests() async throws {
        let items = (0..<10).map { #"{"metadata":{"name":"o\#($0)","namespace":"d"}}"# }.joined(separator: ",")
        let api = try StubAPI([
            "GET \(path)": [.json(#"{"metadata":{},"items":[\#(items)]}"#)],
            "GET /apis/x.io/v1/nodes/n": [.json(#"{"metadata":{"name":"n"}}"#)],
        ])
        let client = api.client()
        let keys = (0..<12).map { (Self.configMaps, ObjectKey(namespace: "d", name: "o\($0)")) }
        await client.readAhead(keys + [(Self.nodes, ObjectKey(namespace: "", name: "n"))])
        #expect(client.requestCount == 2)
        for (resource, key) in keys {
            let found = try await client.object(key, of: resource)
            #expect((found == nil) == ["o10", "o11"].contains(key.name))
        }
        #expect(try await client.object(ObjectKey(namespace: "", name: "n"), of: Self.nodes)?.name == "n")
        #expect(client.requestCount == 2)
        // What was told once is asked for again.
        _ = try await client.object(ObjectKey(namespace: "", name: "n"), of: Self.nodes)
        #expect(client.requestCount == 3)
    }
}
