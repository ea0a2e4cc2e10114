// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Server
import Kn8Value
import Synchronization
import Testing

/// Events that nothing was added to for an hour go.
struct EventExpiryTests {
    private final class Clock: TimeSource {
        private let seconds = Mutex<Int64>(1_700_000_000)
        func now() -> Timestamp { Timestamp(seconds: seconds.withLock { $0 }) }
        func advance(by count: Int64) { seconds.withLock { $0 += count } }
    }

    private static let event = Resource(
        GroupVersionKind(group: "", version: "v1", kind: "Event"),
        plural: "events",
        hasStatus: false
    )

    @Test func `an Event goes an hour after it was last told`() async throws {
        let clock = Clock()
        let server = try EmbeddedServer(time: clock)
        for name in ["once", "twice"] {
            var event = Object(Self.event.gvk, namespace: "default", name: name)
            event["involvedObject"] = ["kind": "Pod", "name": "web", "namespace": "default"]
            event["lastTimestamp"] = .string(clock.now().description)
            _ = try await server.create(event, of: Self.event, options: WriteOptions())
        }
        func names(after seconds: Int64) async throws -> [String] {
            clock.advance(by: seconds)
            try await server.removeOldEvents()
            return try await server.objects(of: Self.event, in: .all, options: ListOptions()).items.map(\.name)
        }
        #expect(try await names(after: 3_000) == ["once", "twice"])
        let key = ObjectKey(namespace: "default", name: "twice")
        var event = try #require(try await server.object(key, of: Self.event))
        event["lastTimestamp"] = .string(clock.now().description)
        _ = try await server.update(event, of: Self.event, subresource: nil, options: WriteOptions())
        #expect(try await names(after: 600) == ["twice"])
        #expect(try await names(after: 2_999) == ["twice"])
        #expect(try await names(after: 1).isEmpty)
        // Time that is set back makes nothing younger than it is told to be.
        #expect(try await names(after: -10_000).isEmpty)
    }
}
