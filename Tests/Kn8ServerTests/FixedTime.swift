// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Value

/// A clock that stands still.
struct FixedTime: TimeSource {
    func now() -> Timestamp { Timestamp(seconds: 1_700_000_000) }
}
