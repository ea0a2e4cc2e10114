// SPDX-License-Identifier: MIT

package import Kn8Value

/// A map: of entries an expression made, or of JSON whose values are read when they are asked for.
package struct CELMap: Sendable {
    enum Storage {
        case entries(Entries)
        case json(ValueMap, CELShape)
    }

    /// Entries in the order they were made. Of equal keys the last one counts.
    final class Entries: Sendable {
        let keys: [CELValue]
        let values: [CELValue]
        private let index: [CELKey: Int]

        init(_ pairs: [(CELValue, CELValue)]) {
            var keys: [CELValue] = []
            var values: [CELValue] = []
            var index: [CELKey: Int] = [:]
            keys.reserveCapacity(pairs.count)
            values.reserveCapacity(pairs.count)
            for (key, value) in pairs {
                guard let normal = CELKey(key) else { continue }
                if let present = index[normal] {
                    values[present] = value
                } else {
                    index[normal] = keys.count
                    keys.append(key)
                    values.append(value)
                }
            }
            (self.keys, self.values, self.index) = (keys, values, index)
        }

        subscript(key: CELValue) -> CELValue? {
            guard let normal = CELKey(key), let position = index[normal] else { return nil }
            return values[position]
        }
    }

    let storage: Storage

    /// A map of `pairs`; of equal keys the last one counts, and pairs whose key is no key are dropped.
    package init(_ pairs: [(CELValue, CELValue)]) { storage = .entries(Entries(pairs)) }

    /// A map of JSON; `element` says how each value is read.
    package init(_ json: ValueMap, element: CELShape = .dyn) { storage = .json(json, element) }

    /// The number of entries.
    package var count: Int {
        switch storage {
        case .entries(let entries): entries.keys.count
        case .json(let map, _): map.count
        }
    }

    /// The keys, in the order in which macros visit them.
    package var keys: [CELValue] {
        switch storage {
        case .entries(let entries): entries.keys
        case .json(let map, _): map.map { .string($0.key) }
        }
    }

    /// The entry at `position`, counted as `keys` are; it must be in range.
    package func entry(at position: Int) throws(CELFailure) -> (key: CELValue, value: CELValue) {
        switch storage {
        case .entries(let entries): return (entries.keys[position], entries.values[position])
        case .json(let map, let element):
            let entry = map[position]
            return (.string(entry.key), try element.adapt(entry.value))
        }
    }

    /// The key at `position`, counted as `keys` are; it must be in range.
    package func key(at position: Int) -> CELValue {
        switch storage {
        case .entries(let entries): entries.keys[position]
        case .json(let map, _): .string(map[position].key)
        }
    }

    /// The value at `key`; nil when there is none. Throws when it is not what its shape declares.
    package func value(at key: CELValue) throws(CELFailure) -> CELValue? {
        switch storage {
        case .entries(let entries): return entries[key]
        case .json(let map, let element):
            guard case .string(let name) = key, let value = map[name] else { return nil }
            return try element.adapt(value)
        }
    }

    /// The value at the string `name`; nil when there is none.
    package func value(named name: String) throws(CELFailure) -> CELValue? {
        switch storage {
        case .entries(let entries): return entries[.string(name)]
        case .json(let map, let element):
            guard let value = map[name] else { return nil }
            return try element.adapt(value)
        }
    }

    /// Whether there is a value at `key`.
    package func contains(_ key: CELValue) -> Bool {
        switch storage {
        case .entries(let entries): return entries[key] != nil
        case .json(let map, _):
            guard case .string(let name) = key else { return false }
            return map[name] != nil
        }
    }
}
