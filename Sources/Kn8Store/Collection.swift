// SPDX-License-Identifier: MIT

internal import Kn8API

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
        // Sorted when last asked for; since then `added` came, and some of both may be gone.
        var names: [String] = []
        var added: [String] = []
        var hasLost = false
    }

    private var buckets: [String: Bucket] = [:]

    subscript(key: ObjectKey) -> Entry? { buckets[key.namespace]?.entries[key.name] }

    func hasObjects(in namespace: String) -> Bool { buckets[namespace] != nil }

    /// Puts `entry` at `key`; nil takes out what is there.
    mutating func set(_ entry: Entry?, at key: ObjectKey) {
        guard let entry else {
            guard buckets[key.namespace]?.entries.removeValue(forKey: key.name) != nil else { return }
            buckets[key.namespace]?.hasLost = true
            if buckets[key.namespace]?.entries.isEmpty == true { buckets[key.namespace] = nil }
            return
        }
        let known = buckets[key.namespace, default: Bucket()].entries.updateValue(entry, forKey: key.name)
        if known == nil { buckets[key.namespace]?.added.append(key.name) }
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
            buckets[namespace]?.order()
            guard let bucket = buckets[namespace] else { continue }
            var first = 0
            if let start, start.namespace == namespace { first = bucket.position(after: start.name) }
            let end = first + min(bucket.names.count - first, limit - found.count)
            found.reserveCapacity(found.count + end - first)
            for name in bucket.names[first..<end] {
                guard let entry = bucket.entries[name] else { continue }
                found.append((ObjectKey(namespace: namespace, name: name), entry))
            }
            following += bucket.names.count - end
        }
        return (found, following)
    }
}

extension Collection.Bucket {
    // The common case is a load in order, which only appends.
    fileprivate mutating func order() {
        guard !added.isEmpty || hasLost else { return }
        if hasLost {
            names.removeAll { entries[$0] == nil }
            added.removeAll { entries[$0] == nil }
            hasLost = false
        }
        let isAscending = zip(added, added.dropFirst()).allSatisfy { $0 < $1 }
        if !isAscending { added.sort() }
        if isAscending, added.isEmpty || names.isEmpty || (names.last ?? "") < (added.first ?? "") {
            names += added
        } else {
            names = merged()
        }
        added = []
    }

    // A name that went and came back stands there more than once.
    private func merged() -> [String] {
        var result: [String] = []
        result.reserveCapacity(names.count + added.count)
        var (left, right) = (0, 0)
        while left < names.count || right < added.count {
            let takesLeft = right == added.count || (left < names.count && names[left] <= added[right])
            let name = takesLeft ? names[left] : added[right]
            if takesLeft { left += 1 } else { right += 1 }
            if result.last != name { result.append(name) }
        }
        return result
    }

    fileprivate func position(after name: String) -> Int {
        var low = 0
        var high = names.count
        while low < high {
            let middle = low + (high - low) / 2
            if names[middle] <= name { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
