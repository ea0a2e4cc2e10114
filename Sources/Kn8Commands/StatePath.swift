// SPDX-License-Identifier: MIT

/// Where the embedded server keeps its state.
enum StatePath {
    /// `option` if given, else `KN8_STATE`, else a file in the XDG state folder; `:memory:` keeps nothing.
    static func resolved(option: String?, environment: [String: String]) throws(CommandError) -> String {
        for candidate in [option, environment["KN8_STATE"]] {
            if let candidate, !candidate.isEmpty { return candidate }
        }
        if let folder = environment["XDG_STATE_HOME"], folder.hasPrefix("/") { return "\(folder)/kn8/state.db" }
        guard let home = environment["HOME"], !home.isEmpty else {
            throw CommandError(
                "no home folder to keep the state in; set HOME, or name a file with --state",
                status: .unusable
            )
        }
        return "\(home)/.local/state/kn8/state.db"
    }
}
