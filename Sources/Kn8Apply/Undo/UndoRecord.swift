// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value

/// What one command wrote, with what was there before: enough to take it back.
///
/// It is kept as lines of JSON, each written before or after the write that it tells of, so that a record that breaks off
/// is still good up to there.
package struct UndoRecord: Sendable {
    /// The format's version.
    package static let version: Int64 = 1

    /// One write.
    package struct Entry: Sendable {
        /// What became of it.
        package enum Outcome: Hashable, Sendable {
            /// The command ended before it was told.
            case unknown
            case refused
            /// The object was so already.
            case unchanged
            /// The object as stored; nil when it was gone.
            case made(Object?)
        }

        /// `create`, `update`, `patch` or `delete`.
        package var verb: String
        /// Group, version and kind, as written.
        package var kind: GroupVersionKind
        /// The object; the name may be made up by the server.
        package var key: ObjectKey
        /// Who wrote.
        package var manager: String
        /// Whether it was a server-side apply.
        package var isApply: Bool
        /// The object before; nil when there was none.
        package var before: Object?
        /// What became of it.
        package var outcome: Outcome
        /// What went with the object: what was in a Namespace, or was of a kind.
        package var contents: [Object]
    }

    /// The number by which the user names it; larger ones are newer.
    package var id: Int
    /// When the command began to write.
    package var time: Timestamp
    /// The command's words, without arguments: `rollout restart`.
    package var command: String
    /// The cluster; see `ClusterIdentity`.
    package var cluster: String
    /// The writes, in order.
    package var entries: [Entry] = []
    /// The record that took this one back; nil when none did.
    package var undoneBy: Int?
    /// The record that this one took back; nil when it is no undo.
    package var undoes: Int?

    /// A record without writes.
    package init(id: Int, time: Timestamp, command: String, cluster: String, undoes: Int? = nil) {
        self.id = id
        self.time = time
        self.command = command
        self.cluster = cluster
        self.undoes = undoes
    }
}

// MARK: Lines

extension UndoRecord {
    /// The line that a record begins with.
    package var heading: Value {
        var line: Value = [
            "kn8undo": .int(UndoRecord.version), "id": .int(Int64(id)), "time": .string(time.description),
            "command": .string(command), "cluster": .string(cluster),
        ]
        if let undoes { line["undoes"] = .int(Int64(undoes)) }
        return line
    }

    /// The lines that tell of `write`, the `number`th of the record, before it is made.
    package static func lines(
        before write: ObjectWrite,
        number: Int,
        _ before: Object?,
        contents: [(Resource, Object)]
    ) -> [Value] {
        var line: Value = [
            "write": .int(Int64(number)), "verb": .string(write.verb), "apiVersion": .string(write.gvk.apiVersion),
            "kind": .string(write.gvk.kind), "namespace": .string(write.key.namespace),
            "name": .string(write.key.name), "manager": .string(write.manager),
        ]
        if case .patch(.apply, _) = write.deed { line["apply"] = true }
        if let before { line["before"] = before.value }
        return [line] + contents.map { ["of": .int(Int64(number)), "with": $0.1.value] }
    }

    /// The line that tells that the `number`th write was made,
    /// or, when `isUnchanged`, that there was nothing to write.
    package static func line(after object: Object?, number: Int, isUnchanged: Bool = false) -> Value {
        if isUnchanged { return ["of": .int(Int64(number)), "unchanged": true] }
        var line: Value = ["of": .int(Int64(number)), "made": true]
        if var object {
            object["status"] = nil
            line["after"] = object.value
        }
        return line
    }

    /// The line that tells that the `number`th write was refused.
    package static func line(refused reason: APIError.Reason, number: Int) -> Value {
        ["of": .int(Int64(number)), "refused": .string(reason.rawValue)]
    }

    /// The line that tells that record `id` took this one back.
    package static func line(undoneBy id: Int) -> Value { ["undoneBy": .int(Int64(id))] }

    /// Reads a record; nil when the first line is none of this version. Lines that cannot be read are passed over: the
    /// last one may have been cut short.
    package init?(lines bytes: [UInt8]) {
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        guard let first = lines.first, let heading = try? Value(json: Array(first)),
            heading["kn8undo"]?.int == UndoRecord.version, let id = heading["id"]?.int,
            let time = Timestamp(heading["time"]?.string ?? "")
        else { return nil }
        self.init(
            id: Int(clamping: id),
            time: time,
            command: heading["command"]?.string ?? "",
            cluster: heading["cluster"]?.string ?? "",
            undoes: heading["undoes"]?.int.map { Int(clamping: $0) }
        )
        for line in lines.dropFirst() {
            guard let value = try? Value(json: Array(line)) else { continue }
            take(value)
        }
    }

    private mutating func take(_ line: Value) {
        if let id = line["undoneBy"]?.int { undoneBy = Int(clamping: id) }
        if line["write"]?.int == Int64(entries.count) { entries.append(Entry(line)) }
        guard let index = line["of"]?.int.map({ Int(clamping: $0) }), entries.indices.contains(index) else { return }
        if let object = line["with"] { entries[index].contents.append(Object(object)) }
        if line["refused"] != nil { entries[index].outcome = .refused }
        if line["unchanged"] == true { entries[index].outcome = .unchanged }
        guard line["made"] == true else { return }
        let after = line["after"].map { Object($0) }
        entries[index].outcome = .made(after)
        if let after, entries[index].key.name.isEmpty { entries[index].key = after.key }
    }
}

extension UndoRecord.Entry {
    fileprivate init(_ line: Value) {
        func text(_ key: String) -> String { line[key]?.string ?? "" }
        self.init(
            verb: text("verb"),
            kind: GroupVersionKind(apiVersion: text("apiVersion"), kind: text("kind")),
            key: ObjectKey(namespace: text("namespace"), name: text("name")),
            manager: text("manager"),
            isApply: line["apply"] == true,
            before: line["before"].map { Object($0) },
            outcome: .unknown,
            contents: []
        )
    }
}

extension ObjectWrite {
    /// `create`, `update`, `patch` or `delete`.
    package var verb: String {
        switch deed {
        case .create: "create"
        case .update: "update"
        case .patch: "patch"
        case .delete: "delete"
        }
    }

    /// Group, version and kind.
    package var gvk: GroupVersionKind { resource.gvk }
}
