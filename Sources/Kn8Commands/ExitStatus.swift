// SPDX-License-Identifier: MIT

/// How a command ended, as `docs/compatibility.md` tabulates it.
package enum ExitStatus: Int32, Error, Sendable {
    /// Done.
    case success = 0
    /// Findings, differences, or a request refused.
    case failure = 1
    /// `diff` could not do its work; the arguments or files cannot be used.
    case unusable = 2
    /// Interrupted by Ctrl-C.
    case interrupted = 130
    /// Asked to terminate.
    case terminated = 143
}
