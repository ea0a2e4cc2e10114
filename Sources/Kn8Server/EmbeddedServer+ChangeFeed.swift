// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

extension EmbeddedServer: ChangeFeed {
    /// Where the log of changes ends now.
    package func latestResourceVersion() async throws(APIError) -> String { String(revision) }

    /// The changes of all resources after `resourceVersion`, oldest first.
    package func changes(after resourceVersion: String) async throws(APIError) -> ChangeBatch {
        guard let after = Int64(resourceVersion) else {
            throw APIError(.badRequest, message: "invalid resource version \"\(resourceVersion)\"")
        }
        let changes: [ServerChange] = try changes(after: after)
        let events = changes.map { change in
            switch (change.before, change.after) {
            case (nil, let after?): WatchEvent(.added, after)
            case (_?, let after?): WatchEvent(.modified, after)
            case (let before, nil): WatchEvent(.deleted, before ?? Object(.emptyObject))
            }
        }
        let last = changes.last.map { String($0.revision) }
        return ChangeBatch(events: events, resourceVersion: last ?? resourceVersion)
    }
}
