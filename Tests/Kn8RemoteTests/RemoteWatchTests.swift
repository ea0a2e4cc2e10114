// SPDX-License-Identifier: MIT

import Kn8API
import Testing

@testable import Kn8Remote

@Suite struct RemoteWatchTests {
    private let route = "GET /api/v1/namespaces/d/configmaps"

    private func line(_ type: String, _ name: String, _ version: String) -> String {
        #"{"type":"\#(type)","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"\#(name)","#
            + #""resourceVersion":"\#(version)"}}}"# + "\n"
    }

    @Test func aWatchGoesOnWhereItEnded() async throws {
        let api = try StubAPI([
            route: [
                StubAPI.Reply(
                    body: line("ADDED", "a", "11") + line("BOOKMARK", "", "15") + "\n",
                    isStream: true
                ),
                StubAPI.Reply(body: "", breaks: true),
                StubAPI.Reply(body: line("MODIFIED", "a", "16") + line("DELETED", "a", "17"), isStream: true),
                StubAPI.Reply(
                    body: #"{"type":"ERROR","object":{"kind":"Status","message":"too old resource version: 1 (3)","#
                        + #""reason":"Expired","code":410}}"# + "\n",
                    isStream: true
                ),
            ]
        ])
        let changes = try await api.client().changes(
            of: RemoteClientTests.configMaps,
            in: .namespace("d"),
            after: "10",
            options: ListOptions(labelSelector: "x")
        )
        var seen: [String] = []
        let error = await #expect(throws: APIError.self) {
            for try await event in changes { seen.append("\(event.kind.rawValue) \(event.object.resourceVersion)") }
        }
        #expect(seen == ["ADDED 11", "MODIFIED 16", "DELETED 17"])
        #expect(error?.reason == .expired)
        #expect(error?.message == "too old resource version: 1 (3)")
        let versions = api.asked.map { $0.split(separator: "&").first { $0.hasPrefix("resourceVersion") } }
        #expect(versions == ["resourceVersion=10", "resourceVersion=15", "resourceVersion=15", "resourceVersion=17"])
    }

    @Test func fromNowMeansFromTheListsEnd() async throws {
        let api = try StubAPI([
            route: [
                .json(#"{"kind":"ConfigMapList","metadata":{"resourceVersion":"42"},"items":[]}"#),
                StubAPI.Reply(body: line("ADDED", "a", "43"), isStream: true),
            ]
        ])
        let changes = try await api.client().changes(
            of: RemoteClientTests.configMaps,
            in: .namespace("d"),
            after: "",
            options: ListOptions()
        )
        for try await event in changes {
            #expect(event.object.name == "a")
            break
        }
        #expect(api.asked[1].contains("resourceVersion=42&"))
    }

    @Test func aRefusalIsTheCallers() async throws {
        let api = try StubAPI([route: [.status(403, "Forbidden", "no")]])
        await #expect(throws: APIError.self) {
            try await api.client().changes(
                of: RemoteClientTests.configMaps,
                in: .namespace("d"),
                after: "1",
                options: ListOptions()
            )
        }
    }

    @Test func linesAreTakenApart() {
        var splitter = LineSplitter()
        splitter.add(Array("ab".utf8))
        #expect(splitter.next() == nil)
        splitter.add(Array("c\n\nd".utf8))
        #expect(splitter.next() == Array("abc".utf8))
        #expect(splitter.next() == nil)
        #expect(splitter.pending == 1)
        splitter.add(Array("\n".utf8))
        #expect(splitter.next() == Array("d".utf8))
        #expect(splitter.next() == nil)
    }
}
