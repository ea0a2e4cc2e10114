// SPDX-License-Identifier: MIT

package import Kn8API

extension RemoteClient: ObjectWatcher {
    /// The changes after `resourceVersion` (empty: from now), in order, until the task is cancelled. A connection that ends
    /// is made anew where it ended; a state that the server no longer has is `expired`, and the caller lists anew. Who
    /// reads slowly makes the server wait.
    package func changes(
        of resource: Resource,
        in scope: Scope,
        after resourceVersion: String,
        options: ListOptions
    ) async throws(APIError) -> AsyncThrowingStream<WatchEvent, any Error> {
        var version = resourceVersion
        if version.isEmpty {
            version = try await objects(of: resource, in: scope, options: ListOptions(limit: 1)).resourceVersion
        }
        let watch = RemoteWatch(sender, of: resource, in: scope, after: version, options: options)
        // Opened now, so that a refusal is this call's.
        try await watch.open()
        return AsyncThrowingStream { try await watch.next() }
    }
}
