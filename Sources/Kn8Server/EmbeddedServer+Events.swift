// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Store
internal import Kn8Value

extension EmbeddedServer {
    private static let events = StorageKey(group: "", plural: "events")
    private static let eventSeconds: Int64 = 3_600

    /// Removes the Events that nothing was added to for an hour (`kubernetes: kube-apiserver --event-ttl`).
    package func removeOldEvents() async throws(APIError) {
        try await write { (state: inout ServerState) throws(APIError) in
            let limit = state.time.now().seconds - EmbeddedServer.eventSeconds
            for event in try state.objects(EmbeddedServer.events, in: .all) where event.lastToldAt <= limit {
                _ = try state.attempt { (store: inout ObjectStore) throws(StoreError) in
                    try store.remove(event.key, in: EmbeddedServer.events)
                }
            }
        }
    }
}

extension Object {
    // Of an Event in either version's words, in seconds.
    fileprivate var lastToldAt: Int64 {
        let paths = [
            ["metadata", "creationTimestamp"], ["lastTimestamp"], ["deprecatedLastTimestamp"], ["eventTime"],
            ["series", "lastObservedTime"],
        ]
        return paths.compactMap { value[path: $0]?.string.flatMap { Timestamp($0) }?.seconds }.max() ?? 0
    }
}
