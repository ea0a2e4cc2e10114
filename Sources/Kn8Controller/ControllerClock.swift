// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value
internal import Synchronization

/// A clock that stands still until it is moved on, so that waiting costs nothing.
package final class ControllerClock: TimeSource {
    private let base: any TimeSource
    private let start: Timestamp
    private let offset: Mutex<Int64?>

    /// A clock at the present moment of `base`; a virtual one stands still there, any other goes with `base`.
    package init(_ base: any TimeSource, virtual: Bool) {
        self.base = base
        start = base.now()
        offset = Mutex(virtual ? 0 : nil)
    }

    /// The present moment.
    package func now() -> Timestamp {
        guard let passed = offset.withLock({ $0 }) else { return base.now() }
        return Timestamp(seconds: start.seconds + passed / 1000)
    }

    /// Milliseconds since the clock was made.
    package var elapsed: Int64 { offset.withLock { $0 } ?? (base.now().seconds - start.seconds) * 1000 }

    /// Moves a virtual clock on to `milliseconds` after its start; never back.
    package func advance(to milliseconds: Int64) {
        offset.withLock { passed in
            if let now = passed { passed = max(now, milliseconds) }
        }
    }
}
