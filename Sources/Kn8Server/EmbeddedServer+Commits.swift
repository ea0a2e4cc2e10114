// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Store
internal import Synchronization

/// The commits under way: one at most is being stored, and one at most gathers the writes that come meanwhile.
struct CommitQueue {
    /// The commit that covers the last write, on its way; it ends with why nothing of it is stored, or with nil. Nil when
    /// everything is stored.
    var last: Task<APIError?, Never>?
    /// Whether more writes can come under it.
    var isOpen = false
    /// The revision up to which writes are stored or being stored.
    var covered: Int64 = 0
}

extension EmbeddedServer {
    /// The commit that makes all writes so far safe; nil when they are, or a batch will.
    func commit(for state: inout ServerState) -> Task<APIError?, Never>? {
        guard state.batchDepth == 0 else { return nil }
        if !state.commits.isOpen, state.store.revision > max(state.commits.covered, state.store.durable) {
            let previous = state.commits.last
            state.commits.isOpen = true
            state.commits.last = Task.detached { [self] in
                // When the one before could not be stored, what came under this one was taken back with it.
                if let failure = await previous?.value { return failure }
                return storeWrites()
            }
        }
        return state.commits.last
    }

    /// From now on what is not in memory can be read while writes are being stored: for a server that many use at once.
    package func readBesideWrites() throws(APIError) {
        try state.withLock { (state: inout ServerState) throws(APIError) in
            try state.attempt { (store: inout ObjectStore) throws(StoreError) in try store.readBesideWrites() }
        }
    }

    /// What `body` reads, once it is safe. What was taken back meanwhile is read again.
    package func settled<Answer: Sendable>(
        _ body: () async throws(APIError) -> Answer
    ) async throws(APIError) -> Answer {
        for _ in 0..<8 {
            let beginning = state.withLock { $0.beginning }
            let answer: Result<Answer, APIError>
            do throws(APIError) { answer = .success(try await body()) } catch { answer = .failure(error) }
            let (commit, isLasting) = state.withLock { ($0.commits.last, $0.beginning == beginning) }
            if await commit?.value == nil, isLasting { return try answer.get() }
        }
        throw APIError(.serviceUnavailable, message: "writes cannot be stored at the moment", retryAfterSeconds: 1)
    }

    /// Stores what has been written while the commit before was stored. Others read and write meanwhile.
    private func storeWrites() -> APIError? {
        let writes = state.withLock { (state: inout ServerState) in
            state.commits.isOpen = false
            state.commits.covered = state.store.revision
            return state.store.seal()
        }
        var failure: APIError?
        do throws(StoreError) {
            try writes?.store()
        } catch {
            failure = APIError(.internalError, message: error.description)
        }
        let lagging = state.withLock { (state: inout ServerState) -> [WatcherTable.Watcher] in
            if failure != nil {
                state.takeBack()
                state.commits = CommitQueue()
            } else {
                if let writes { state.store.settle(writes) }
                if !state.commits.isOpen { state.commits.last = nil }
            }
            return state.announce()
        }
        end(lagging)
        return failure
    }
}
