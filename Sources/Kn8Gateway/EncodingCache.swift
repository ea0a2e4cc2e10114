// SPDX-License-Identifier: MIT

internal import Synchronization

/// The JSON of objects that lists have shown lately. Every write has a resourceVersion of its own, so that what is
/// remembered under one is never out of date.
final class EncodingCache: Sendable {
    /// One state of one object, in one form.
    struct Key: Hashable, Sendable {
        /// Its resourceVersion.
        let revision: Int64
        /// What tells forms of the same state apart.
        let form: Int
    }

    // What has been used lately is young; when there is too much of it, it grows old, and what was old is forgotten.
    private struct State {
        var young: [Key: [UInt8]] = [:]
        var old: [Key: [UInt8]] = [:]
        var size = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    /// A cache of at most about `limit` bytes.
    init(limit: Int) { self.limit = limit }

    /// What is known of `keys`, in their order.
    func encodings(_ keys: [Key]) -> [[UInt8]?] {
        state.withLock { state in
            keys.map { key in
                if let bytes = state.young[key] { return bytes }
                guard let bytes = state.old.removeValue(forKey: key) else { return nil }
                add(bytes, key, &state)
                return bytes
            }
        }
    }

    /// Remembers `encodings`.
    func remember(_ encodings: [(Key, [UInt8])]) {
        guard !encodings.isEmpty else { return }
        state.withLock { state in
            for (key, bytes) in encodings where state.young[key] == nil { add(bytes, key, &state) }
        }
    }

    private func add(_ bytes: [UInt8], _ key: Key, _ state: inout State) {
        if state.size + bytes.count > limit / 2 {
            state.old = state.young
            state.young = [:]
            state.size = 0
        }
        state.young[key] = bytes
        state.size += bytes.count
    }
}
