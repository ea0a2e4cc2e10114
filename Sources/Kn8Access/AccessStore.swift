// SPDX-License-Identifier: MIT

package import Kn8API
internal import Synchronization

/// The access policy of a cluster as it is now, read again only when a role or a binding has changed.
package final class AccessStore: Sendable {
    private struct Known: Sendable {
        let revision: String
        let policy: AccessPolicy
    }

    private let reader: any ObjectReader
    private let feed: any ChangeFeed
    private let defaults: [Object]
    private let known = Mutex<Known?>(nil)

    /// The policy of the objects that `reader` has.
    ///
    /// - Parameters:
    ///   - feed: The changes of the same cluster.
    ///   - defaults: Roles and bindings that count as long as none of the same name is stored.
    package init(reader: any ObjectReader, feed: any ChangeFeed, defaults: [Object] = []) {
        self.reader = reader
        self.feed = feed
        self.defaults = defaults
    }

    /// The policy after the last write.
    package func policy() async throws(APIError) -> AccessPolicy {
        let revision = try await feed.latestResourceVersion()
        let known = known.withLock { $0 }
        if let known {
            if known.revision == revision { return known.policy }
            if Self.isNear(known.revision, revision), let batch = try? await feed.changes(after: known.revision),
                !batch.events.contains(where: Self.mayMatter)
            {
                self.known.withLock { $0 = Known(revision: batch.resourceVersion, policy: known.policy) }
                return known.policy
            }
        }
        // Read after the revision was asked for: the policy may be newer than it, never older.
        let policy = AccessPolicy(try await Self.objects(from: reader, defaults: defaults))
        self.known.withLock { $0 = Known(revision: revision, policy: policy) }
        return policy
    }

    // Beyond some changes it costs less to read the roles again than to look through what has changed.
    private static func isNear(_ known: String, _ revision: String) -> Bool {
        guard let known = Int64(known), let revision = Int64(revision) else { return true }
        return revision - known < 1_000
    }

    private static func mayMatter(_ event: WatchEvent) -> Bool {
        event.object.kind.isEmpty || event.object.gvk.group == AccessKinds.group
    }

    /// The roles and bindings that `reader` has, and those of `defaults` whose names are free.
    package static func objects(
        from reader: any ObjectReader,
        defaults: [Object] = []
    ) async throws(APIError) -> [Object] {
        var objects: [Object] = []
        for resource in AccessKinds.resources {
            objects += try await reader.objects(of: resource, in: .all, options: ListOptions()).items
        }
        let taken = Set(objects.map { "\($0.kind)/\($0.key)" })
        return objects + defaults.filter { !taken.contains("\($0.kind)/\($0.key)") }
    }
}
