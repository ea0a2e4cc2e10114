// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value
internal import Synchronization

/// Writes a list piece by piece: no more of it is in memory than one piece.
final class ListWriter: Sendable {
    private struct State {
        var next = 0
        var isDone = false
    }

    private let items: [Object]
    private let kind: String
    private let apiVersion: String
    private let metadata: Value
    private let statesKinds: Bool
    private let isPretty: Bool
    private let state = Mutex(State())

    /// - Parameter statesKinds: Whether every item says what it is, as those of custom kinds do.
    init(
        _ items: [Object],
        kind: String,
        apiVersion: String,
        metadata: Value,
        statesKinds: Bool,
        isPretty: Bool
    ) {
        self.items = items
        self.kind = kind
        self.apiVersion = apiVersion
        self.metadata = metadata
        self.statesKinds = statesKinds
        self.isPretty = isPretty
    }

    var isDone: Bool { state.withLock(\.isDone) }

    /// The next bytes, `size` of them or a few more; nil at the end.
    func piece(_ size: Int) -> [UInt8]? {
        let start = state.withLock { $0.isDone ? nil : $0.next }
        guard let start else { return nil }
        var json = JSONBytes(pretty: isPretty, capacity: min(size + size / 4, (items.count - start + 1) * 1_024))
        if start == 0 { begin(&json) }
        var index = start
        while index < items.count, json.bytes.count < size {
            if index > 0 { json.raw(",") }
            json.line(2)
            var value = items[index].value
            if statesKinds, value["apiVersion"]?.string != apiVersion { value["apiVersion"] = .string(apiVersion) }
            json.write(object: value, level: 2, isKind: statesKinds)
            index += 1
        }
        let isLast = index == items.count
        if isLast { end(&json) }
        state.withLock {
            $0.next = index
            $0.isDone = isLast
        }
        return json.taken()
    }

    /// What is left after `first`, which has been made already.
    func stream(_ first: [UInt8], pieceSize: Int) -> ByteStream {
        let begun = Mutex<[UInt8]?>(first)
        return ByteStream { [self] in
            if let piece = begun.withLock({ $0.take() }) { return piece }
            return Task.isCancelled ? nil : piece(pieceSize)
        }
    }

    private func begin(_ json: inout JSONBytes) {
        json.raw("{")
        for (name, value) in [
            ("kind", Value.string(kind)), ("apiVersion", .string(apiVersion)), ("metadata", metadata),
        ] {
            json.line(1)
            json.key(name)
            json.write(value, level: 1)
            json.raw(",")
        }
        json.line(1)
        json.key("items")
        json.raw("[")
    }

    private func end(_ json: inout JSONBytes) {
        if !items.isEmpty { json.line(1) }
        json.raw("]")
        json.line(0)
        json.raw("}\n")
    }
}
