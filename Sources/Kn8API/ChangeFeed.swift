// SPDX-License-Identifier: MIT

/// Every change of every kind in one call, for a controller that runs in the server's process and must not wait.
package protocol ChangeFeed: Sendable {
    /// Where the log of changes ends now.
    func latestResourceVersion() async throws(APIError) -> String

    /// The changes of all resources after `resourceVersion`, oldest first, those of the server itself (garbage
    /// collection) included; `expired` when the log no longer reaches back that far.
    func changes(after resourceVersion: String) async throws(APIError) -> ChangeBatch
}

/// The changes of one call of a `ChangeFeed`.
package struct ChangeBatch: Hashable, Sendable {
    /// The changes, oldest first.
    package var events: [WatchEvent]
    /// Where the log ended: the next call goes on from here.
    package var resourceVersion: String

    /// The changes up to `resourceVersion`.
    package init(events: [WatchEvent], resourceVersion: String) {
        self.events = events
        self.resourceVersion = resourceVersion
    }
}
