// SPDX-License-Identifier: MIT

package import Kn8API

/// A client that writes only while its process leads, and not faster than allowed.
package struct FencedClient {
    /// The client that answers.
    package let base: any APIClient
    private let fence: LeaderFence
    private let pace: WritePace

    /// `base`, whose writes pass `fence` and keep `pace`.
    package init(_ base: any APIClient, fence: LeaderFence, pace: WritePace) {
        self.base = base
        self.fence = fence
        self.pace = pace
    }

    private func admit() async throws(APIError) {
        await pace.turn()
        guard fence.isOpen else {
            throw APIError(.serviceUnavailable, message: "this process leads no longer: another may be writing")
        }
    }
}

extension FencedClient: LayeredClient {
    package func create(
        _ object: Object,
        of resource: Resource,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        try await admit()
        return try await base.create(object, of: resource, options: options)
    }

    package func update(
        _ object: Object,
        of resource: Resource,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        try await admit()
        return try await base.update(object, of: resource, subresource: subresource, options: options)
    }

    package func patch(
        _ key: ObjectKey,
        of resource: Resource,
        with patch: Patch,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        try await admit()
        return try await base.patch(key, of: resource, with: patch, subresource: subresource, options: options)
    }

    package func delete(
        _ key: ObjectKey,
        of resource: Resource,
        options: DeleteOptions
    ) async throws(APIError) -> Object {
        try await admit()
        return try await base.delete(key, of: resource, options: options)
    }
}

/// How fast writes may follow each other: so many a second, and some at once.
package actor WritePace {
    private let perSecond: Int64
    private let burst: Int64
    private let now: @Sendable () -> Int64
    // When the next write is due if all follow at the pace; in microseconds.
    private var due: Int64 = 0

    /// `perSecond` writes a second, `burst` of them at once; 0 a second for as many as there are.
    package init(perSecond: Int64, burst: Int64, now: @escaping @Sendable () -> Int64) {
        self.perSecond = perSecond
        self.burst = burst
        self.now = now
    }

    /// How many milliseconds a write has to wait that is asked for now; it counts as made.
    func wait() -> Int64 {
        guard perSecond > 0 else { return 0 }
        let step = 1_000_000 / perSecond
        let present = now() * 1_000
        due = max(due, present - step * (burst - 1)) + step
        return max(0, due - step - present) / 1_000
    }

    /// Waits for its turn.
    package func turn() async {
        let milliseconds = wait()
        if milliseconds > 0 { try? await Task.sleep(for: .milliseconds(milliseconds)) }
    }
}
