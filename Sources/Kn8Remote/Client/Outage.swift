// SPDX-License-Identifier: MIT

internal import Synchronization

/// Whether a server that has answered before has gone, and how much longer it is waited for: it may only be starting anew.
final class Outage: Sendable {
    private struct State: Sendable {
        var hasAnswered = false
        var since: ContinuousClock.Instant?
    }

    /// How long it is waited for; one time for all requests.
    private let patience: Duration
    private let state = Mutex(State())

    init(patience: Duration) { self.patience = patience }

    /// Notes that the server is there.
    func ends() {
        state.withLock { state in
            state.hasAnswered = true
            state.since = nil
        }
    }

    /// How many milliseconds to wait after nobody listened to attempt number `attempt`, which did nothing therefore; nil
    /// when there is nobody to wait for.
    func pause(after attempt: Int, random: Double) -> Int? {
        state.withLock { state in
            let now = ContinuousClock.now
            let since = state.since ?? now
            state.since = since
            guard state.hasAnswered, now - since < patience else { return nil }
            return RetryPolicy.pause(after: min(attempt, 4), random: random)
        }
    }

    /// Whether the server has ever answered.
    var hasAnswered: Bool { state.withLock(\.hasAnswered) }

    /// Whether nobody listens there any more, or never did.
    var isFinal: Bool {
        state.withLock { state in
            guard let since = state.since else { return false }
            return !state.hasAnswered || ContinuousClock.now - since >= patience
        }
    }
}
