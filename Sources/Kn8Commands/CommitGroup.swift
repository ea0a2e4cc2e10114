// SPDX-License-Identifier: MIT

internal import Kn8API

/// Writes that reach the file together, and are told only then: what is printed is stored.
final class CommitGroup {
    /// How many writes wait at most, and how long.
    private static let limit = 64
    private static let patience = Duration.milliseconds(20)

    private let cluster: Cluster
    private let console: Console
    private var lines: [String] = []
    private var begun: ContinuousClock.Instant?  // nil while no write is gathered
    private(set) var failure: APIError?
    /// How many lines were told.
    private(set) var told = 0

    /// Gathers the writes to `cluster` from now on.
    init(_ cluster: Cluster, console: Console) throws(APIError) {
        self.cluster = cluster
        self.console = console
        try cluster.beginBatch()
        begun = .now
    }

    /// Prints `line` when what it tells of is stored.
    func add(_ line: String) {
        lines.append(line)
        guard failure == nil, let begun else { return }
        guard lines.count >= CommitGroup.limit || begun.duration(to: .now) > CommitGroup.patience else { return }
        commit()
        guard failure == nil else { return }
        do throws(APIError) {
            try cluster.beginBatch()
            self.begun = .now
        } catch {
            failure = error
        }
    }

    /// Stores and tells the rest.
    ///
    /// - Throws: Why writes could not be stored; those of lines that were printed are.
    func end() throws(APIError) {
        if begun != nil, failure == nil { commit() }
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
        for line in lines { console.print(line) }
        console.flush()
        told += lines.count
        lines = []
    }
}
