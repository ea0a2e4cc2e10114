// SPDX-License-Identifier: MIT

package import Kn8API
internal import Synchronization

/// A client of another server that tells of every change of the kinds that were listed through it: each list begins a watch
/// where it ended, so that controllers need not list again and again.
package final class WatchFeed: Sendable {
    private struct State {
        /// The changes that were not fetched, and the number of the first of them.
        var events: [WatchEvent] = []
        var first = 1
        /// A watch broke that cannot go on: everything must be listed anew.
        var isBroken = false
        var watches: [GroupVersionKind: Task<Void, Never>] = [:]
    }

    /// How many changes wait at most; who does not fetch them lists anew.
    static let mostEvents = 100_000

    /// The client that answers.
    package let base: any APIClient
    private let wake: @Sendable () -> Void
    private let state = Mutex(State())

    /// A feed over `base`; `wake` is called when there is something new.
    package init(_ base: any APIClient, wake: @escaping @Sendable () -> Void) {
        self.base = base
        self.wake = wake
    }

    deinit { stop() }

    /// Ends the watches.
    package func stop() {
        let watches = state.withLock { state in
            defer { state.watches = [:] }
            return state.watches
        }
        for watch in watches.values { watch.cancel() }
    }

    private func watch(_ resource: Resource, after version: String) {
        state.withLock { state in
            state.watches[resource.gvk]?.cancel()
            state.watches[resource.gvk] = Task { [weak self, base] in
                var isExpired = false
                do {
                    let changes = try await base.changes(
                        of: resource,
                        in: .all,
                        after: version,
                        options: ListOptions()
                    )
                    for try await event in changes {
                        guard let self else { return }
                        self.add(event)
                    }
                } catch {
                    isExpired = (error as? APIError)?.reason == .expired
                }
                guard !Task.isCancelled, let self else { return }
                if !isExpired { try? await Task.sleep(for: .seconds(1)) }
                guard !Task.isCancelled else { return }
                self.state.withLock { $0.isBroken = true }
                self.wake()
            }
        }
    }

    private func add(_ event: WatchEvent) {
        state.withLock { state in
            guard state.events.count < WatchFeed.mostEvents else {
                state.isBroken = true
                return
            }
            state.events.append(event)
        }
        wake()
    }
}

extension WatchFeed: ChangeFeed {
    package func latestResourceVersion() async throws(APIError) -> String {
        state.withLock { String($0.first + $0.events.count - 1) }
    }

    package func changes(after resourceVersion: String) async throws(APIError) -> ChangeBatch {
        let after = Int(resourceVersion) ?? 0
        let batch = state.withLock { state -> ChangeBatch? in
            guard !state.isBroken, after + 1 >= state.first else {
                state.isBroken = false
                return nil
            }
            let skipped = min(max(after + 1 - state.first, 0), state.events.count)
            let events = Array(state.events.dropFirst(skipped))
            // What was asked for is not asked for again.
            state.first += state.events.count
            state.events = []
            return ChangeBatch(events: events, resourceVersion: String(state.first - 1))
        }
        guard let batch else { throw APIError(.expired, message: "changes were missed: list anew") }
        return batch
    }
}

extension WatchFeed: LayeredClient {
    package func objects(
        of resource: Resource,
        in scope: Scope,
        options: ListOptions
    ) async throws(APIError) -> ObjectList {
        let list = try await base.objects(of: resource, in: scope, options: options)
        if scope == .all, options == ListOptions() { watch(resource, after: list.resourceVersion) }
        return list
    }
}
