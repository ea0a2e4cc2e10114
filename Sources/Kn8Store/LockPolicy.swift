// SPDX-License-Identifier: MIT

/// What a process does that finds the store in use.
package struct LockPolicy: Sendable {
    /// How long it waits before it gives up; 0 gives up at once.
    package let timeoutMilliseconds: Int64
    /// Told once, with the holder's process id when it is known, before waiting begins.
    package let onWait: @Sendable (_ holder: Int32?) -> Void

    /// Waits up to `timeoutMilliseconds`.
    package init(timeoutMilliseconds: Int64, onWait: @escaping @Sendable (_ holder: Int32?) -> Void = { _ in }) {
        self.timeoutMilliseconds = timeoutMilliseconds
        self.onWait = onWait
    }
}
