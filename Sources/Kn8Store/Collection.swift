// SPDX-License-Identifier: MIT

internal import Kn8API

/// The decoded objects of one resource, in order.
struct Collection: Sendable {
    fileprivate struct Bucket: Sendable {
        var objects: [String: Object] = [:]
        var names: [String] = []  // sorted
    }

    private var buckets: [String: Bucket] = [:]

    subscript(key: ObjectKey) -> Object? {
        get { buckets[key.namespace]?.objects[key.name] }
        set {
            guard let newValue else {
                guard buckets[key.namespace]?.objects.removeValue(forKey: key.name) != nil else { return }
                buckets[key.namespace]?.remove(key.name)
                if buckets[key.namespace]?.names.isEmpty == true { buckets[key.namespace] = nil }
                return
            }
            let known = buckets[key.namespace, default: Bucket()].objects.updateValue(newValue, forKey: key.name)
            if known == nil { buckets[key.namespace]?.insert(key.name) }
        }
    }

    var namespaces: [String] { buckets.keys.sorted() }

    func hasObjects(in namespace: String) -> Bool { buckets[namespace] != nil }

    /// At most `limit` objects after `start`, and how many come after those.
    func objects(in scope: Scope, after start: ObjectKey?, limit: Int) -> (objects: [Object], following: Int) {
        var found: [Object] = []
        var following = 0
        let wanted: [String] = if case .namespace(let name) = scope { [name] } else { namespaces }
        for namespace in wanted {
            guard let bucket = buckets[namespace], namespace >= start?.namespace ?? "" else { continue }
            let isFirst = start?.namespace == namespace
            let first = isFirst ? bucket.position(after: start?.name ?? "") : 0
            let count = min(limit - found.count, bucket.names.count - first)
            for name in bucket.names[first..<(first + count)] {
                if let object = bucket.objects[name] { found.append(object) }
            }
            following += bucket.names.count - first - count
        }
        return (found, following)
    }

    func objects(in scope: Scope) -> [Object] {
        switch scope {
        case .namespace(let name): return buckets[name]?.ordered ?? []
        case .all:
            if buckets.count == 1, let only = buckets.values.first { return only.ordered }
            return namespaces.flatMap { buckets[$0]?.ordered ?? [] }
        }
    }
}

extension Collection.Bucket {
    fileprivate var ordered: [Object] { names.compactMap { objects[$0] } }

    // The common case is a load in order, which appends.
    fileprivate mutating func insert(_ name: String) {
        if let last = names.last, last < name || names.isEmpty {
            names.append(name)
        } else {
            names.insert(name, at: position(of: name))
        }
    }

    fileprivate mutating func remove(_ name: String) {
        let index = position(of: name)
        if index < names.count, names[index] == name { names.remove(at: index) }
    }

    fileprivate func position(after name: String) -> Int {
        let index = position(of: name)
        return index < names.count && names[index] == name ? index + 1 : index
    }

    private func position(of name: String) -> Int {
        var low = 0
        var high = names.count
        while low < high {
            let middle = low + (high - low) / 2
            if names[middle] < name { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
