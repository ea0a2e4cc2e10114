// SPDX-License-Identifier: MIT

internal import Synchronization

/// Lets one task sleep until another has news for it.
final class Waker: Sendable {
    private struct State {
        var hasNews = false
        var sleeper: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// There is news: whoever sleeps wakes up, and whoever lies down next does not fall asleep.
    func wake() {
        let sleeper = state.withLock { state in
            state.hasNews = true
            defer { state.sleeper = nil }
            return state.sleeper
        }
        sleeper?.resume()
    }

    /// Sleeps until there is news, for `milliseconds` at most, and not at all once the task is cancelled.
    func sleep(atMost milliseconds: Int64) async {
        let alarm = Task { [self] in
            // An alarm that is put off must not ring: whoever lies down next would be woken for nothing, again and again.
            do { try await Task.sleep(for: .milliseconds(milliseconds)) } catch { return }
            wake()
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isAwake = state.withLock { state in
                    guard !state.hasNews else { return true }
                    state.sleeper = continuation
                    return false
                }
                if isAwake { continuation.resume() }
            }
        } onCancel: {
            wake()
        }
        alarm.cancel()
        state.withLock { $0.hasNews = false }
    }
}
