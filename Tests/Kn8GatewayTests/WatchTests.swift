// SPDX-License-Identifier: MIT

import Foundation
import Kn8API
import Kn8Gateway
import Kn8Server
import Kn8Value
import Testing

/// Watches: where they begin, what they tell, and what becomes of the slow.
struct WatchTests {
    static let path = "/api/v1/namespaces/default/configmaps"

    private func open(_ gateway: Gateway, _ query: String) async throws -> LiveReader {
        let request = GatewayRequest(method: "GET", target: "\(WatchTests.path)?watch=true&\(query)", user: .owner)
        let response = await gateway.respond(to: request)
        #expect(response.status == 200)
        guard case .live(let body) = response.body else { throw APIError(.internalError, message: "no watch") }
        return LiveReader(body)
    }

    private func put(_ gateway: Gateway, _ name: String, _ labels: String = "{}", data: String = "{}") async -> Value {
        let body = #"{"metadata":{"name":"\#(name)","labels":\#(labels)},"data":\#(data)}"#
        let made = await TestGateway.ask(gateway, "POST", WatchTests.path, body: body)
        if made.status == 201 { return made.value }
        return await TestGateway.ask(gateway, "PUT", "\(WatchTests.path)/\(name)", body: body).value
    }

    private func events(_ bytes: [UInt8]?) -> [Value] {
        String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\n").compactMap { try? Value(json: String($0)) }
    }

    private func words(_ events: [Value]) -> [String] {
        events.map { "\($0["type"]?.string ?? "") \($0[path: ["object", "metadata", "name"]]?.string ?? "")" }
    }

    @Test func tellsWhatHappensAsItHappens() async throws {
        let gateway = try TestGateway.make()
        _ = await put(gateway, "a", #"{"k":"1"}"#)
        let watch = try await open(gateway, "labelSelector=k%3D1")
        #expect(words(events(await watch.next())) == ["ADDED a"])
        _ = await put(gateway, "other")
        _ = await put(gateway, "b", #"{"k":"1"}"#)
        #expect(words(events(await watch.next())) == ["ADDED b"])
        let changed = await put(gateway, "a", #"{"k":"2"}"#)
        let gone = events(await watch.next())
        #expect(words(gone) == ["DELETED a"])
        // The last state that was selected, under the version of what ended it.
        #expect(gone.first?[path: ["object", "metadata", "labels"]] == ["k": "1"])
        let version = changed[path: ["metadata", "resourceVersion"]]
        #expect(gone.first?[path: ["object", "metadata", "resourceVersion"]] == version)
        gateway.endWatches()
        #expect(await watch.next() == nil)
    }

    @Test func goesOnWhereAnotherEnded() async throws {
        let gateway = try TestGateway.make()
        let first = await put(gateway, "a")
        _ = await put(gateway, "b")
        _ = await put(gateway, "c")
        let version = first[path: ["metadata", "resourceVersion"]]?.string ?? ""
        let watch = try await open(gateway, "resourceVersion=\(version)")
        #expect(words(events(await watch.next())) == ["ADDED b", "ADDED c"])
        _ = await TestGateway.ask(gateway, "DELETE", "\(WatchTests.path)/b")
        #expect(words(events(await watch.next())) == ["DELETED b"])
    }

    @Test func goesOnAfterARestartAsIfThereHadBeenNone() async throws {
        let folder = URL.temporaryDirectory.appending(path: "kn8-watch-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let state = folder.appending(path: "state.db").path
        func begin() async throws -> String? {
            let gateway = try TestGateway.make(at: state)
            for name in ["stays", "leaves", "goes"] { _ = await put(gateway, name, #"{"k":"1"}"#) }
            _ = await put(gateway, "comes", #"{"k":"2"}"#)
            let version = await put(gateway, "last")[path: ["metadata", "resourceVersion"]]?.string
            _ = await put(gateway, "stays", #"{"k":"1"}"#, data: #"{"a":"b"}"#)
            _ = await put(gateway, "leaves", #"{"k":"2"}"#)
            _ = await TestGateway.ask(gateway, "DELETE", "\(WatchTests.path)/goes")
            _ = await put(gateway, "comes", #"{"k":"1"}"#)
            return version
        }
        let version = try #require(await begin())
        let watch = try await open(try TestGateway.make(at: state), "labelSelector=k%3D1&resourceVersion=\(version)")
        #expect(
            words(events(await watch.next())) == ["MODIFIED stays", "DELETED leaves", "DELETED goes", "ADDED comes"]
        )
    }

    @Test func marksTheEndOfTheBeginning() async throws {
        let gateway = try TestGateway.make()
        _ = await put(gateway, "a")
        let query = "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true"
        let watch = try await open(gateway, query)
        #expect(words(events(await watch.next())) == ["ADDED a"])
        let mark = events(await watch.next()).first
        #expect(mark?["type"] == "BOOKMARK")
        #expect(mark?[path: ["object", "metadata", "annotations"]] == ["k8s.io/initial-events-end": "true"])
        #expect(mark?[path: ["object", "metadata", "name"]] == nil)
    }

    @Test func aTableTellsItsColumnsOnce() async throws {
        let gateway = try TestGateway.make()
        _ = await put(gateway, "a")
        let request = GatewayRequest(
            method: "GET",
            target: "\(WatchTests.path)?watch=1",
            headers: ["Accept": "application/json;as=Table;v=v1;g=meta.k8s.io"],
            user: .owner
        )
        guard case .live(let body) = await gateway.respond(to: request).body else {
            Issue.record("no watch")
            return
        }
        let watch = LiveReader(body)
        let first = events(await watch.next()).first?["object"]
        #expect(first?["columnDefinitions"]?.array?.count == 3)
        #expect(first?[path: ["rows"]]?[0]?["cells"]?[0] == "a")
        _ = await put(gateway, "b")
        let second = events(await watch.next()).first?["object"]
        #expect(second?["columnDefinitions"] == .null)
    }

    @Test func aSlowWatchIsCutOffAndHurtsNobody() async throws {
        let server = try EmbeddedServer(time: TestGateway.Clock())
        let gateway = Gateway(server, rules: CatalogRules(), time: TestGateway.Clock(), watchHistory: 8)
        let slow = try await open(gateway, "")
        _ = await put(gateway, "a")
        #expect(words(events(await slow.next())) == ["ADDED a"])
        let quick = try await open(gateway, "fieldSelector=metadata.name%3Da")
        #expect(words(events(await quick.next())) == ["ADDED a"])
        // More than anybody is waited for; who reads along has it all.
        for number in 0..<40 {
            _ = await put(gateway, "a", data: #"{"x":"\#(number)"}"#)
            #expect(words(events(await quick.next())) == ["MODIFIED a"])
        }
        let end = events(await slow.next())
        #expect(end.count == 1)
        #expect(end.first?["type"] == "ERROR")
        #expect(end.first?[path: ["object", "code"]] == 410)
        #expect(end.first?[path: ["object", "reason"]] == "Expired")
        #expect(await slow.next() == nil)
    }

    @Test func aVersionThatIsTooOldIsToldInTheStream() async throws {
        let first = try EmbeddedServer(time: TestGateway.Clock())
        _ = await put(Gateway(first, rules: CatalogRules(), time: TestGateway.Clock()), "a")
        // A copy begins its log anew.
        let server = try first.copy(rules: CatalogRules())
        let gateway = Gateway(server, rules: CatalogRules(), time: TestGateway.Clock())
        let request = GatewayRequest(
            method: "GET",
            target: "\(WatchTests.path)?watch=1&resourceVersion=1",
            user: .owner
        )
        let response = await gateway.respond(to: request)
        #expect(response.status == 200)
        let lines = events(await TestGateway.body(of: response))
        #expect(lines.count == 1)
        let message = lines.first?[path: ["object", "message"]]?.string ?? ""
        #expect(message.hasPrefix("too old resource version: 1 ("))
        // Lists of a state that is gone tell so, and where to go on.
        let exact = await TestGateway.ask(
            gateway,
            "GET",
            "\(WatchTests.path)?resourceVersion=1&resourceVersionMatch=Exact"
        )
        #expect(exact.status == 410)
        #expect(exact.value["message"] == "The resourceVersion for the provided list is too old.")
        let token = ContinueToken(key: ObjectKey(namespace: "default", name: "A"), revision: 1).text
        let page = await TestGateway.ask(gateway, "GET", "\(WatchTests.path)?limit=1&continue=\(token)")
        #expect(page.status == 410)
        #expect(page.value["reason"] == "Expired")
        let next = try #require(page.value[path: ["metadata", "continue"]]?.string)
        let rest = await TestGateway.ask(gateway, "GET", "\(WatchTests.path)?limit=1&continue=\(next)")
        #expect(rest.status == 200)
        #expect(rest.value["items"]?[0]?[path: ["metadata", "name"]] == "a")
    }

    @Test func aWatchThatIsLetGoIsForgotten() async throws {
        let gateway = try TestGateway.make()
        do {
            let watch = try await open(gateway, "")
            #expect(gateway.watchCount == 1)
            _ = await put(gateway, "a")
            #expect(words(events(await watch.next())) == ["ADDED a"])
        }
        #expect(gateway.watchCount == 0)
    }

    @Test func manyWatchesOfDifferentFormsAllHearOfEachWriteOnce() async throws {
        let gateway = try TestGateway.make()
        let first = await put(gateway, "start")
        let version = first[path: ["metadata", "resourceVersion"]]?.string ?? ""
        let queries = ["", "&labelSelector=k%3D1", "&fieldSelector=metadata.name%3Db"]
        var watches: [(query: String, watch: LiveReader)] = []
        for number in 0..<60 {
            let query = queries[number % queries.count]
            watches.append((query, try await open(gateway, "resourceVersion=\(version)\(query)")))
        }
        _ = await put(gateway, "a", #"{"k":"1"}"#)
        _ = await put(gateway, "b")
        _ = await put(gateway, "a", #"{"k":"2"}"#)
        let expected = [
            "": ["ADDED a", "ADDED b", "MODIFIED a"], queries[1]: ["ADDED a", "DELETED a"], queries[2]: ["ADDED b"],
        ]
        for (query, watch) in watches {
            var seen: [String] = []
            while seen.count < expected[query]?.count ?? 0, let piece = await watch.next() {
                seen += words(events(piece))
            }
            #expect(seen == expected[query])
        }
        gateway.endWatches()
        for (_, watch) in watches { #expect(await watch.next() == nil) }
    }
}
