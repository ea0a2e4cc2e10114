// SPDX-License-Identifier: MIT

internal import Glibc

/// Paths of files as Go's `filepath` sees them: without `.` and `..`, and from the root or from a folder.
package enum LocalPath {
    /// `path` as it is taken from `folder`, cleaned; one from the root is only cleaned.
    static func joined(_ folder: String, _ path: String) -> String {
        let whole = path.hasPrefix("/") ? path : "\(folder)/\(path)"
        let isFromRoot = whole.hasPrefix("/")
        var pieces: [Substring] = []
        for piece in whole.split(separator: "/") where piece != "." {
            guard piece == ".." else {
                pieces.append(piece)
                continue
            }
            if let last = pieces.last, last != ".." {
                pieces.removeLast()
            } else if !isFromRoot {
                pieces.append(piece)
            }
        }
        let text = pieces.joined(separator: "/")
        return isFromRoot ? "/\(text)" : text.isEmpty ? "." : text
    }

    /// `path` from the root; a relative one is taken from the folder that kn8 runs in.
    package static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return joined("/", path) }
        defer { free(folder) }
        return joined(String(cString: folder), path)
    }

    /// `path`, which is from the root, as seen from `folder`; nil when it is not in it.
    static func relative(_ path: String, to folder: String) -> String? {
        let start = folder == "/" ? "/" : "\(folder)/"
        return path.hasPrefix(start) ? String(path.dropFirst(start.count)) : nil
    }

    /// Where a file that is written to `path` goes: to the end of links, also of those that lead nowhere yet.
    static func goal(of path: String) -> String {
        if let text = realpath(path, nil) {
            defer { free(text) }
            return String(cString: text)
        }
        var path = path
        for _ in 0..<40 {
            guard let goal = linkText(path) else { break }
            path = goal.hasPrefix("/") ? goal : "\(folder(of: path))/\(goal)"
        }
        return path
    }

    /// The folder of `path`.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func linkText(_ path: String) -> String? {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &bytes, bytes.count)
        return count < 0 ? nil : String(decoding: bytes[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
