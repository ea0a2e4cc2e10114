// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The words of `label` and `annotate` taken apart: which objects, what to set and what to remove.
struct MetadataChange {
    /// Which of the two maps of an object's metadata is meant.
    enum Kind: String {
        case label
        case annotation

        var field: String { rawValue + "s" }
    }

    let kind: Kind
    /// What stands before the first change.
    private(set) var resources: [String] = []
    private(set) var added: [String: String] = [:]
    private(set) var removed: [String] = []

    /// Reads `words`; the complaints are kubectl's.
    init(_ words: [String], _ kind: Kind) throws(CommandError) {
        self.kind = kind
        var changes: [String] = []
        for word in words {
            if word.utf8.contains(UInt8(ascii: "=")) || word.hasSuffix("-") {
                changes.append(word)
            } else if changes.isEmpty {
                resources.append(word)
            } else {
                throw CommandError("all resources must be specified before \(kind.rawValue) changes: \(word)")
            }
        }
        switch kind {
        case .label: try readLabels(changes)
        case .annotation: try readAnnotations(changes)
        }
    }

    var isEmpty: Bool { added.isEmpty && removed.isEmpty }

    private mutating func readLabels(_ changes: [String]) throws(CommandError) {
        for change in changes {
            let parts = change.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
            guard let key = parts.first, let value = parts.last, parts.count > 1 else {
                removed.append(String(change.dropLast()))
                continue
            }
            guard parts.count == 2 else { throw CommandError("invalid label spec: \(change)") }
            if let fault = LabelSyntax.faultOfValue(value) {
                throw CommandError("invalid label value: \"\(change)\": \(fault)")
            }
            added[key] = value
        }
        guard removed.allSatisfy({ added[$0] == nil }) else {
            throw CommandError("can not both modify and remove a label in the same command")
        }
    }

    private mutating func readAnnotations(_ changes: [String]) throws(CommandError) {
        var faulty: [String] = []
        for change in changes {
            if let mark = change.firstIndex(of: "="), mark > change.startIndex {
                added[String(change[..<mark])] = String(change[change.index(after: mark)...])
            } else if change.hasSuffix("-"), change != "-" {
                removed.append(String(change.dropLast()))
            } else {
                faulty.append(change)
            }
        }
        guard faulty.isEmpty else {
            throw CommandError("invalid annotation format: \(faulty.joined(separator: ", "))")
        }
    }

    /// Refuses what is both set and removed; kubectl asks that of annotations only after everything else.
    func checkOverlap() throws(CommandError) {
        let both = removed.filter { added[$0] != nil }
        guard both.isEmpty else {
            throw CommandError(
                "can not both modify and remove the following annotation(s) in the same command: "
                    + both.joined(separator: ", ")
            )
        }
    }

    /// `map` with the change made.
    func applied(to map: [String: String]) -> [String: String] {
        var map = map.merging(added) { $1 }
        removed.forEach { map[$0] = nil }
        return map
    }

    /// Refuses to give another value to what has one.
    func checkNoOverwrite(of object: Object) throws(CommandError) {
        let map = kind == .label ? object.labels : object.annotations
        let shown = SecretMask.masked(object).annotations
        let clashes = added.keys.sorted().compactMap { key -> String? in
            guard let value = map[key], value != added[key], key != "kubernetes.io/change-cause" || kind == .label
            else { return nil }
            return "'\(key)' already has a value (\(kind == .label ? value : shown[key] ?? ""))"
        }
        guard !clashes.isEmpty else { return }
        switch kind {
        case .label:
            throw CommandError(clashes.map { "\($0), and --overwrite is false" }.joined(separator: "\nerror: "))
        case .annotation:
            throw CommandError(
                "--overwrite is false but found the following declared annotation(s): "
                    + clashes.joined(separator: "; ")
            )
        }
    }

    /// A JSON merge patch that makes the change; with a `version`, only of that state of the object.
    func patch(version: String?) -> Value {
        var map: Value = .emptyObject
        for (key, value) in added { map[key] = .string(value) }
        for key in removed { map[key] = .null }
        var patch: Value = ["metadata": [:]]
        patch[path: ["metadata", kind.field]] = map
        if let version { patch[path: ["metadata", "resourceVersion"]] = .string(version) }
        return patch
    }
}
