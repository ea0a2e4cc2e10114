// SPDX-License-Identifier: MIT

internal import Kn8API

extension DeleteOptions.Propagation {
    /// What `--cascade` asks for; kubectl's complaint when there is no such word.
    init(cascade: String) throws(CommandError) {
        switch cascade {
        case "background", "true": self = .background
        case "foreground": self = .foreground
        case "orphan", "false": self = .orphan
        default:
            throw CommandError(
                "invalid cascade value (\(cascade)). Must be \"background\", \"foreground\", or \"orphan\""
            )
        }
    }
}
