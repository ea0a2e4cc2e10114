// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Reports

/// The files of a commit, read by git itself; nothing is checked out.
struct GitRevision {
    /// The revision as the user named it.
    let name: String
    /// The commit's hash.
    let commit: String
    private let folder: ProjectFolder
    private let root: String

    /// The commit that `name` means; `main...` is where HEAD and main parted.
    init(_ name: String, in folder: ProjectFolder = ProjectFolder()) throws(CommandError) {
        guard let root = folder.repository else {
            throw CommandError("--base \(name): there is no git repository here", status: .unusable)
        }
        self.name = name
        self.root = root
        self.folder = folder
        let isFork = name.hasSuffix("...")
        let plain = isFork ? String(name.dropLast(3)) : name
        // A name that begins with a dash would be an option of git's.
        guard !plain.isEmpty, !plain.hasPrefix("-") else {
            throw CommandError("--base \(name): write a branch, a tag or a commit", status: .unusable)
        }
        let words =
            isFork
            ? ["git", "-C", root, "merge-base", plain, "HEAD"]
            : ["git", "-C", root, "rev-parse", "--verify", "--quiet", "\(plain)^{commit}"]
        let output = try ChildProcess.output(of: words)
        commit = String(String(decoding: output.bytes, as: UTF8.self).prefix { $0 != "\n" })
        guard output.status == 0, !commit.isEmpty else {
            let words = output.words.split(separator: "\n").first.map { ": \($0)" } ?? ""
            throw CommandError(
                "--base \(name): git knows no such commit here\(words); a shallow clone may lack it",
                status: .unusable
            )
        }
    }

    /// The first characters of the commit's hash.
    var shortCommit: String { String(commit.prefix(10)) }

    /// The manifests that `paths` name in the commit, called as those of the working tree are. Paths that are not in the
    /// commit have none there.
    func files(_ paths: [String], recursive: Bool) throws(CommandError) -> [ManifestFiles.File] {
        let entries = try entries()
        var chosen: [(name: String, hash: String)] = []
        var seen: Set<String> = []
        for path in paths {
            guard path != "-" else {
                throw CommandError("standard input is in no commit; name files with --base", status: .unusable)
            }
            for entry in self.entries(of: path, recursive: recursive, among: entries)
            where seen.insert(entry.name).inserted {
                chosen.append(entry)
            }
        }
        return try contents(of: chosen)
    }

    // MARK: Listing

    private typealias Entry = (path: String, hash: String)

    private func entries() throws(CommandError) -> [Entry] {
        let output = try ChildProcess.output(of: ["git", "-C", root, "ls-tree", "-r", "-z", "--full-tree", commit])
        guard output.status == 0 else { throw failure(output) }
        return output.bytes.split(separator: 0).compactMap { line -> Entry? in
            // MODE TYPE HASH, a tab, and the path.
            guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
            let words = line[..<tab].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
            guard words.count == 3, words[1] == "blob", words[0] != "120000" else { return nil }
            return (String(decoding: line[line.index(after: tab)...], as: UTF8.self), words[2])
        }
    }

    private func entries(
        of path: String,
        recursive: Bool,
        among entries: [Entry]
    ) -> [(name: String, hash: String)] {
        let place = ProjectRoot(folder: root, workingFolder: folder.workingFolder)
        guard let inside = place.relative(path) ?? (folder.absolute(path) == root ? "" : nil) else { return [] }
        if let file = entries.first(where: { $0.path == inside }) { return [(path, file.hash)] }
        let base = inside.isEmpty ? "" : inside + "/"
        let start = path.hasSuffix("/") ? path : path + "/"
        let below = entries.filter { entry in
            guard entry.path.hasPrefix(base), GitRevision.isManifest(entry.path) else { return false }
            return recursive || !entry.path.dropFirst(base.count).contains("/")
        }
        if !below.isEmpty || !path.contains(where: { "*?[".contains($0) }) {
            // As a folder is read: files and folders together, in the order of their names at each level.
            return below.sorted { GitRevision.isBefore($0.path, $1.path) }
                .map { (start + $0.path.dropFirst(base.count), $0.hash) }
        }
        // A pattern names what it matches, as seen from the working folder.
        let stem = path.prefix { !"*?[".contains($0) }
        let prefix = stem.lastIndex(of: "/").map { String(stem[...$0]) } ?? ""
        guard let top = prefix.isEmpty ? place.relative(".") ?? "" : place.relative(prefix) else { return [] }
        let head = top.isEmpty || top == "." ? "" : top + "/"
        return entries.compactMap { entry in
            guard entry.path.hasPrefix(head) else { return nil }
            let name = prefix + entry.path.dropFirst(head.count)
            return fnmatch(path, name, FNM_PATHNAME | FNM_PERIOD) == 0 ? (name, entry.hash) : nil
        }
    }

    private static func isBefore(_ one: String, _ other: String) -> Bool {
        one.split(separator: "/").lexicographicallyPrecedes(other.split(separator: "/"))
    }

    private static func isManifest(_ path: String) -> Bool {
        path.hasSuffix(".yaml") || path.hasSuffix(".yml") || path.hasSuffix(".json")
    }

    // MARK: Contents

    private func contents(of entries: [(name: String, hash: String)]) throws(CommandError) -> [ManifestFiles.File] {
        guard !entries.isEmpty else { return [] }
        let input = entries.map { $0.hash + "\n" }.joined()
        let output = try ChildProcess.output(of: ["git", "-C", root, "cat-file", "--batch"], input: Array(input.utf8))
        guard output.status == 0 else { throw failure(output) }
        var files: [ManifestFiles.File] = []
        var rest = output.bytes[...]
        for entry in entries {
            // HASH TYPE SIZE, a line feed, the bytes, a line feed.
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { throw failure(output) }
            let words = rest[..<end].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
            guard words.count == 3, let size = Int(words[2]), size >= 0, rest.endIndex - end - 1 >= size else {
                throw failure(output)
            }
            let start = rest.index(after: end)
            files.append(ManifestFiles.File(name: entry.name, bytes: Array(rest[start..<(start + size)])))
            rest = rest[(start + size)...].dropFirst()
        }
        return files
    }

    private func failure(_ output: ChildProcess.Output) -> CommandError {
        let words = output.words.split(separator: "\n").first ?? "it ended with status \(output.status)"
        return CommandError("--base \(name): git: \(words)", status: .unusable)
    }
}
