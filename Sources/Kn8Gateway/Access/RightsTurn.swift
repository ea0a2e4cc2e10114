// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Synchronization

/// Lets those who give rights do so one after the other: whether a write gives more than its author has is found out
/// before it is made, and must still be so when it is.
final class RightsTurn: Sendable {
    private struct State {
        var isTaken = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Runs `work` while no other work runs.
    func alone<Result: Sendable>(
        _ work: () async throws(APIError) -> Result
    ) async throws(APIError) -> Result {
        await take()
        defer { pass() }
        return try await work()
    }

    private func take() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.isTaken else {
                    state.isTaken = true
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    private func pass() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.waiting.isEmpty else {
                state.isTaken = false
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
