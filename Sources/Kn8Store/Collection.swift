// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The objects of one resource, in order: each decoded, or only where in the file it is.
struct Collection: Sendable {
    /// One object.
    struct Entry: Sendable {
        /// The revision that its present state was written at.
        var revision: Int64
        /// The decoded object; nil when it has to be read from the file.
        var object: Object?
    }

    fileprivate struct Bucket: Sendable {
        var entries: [String: Entry] = [:]
        var names = SortedNames()
    }

    private var buckets: [String: Bucket] = [:]

    subscript(key: ObjectKey) -> Entry? { buckets[key.namespace]?.entries[key.name] }

    var count: Int { buckets.values.reduce(0) { $0 + $1.entries.count } }

    func hasObjects(in namespace: String) -> Bool { buckets[namespace] != nil }

    /// Puts `entry` at `key`; nil takes out what is there.
    mutating func set(_ entry: Entry?, at key: ObjectKey) {
        guard let entry else {
            guard buckets[key.namespace]?.entries.removeValue(forKey: key.name) != nil else { return }
            buckets[key.namespace]?.names.noteLoss()
            if buckets[key.namespace]?.entries.isEmpty == true { buckets[key.namespace] = nil }
            return
        }
        let known = buckets[key.namespace, default: Bucket()].entries.updateValue(entry, forKey: key.name)
        if known == nil { buckets[key.namespace]?.names.add(key.name) }
    }

    /// Keeps `object` in memory, or with nil no longer.
    mutating func keep(_ object: Object?, at key: ObjectKey) {
        buckets[key.namespace]?.entries[key.name]?.object = object
    }

    /// At most `limit` keys and entries in `scope` that come after `start`, ordered, and how many come after those.
    mutating func entries(
        in scope: Scope,
        after start: ObjectKey?,
        limit: Int
    ) -> (entries: [(key: ObjectKey, entry: Entry)], following: Int) {
        var namespaces: [String]
        switch scope {
        case .namespace(let name): namespaces = [name]
        case .all: namespaces = buckets.count == 1 ? Array(buckets.keys) : buckets.keys.sorted()
        }
        if let start { namespaces.removeAll { $0 < start.namespace } }
        var found: [(key: ObjectKey, entry: Entry)] = []
        var following = 0
        for namespace in namespaces {
            guard found.count < limit else {
                following += buckets[namespace]?.entries.count ?? 0
                continue
            }
            guard let names = buckets[namespace]?.ordered(), let bucket = buckets[namespace] else { continue }
            let first = start?.namespace == namespace ? names.position(after: start?.name ?? "") : 0
            let end = first + min(names.count - first, limit - found.count)
            found.reserveCapacity(found.count + end - first)
            for name in names[first..<end] {
                guard let entry = bucket.entries[name] else { continue }
                found.append((ObjectKey(namespace: namespace, name: name), entry))
            }
            following += names.count - end
        }
        return (found, following)
    }
}

extension Collection.Bucket {
    fileprivate mutating func ordered() -> [String] { names.ordered { entries[$0] != nil } }
}

extension [String] {
    // Of names in order, the first that comes after `name`.
    fileprivate func position(after name: String) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            if self[middle] <= name { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
