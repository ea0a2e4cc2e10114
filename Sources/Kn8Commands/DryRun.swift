// SPDX-License-Identifier: MIT

internal import ArgumentParser

/// `--dry-run`: whether, and how far, a write is only pretended.
enum DryRun: String, ExpressibleByArgument, CaseIterable {
    case none
    case client
    case server

    /// What kubectl prints behind the object's name.
    var suffix: String {
        switch self {
        case .none: ""
        case .client: " (dry run)"
        case .server: " (server dry run)"
        }
    }
}
