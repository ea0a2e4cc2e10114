// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply

/// Writes that reach the file together, and are told only then: what is printed is stored.
final class CommitGroup {
    /// How many writes wait at most, and how long.
    private static let limit = 64
    private static let patience = Duration.milliseconds(20)

    private let cluster: Cluster
    private let console: Console
    private let tell: (ApplyResult) -> Void
    private var waiting: [ApplyResult] = []
    private var begun: ContinuousClock.Instant?  // nil while no write is gathered
    /// Why writes could not be stored.
    private(set) var failure: APIError?

    /// Gathers the writes to `cluster` from now on; `tell` hears of what is stored.
    init(_ cluster: Cluster, console: Console, tell: @escaping (ApplyResult) -> Void) throws(APIError) {
        self.cluster = cluster
        self.console = console
        self.tell = tell
        try cluster.beginBatch()
        begun = .now
    }

    /// Tells of `result` when it is stored.
    func add(_ result: ApplyResult) {
        waiting.append(result)
        guard let begun else { return }
        if waiting.count >= CommitGroup.limit || begun.duration(to: .now) > CommitGroup.patience { store() }
    }

    /// Stores and tells what waits, and goes on.
    func store() {
        guard begun != nil, !waiting.isEmpty else { return }
        commit()
        guard failure == nil else { return }
        do throws(APIError) {
            try cluster.beginBatch()
            begun = .now
        } catch {
            failure = error
        }
    }

    /// Stores and tells the rest.
    ///
    /// - Throws: Why writes could not be stored; those that were told of are.
    func end() throws(APIError) {
        if begun != nil { commit() }
        if let failure { throw failure }
    }

    private func commit() {
        begun = nil
        do throws(APIError) {
            try cluster.commitBatch()
        } catch {
            failure = error
            return
        }
        waiting.forEach(tell)
        waiting = []
        console.flush()
    }
}
