// SPDX-License-Identifier: MIT

internal import Glibc
internal import Synchronization

/// The user's wish, by Ctrl-C, that a long command stop and say what it has.
///
/// A second Ctrl-C ends the process at once.
enum Interruption {
    private static let flag = Atomic<Bool>(false)

    /// Whether the user asked to stop.
    static var isRequested: Bool { flag.load(ordering: .relaxed) }

    /// Takes the signal from now on, once, unless whoever started kn8 has it ignored.
    static func watch() {
        flag.store(false, ordering: .relaxed)  // made here, for a handler must not make it
        var action = sigaction()
        sigaction(SIGINT, nil, &action)
        guard unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) != 1 else { return }  // SIG_IGN
        action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in Interruption.flag.store(true, ordering: .relaxed) }
        action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
        sigaction(SIGINT, &action, nil)
        // A parent may have left it blocked.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
}
