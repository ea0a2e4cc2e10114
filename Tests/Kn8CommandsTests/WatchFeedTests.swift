// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Controller
import Kn8Server
import Kn8TestSupport
import Synchronization
import Testing

@Suite struct WatchFeedTests {
    @Test func aFeedTellsWhatHappensElsewhere() async throws {
        let cluster = try EmbeddedServer(time: FixedClock())
        let woken = Mutex(0)
        let feed = WatchFeed(cluster) { woken.withLock { $0 += 1 } }
        defer { feed.stop() }
        let object = Object(
            GroupVersionKind(group: "", version: "v1", kind: "ConfigMap"),
            namespace: "default",
            name: "a"
        )
        let resource = try #require(try await feed.resource(for: object.gvk))
        let start = try await feed.latestResourceVersion()
        _ = try await feed.objects(of: resource, in: .all, options: ListOptions())
        _ = try await cluster.create(object, of: resource, options: WriteOptions())
        var batch = try await feed.changes(after: start)
        for _ in 0..<200 where batch.events.isEmpty {
            try await Task.sleep(for: .milliseconds(5))
            batch = try await feed.changes(after: start)
        }
        #expect(batch.events.map(\.object.name) == ["a"])
        #expect(woken.withLock { $0 } == 1)
        #expect(try await feed.changes(after: batch.resourceVersion).events.isEmpty)
        // What was fetched is not kept.
        await #expect(throws: APIError.self) { try await feed.changes(after: start) }
    }
}
