// SPDX-License-Identifier: MIT

internal import Glibc
internal import Synchronization

/// The wish of the user, or of the system, that a server stop: SIGINT, SIGTERM or SIGHUP.
///
/// The second one ends the process at once.
final class StopSignal: Sendable {
    private struct State {
        var number: Int32?
        var waiter: CheckedContinuation<Int32, Never>?
    }

    private let state = Mutex(State())

    /// Takes the signals from now on, in all threads that are started after this.
    init() {
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        var thread = pthread_t()
        let box = Unmanaged.passRetained(self)
        let code = pthread_create(&thread, nil, { StopSignal.wait($0) }, box.toOpaque())
        if code == 0 { pthread_detach(thread) } else { box.release() }
    }

    /// Waits for the first signal; its number.
    func received() async -> Int32 {
        await withCheckedContinuation { continuation in
            let number: Int32? = state.withLock { state in
                if state.number == nil { state.waiter = continuation }
                return state.number
            }
            if let number { continuation.resume(returning: number) }
        }
    }

    private static func wait(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let box else { return nil }
        let signal = Unmanaged<StopSignal>.fromOpaque(box).takeRetainedValue()
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
        var isFirst = true
        while true {
            var number: Int32 = 0
            guard sigwait(&signals, &number) == 0 else { return nil }
            guard isFirst else { _exit(128 + number) }
            isFirst = false
            let waiter = signal.state.withLock { state in
                state.number = number
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?.resume(returning: number)
        }
    }
}
