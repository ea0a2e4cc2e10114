// SPDX-License-Identifier: MIT

internal import Glibc
internal import Synchronization

/// The user's wish, by Ctrl-C or a signal to terminate, that a long command stop and say what it has.
///
/// A second signal ends the process at once.
enum Interruption {
    private static let signal = Atomic<Int32>(0)

    /// Whether somebody asked to stop.
    static var isRequested: Bool { signal.load(ordering: .relaxed) != 0 }

    /// How a command ends that stopped because it was asked to.
    static var status: ExitStatus { signal.load(ordering: .relaxed) == SIGTERM ? .terminated : .interrupted }

    /// Takes the `signals` from now on, each once, unless whoever started kn8 has them ignored.
    static func watch(_ signals: [Int32] = [SIGINT]) {
        signal.store(0, ordering: .relaxed)  // made here, for a handler must not make it
        for number in signals {
            var action = sigaction()
            sigaction(number, nil, &action)
            guard unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) != 1 else { continue }  // SIG_IGN
            action = sigaction()
            action.__sigaction_handler.sa_handler = { Interruption.signal.store($0, ordering: .relaxed) }
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
            sigaction(number, &action, nil)
            // A parent may have left it blocked.
            var unblocked = sigset_t()
            sigemptyset(&unblocked)
            sigaddset(&unblocked, number)
            pthread_sigmask(SIG_UNBLOCK, &unblocked, nil)
        }
    }
}
