// SPDX-License-Identifier: MIT

internal import Glibc

/// The folder that a store's file is in.
enum Folder {
    /// Makes the folder of `file` and those above it when they are missing: the last one the owner's alone, the others as
    /// the mask has it.
    static func make(for file: String) throws(StoreError) {
        guard let slash = file.lastIndex(of: "/"), slash != file.startIndex else { return }
        let folder = file[..<slash]
        var made = folder.hasPrefix("/") ? "/" : ""
        let parts = folder.split(separator: "/")
        for (index, part) in parts.enumerated() {
            made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/\(part)"
            guard mkdir(made, index == parts.count - 1 ? 0o700 : 0o755) != 0 else { continue }
            let code = errno
            guard !isFolder(made) else { continue }
            if code == ENOSPC || code == EDQUOT { throw .full(path: file) }
            throw .noFolder(path: file, folder: made, reason: ErrorWords.text(of: code == EEXIST ? ENOTDIR : code))
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }
}

/// Files that are made for their owner alone.
enum FileMode {
    /// Makes what `body` makes unreadable for anybody else.
    static func ownersOnly<Result: ~Copyable>(
        _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        let mask = umask(0o077)
        defer { umask(mask) }
        return try body()
    }
}

/// The system's words.
enum ErrorWords {
    /// What the error number `code` means, with a small first letter.
    static func text(of code: Int32) -> String {
        let words = String(cString: strerror(code))
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}
