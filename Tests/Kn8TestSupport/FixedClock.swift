// SPDX-License-Identifier: MIT

internal import Kn8API
package import Kn8Value

/// A clock that stands still.
package struct FixedClock: TimeSource {
    private let moment: Timestamp

    /// A clock at `moment`.
    package init(_ moment: Timestamp = TestCluster.epoch) { self.moment = moment }

    /// Always the same moment.
    package func now() -> Timestamp { moment }
}
