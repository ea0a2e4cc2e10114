// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Apply
internal import Kn8Value

/// Where the records of what commands wrote are kept: a folder beside the state, a file a command, for the user alone.
struct UndoFolder: Sendable {
    /// How many records are kept.
    static let limit = 20

    let path: String

    /// The folder of the state at `state`; nil for one that is kept in memory alone.
    init?(state: String) {
        guard state != ":memory:" else { return nil }
        path = "\(state).undo"
    }

    /// The folder of the server at `address`, for a cluster whose state is elsewhere; nil when there is no home folder.
    init?(server address: String, environment: [String: String]) {
        let plain = String(address.map { $0.isASCII && ($0.isLetter || $0.isNumber || ".-".contains($0)) ? $0 : "_" })
        guard
            let state = try? StatePath.resolved(option: nil, environment: environment.filter { $0.key != "KN8_STATE" }),
            let slash = state.lastIndex(of: "/")
        else { return nil }
        path = "\(state[..<slash])/undo/\(plain)"
    }

    /// The numbers of the records that are there, ascending.
    func ids() -> [Int] {
        guard let handle = opendir(path) else { return [] }
        defer { closedir(handle) }
        var ids: [Int] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".jsonl"), let id = Int(name.dropLast(".jsonl".count)) { ids.append(id) }
        }
        return ids.sorted()
    }

    /// The record `id`; nil when there is none that can be read.
    func record(_ id: Int) -> UndoRecord? {
        guard let bytes = try? WholeFile.read(file(id)) else { return nil }
        return UndoRecord(lines: bytes)
    }

    /// A new file for the record after the last one, open for appending, and its number. Old ones go.
    func create() throws(CommandError) -> (descriptor: Int32, id: Int) {
        // The folder of a server stands in one that may not be there yet.
        var place = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            place += "/" + part
            guard mkdir(place, 0o700) == 0 || errno == EEXIST || access(place, F_OK) == 0 else {
                throw FileBytes.failure("make", place)
            }
        }
        let present = ids()
        for id in present.dropLast(UndoFolder.limit - 1) { unlink(file(id)) }
        var id = (present.last ?? 0) + 1
        while true {
            let descriptor = open(file(id), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
            if descriptor >= 0 { return (descriptor, id) }
            guard errno == EEXIST else { throw FileBytes.failure("write", file(id)) }
            id += 1
        }
    }

    /// Removes record `id`.
    func remove(_ id: Int) { unlink(file(id)) }

    /// Notes in record `id` that record `other` took it back.
    func mark(_ id: Int, undoneBy other: Int) throws(CommandError) {
        let descriptor = open(file(id), O_WRONLY | O_APPEND | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileBytes.failure("write", file(id)) }
        defer { close(descriptor) }
        let line = UndoRecord.line(undoneBy: other)
        guard UndoFolder.append([line], to: descriptor) else { throw FileBytes.failure("write", file(id)) }
    }

    /// Appends `lines`; whether all of them were written.
    static func append(_ lines: [Value], to descriptor: Int32) -> Bool {
        var bytes: [UInt8] = []
        for line in lines {
            bytes += line.jsonBytes()
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes.withUnsafeBytes { raw in
            var start = 0
            while start < raw.count, let base = raw.baseAddress {
                let written = write(descriptor, base + start, raw.count - start)
                if written < 0 {
                    if errno == EINTR { continue }
                    return false
                }
                start += written
            }
            return true
        }
    }

    private func file(_ id: Int) -> String {
        let number = String(id)
        return "\(path)/\(String(repeating: "0", count: max(0, 6 - number.utf8.count)))\(number).jsonl"
    }
}
