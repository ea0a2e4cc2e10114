// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Value
import Synchronization

/// A clock that a test moves.
final class SteppingClock: TimeSource {
    private let seconds = Mutex<Int64>(0)

    func now() -> Timestamp { Timestamp(seconds: seconds.withLock { $0 }) }

    func move(to second: Int64) { seconds.withLock { $0 = second } }
}
