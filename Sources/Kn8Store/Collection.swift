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
