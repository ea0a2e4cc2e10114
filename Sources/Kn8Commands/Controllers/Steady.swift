// SPDX-License-Identifier: MIT

internal import Glibc

/// A clock that never goes back, not even when the machine's is set.
enum Steady {
    /// Milliseconds since some moment; a machine that sleeps counts on.
    static var milliseconds: Int64 {
        var moment = timespec()
        clock_gettime(CLOCK_BOOTTIME, &moment)
        return Int64(moment.tv_sec) * 1_000 + Int64(moment.tv_nsec / 1_000_000)
    }
}
