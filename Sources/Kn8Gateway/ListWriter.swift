// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Server
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
    private let cache: EncodingCache?
    private let form: Int
    private let state = Mutex(State())

    /// Lists longer than this are not remembered: they would push out everything else, and themselves.
    private static let mostRemembered = 20_000
    private static let batch = 64

    /// - Parameters:
    ///   - statesKinds: Whether every item says what it is, as those of custom kinds do.
    ///   - cache: Where what is written is remembered; nil when it is not.
    ///   - epoch: What tells resourceVersions of this state of the store from those that were taken back.
    init(
        _ items: [Object],
        kind: String,
        apiVersion: String,
        metadata: Value,
        statesKinds: Bool,
        isPretty: Bool,
        cache: EncodingCache? = nil,
        epoch: Int = 0
    ) {
        self.items = items
        self.kind = kind
        self.apiVersion = apiVersion
        self.metadata = metadata
        self.statesKinds = statesKinds
        self.isPretty = isPretty
        self.cache = isPretty || items.count > ListWriter.mostRemembered ? nil : cache
        var hasher = Hasher()
        hasher.combine(epoch)
        hasher.combine(apiVersion)
        form = hasher.finalize()
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
            index = cache.map { write(from: index, &json, size, $0) } ?? write(one: index, &json)
        }
        let isLast = index == items.count
        if isLast { end(&json) }
        state.withLock {
            $0.next = index
            $0.isDone = isLast
        }
        return json.taken()
    }

    private func write(one index: Int, _ json: inout JSONBytes) -> Int {
        if index > 0 { json.raw(",") }
        json.line(2)
        encode(items[index], &json)
        return index + 1
    }

    private func encode(_ object: Object, _ json: inout JSONBytes) {
        json.write(object: object.stated(as: apiVersion).value, level: 2, isKind: statesKinds)
    }

    // Some items at once, so that the cache is asked once for all of them.
    private func write(from start: Int, _ json: inout JSONBytes, _ size: Int, _ cache: EncodingCache) -> Int {
        let end = min(start + ListWriter.batch, items.count)
        let keys = items[start..<end].map { object in
            EncodingCache.Key(revision: Int64(object.resourceVersion) ?? 0, form: form)
        }
        var made: [(EncodingCache.Key, [UInt8])] = []
        for (offset, known) in cache.encodings(keys).enumerated() {
            if start + offset > 0 { json.raw(",") }
            if let known {
                json.raw(known)
                continue
            }
            let before = json.bytes.count
            encode(items[start + offset], &json)
            if keys[offset].revision > 0 { made.append((keys[offset], Array(json.bytes[before...]))) }
        }
        cache.remember(made)
        return end
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
