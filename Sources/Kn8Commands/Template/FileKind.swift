// SPDX-License-Identifier: MIT

internal import Glibc

/// What stands at a path.
enum FileKind {
    case folder
    /// A file, a pipe or a device.
    case file
    case missing

    /// What stands at `path` now.
    static func of(_ path: String) -> FileKind {
        var status = stat()
        guard stat(path, &status) == 0 else { return .missing }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }
}
