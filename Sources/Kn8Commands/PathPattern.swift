// SPDX-License-Identifier: MIT

internal import Kn8Reports

/// A pattern for files in the manner of .gitignore: without a stroke it is for a name at any depth, with one it is for a
/// path from its folder; `*` and `?` stay within a name, `**` does not; a folder that matches matches with all in it.
struct PathPattern: Sendable {
    private let parts: [[Character]]
    private let root: ProjectRoot

    /// The pattern `text` for paths from `folder`, both absolute, as `workingFolder` is.
    init(_ text: String, from folder: String, workingFolder: String) {
        var text = text
        let isPath = text.dropLast().contains("/")
        while text.hasPrefix("./") { text.removeFirst(2) }
        while text.hasPrefix("/") { text.removeFirst() }
        while text.hasSuffix("/") { text.removeLast() }
        let names = text.split(separator: "/").map(Array.init)
        parts = isPath ? names : [Array("**")] + names
        root = ProjectRoot(folder: folder, workingFolder: workingFolder)
    }

    /// Whether `file`, as the user named it, is meant.
    func matches(_ file: String) -> Bool {
        guard file != "-", file != "STDIN" else { return false }
        let names = root.name(file).split(separator: "/").map(Array.init)
        // A match of any of the folders above is a match.
        return (1...max(1, names.count)).contains { count in
            names.count >= count && matches(names[..<count], parts[...])
        }
    }

    // One row a part, so that many `**` take no longer than their product.
    private func matches(_ names: ArraySlice<[Character]>, _ parts: ArraySlice<[Character]>) -> Bool {
        var reached = [true] + Array(repeating: false, count: names.count)
        for part in parts {
            var next = Array(repeating: false, count: names.count + 1)
            if part == ["*", "*"] {
                var isReached = false
                for index in 0...names.count {
                    isReached = isReached || reached[index]
                    next[index] = isReached
                }
            } else {
                for (index, name) in names.enumerated() where reached[index] {
                    next[index + 1] = next[index + 1] || PathPattern.matches(name[...], part[...])
                }
            }
            reached = next
        }
        return reached[names.count]
    }

    // The last `*` that was met takes one more whenever the rest does not fit.
    private static func matches(_ name: ArraySlice<Character>, _ pattern: ArraySlice<Character>) -> Bool {
        var (at, mark) = (name.startIndex, pattern.startIndex)
        var retry: (at: Int, mark: Int)?
        while at < name.endIndex {
            if mark < pattern.endIndex, pattern[mark] == "*" {
                retry = (at, mark + 1)
                mark += 1
            } else if mark < pattern.endIndex, let length = length(of: pattern[mark...], matching: name[at]) {
                at += 1
                mark += length
            } else if let last = retry {
                retry = (last.at + 1, last.mark)
                (at, mark) = (last.at + 1, last.mark)
            } else {
                return false
            }
        }
        return pattern[mark...].allSatisfy { $0 == "*" }
    }

    // How much of the pattern stands for the one character; nil when it does not fit.
    private static func length(of pattern: ArraySlice<Character>, matching character: Character) -> Int? {
        guard let first = pattern.first else { return nil }
        if first == "?" { return 1 }
        guard first == "[", let close = pattern.dropFirst(2).firstIndex(of: "]") else {
            return first == character ? 1 : nil
        }
        var set = pattern[(pattern.startIndex + 1)..<close]
        let isNegated = set.first == "!" || set.first == "^"
        if isNegated { set = set.dropFirst() }
        var isMember = false
        while let low = set.popFirst() {
            if set.first == "-", set.count > 1 {
                set = set.dropFirst()
                if let high = set.popFirst(), low <= character, character <= high { isMember = true }
            } else if low == character {
                isMember = true
            }
        }
        return isMember != isNegated ? close - pattern.startIndex + 1 : nil
    }
}
