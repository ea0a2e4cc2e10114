// SPDX-License-Identifier: MIT

package import Kn8Value

/// Spans of time as kubectl's tables show them: `45s`, `3m20s`, `5h12m`, `3d`.
package enum HumanDuration {
    /// `seconds` in kubectl's two-unit spelling (`kubernetes:apimachinery/pkg/util/duration/duration.go`).
    package static func text(seconds: Int64) -> String {
        let minute: Int64 = 60
        let hour = 60 * minute
        let day = 24 * hour
        let year = 365 * day
        func pair(_ first: Int64, _ firstUnit: String, _ second: Int64, _ secondUnit: String) -> String {
            second == 0 ? "\(first)\(firstUnit)" : "\(first)\(firstUnit)\(second)\(secondUnit)"
        }
        return switch seconds {
        case ..<(-1): "<invalid>"
        case ..<0: "0s"
        case ..<(2 * minute): "\(seconds)s"
        case ..<(10 * minute): pair(seconds / minute, "m", seconds % minute, "s")
        case ..<(3 * hour): "\(seconds / minute)m"
        case ..<(8 * hour): pair(seconds / hour, "h", seconds % hour / minute, "m")
        case ..<(2 * day): "\(seconds / hour)h"
        case ..<(8 * day): pair(seconds / day, "d", seconds % day / hour, "h")
        case ..<(2 * year): "\(seconds / day)d"
        case ..<(8 * year): pair(seconds / year, "y", seconds % year / day, "d")
        default: "\(seconds / year)y"
        }
    }

    /// How long before `now` the moment `text` was; `<unknown>` for nil and `<invalid>` for what is no moment.
    package static func age(since text: String?, now: Timestamp) -> String {
        guard let text else { return "<unknown>" }
        guard let moment = Timestamp(text) else { return "<invalid>" }
        return HumanDuration.text(seconds: now.seconds - moment.seconds)
    }
}
