// SPDX-License-Identifier: MIT

internal import Glibc

/// What lies beside a state and is believed because nobody but the user can have put it there.
enum OwnFile {
    /// The kind of thing that a path leads to.
    enum Kind {
        case file, folder, socket

        fileprivate var bits: mode_t {
            switch self {
            case .file: S_IFREG
            case .folder: S_IFDIR
            case .socket: S_IFSOCK
            }
        }
    }

    /// Whether what is at `path`, itself and no link to it, is of this kind, belongs to the user, and can be written by nobody
    /// else but root.
    static func isTrusted(_ path: String, _ kind: Kind) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == kind.bits else { return false }
        return (status.st_uid == geteuid() || status.st_uid == 0) && status.st_mode & 0o022 == 0
    }

    /// Refuses what is at `path` unless it is trusted.
    static func check(_ path: String, _ kind: Kind) throws(CommandError) {
        guard !isTrusted(path, kind) else { return }
        throw CommandError(
            "\(path) is not used: others than you own it or can write it, or it is no \(kind); remove it, or choose another "
                + "state",
            status: .unusable
        )
    }
}
