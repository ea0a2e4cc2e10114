// SPDX-License-Identifier: MIT

/// How long ago something was, as Docker says it: `about a minute`, `3 weeks` (`go-units:duration.go`).
package enum SpokenDuration {
    /// The words for `seconds`, beginning in lower case.
    package static func text(seconds: Int64) -> String {
        let minutes = seconds / 60
        let hours = (seconds + 1800) / 3600
        return switch seconds {
        case ..<1: "less than a second"
        case 1: "1 second"
        case ..<60: "\(seconds) seconds"
        default:
            switch (minutes, hours) {
            case (1, _): "about a minute"
            case (..<60, _): "\(minutes) minutes"
            case (_, 1): "about an hour"
            case (_, ..<48): "\(hours) hours"
            case (_, ..<(24 * 7 * 2)): "\(hours / 24) days"
            case (_, ..<(24 * 30 * 2)): "\(hours / 24 / 7) weeks"
            case (_, ..<(24 * 365 * 2)): "\(hours / 24 / 30) months"
            default: "\(seconds / 3600 / 24 / 365) years"
            }
        }
    }
}
