// SPDX-License-Identifier: MIT

internal import Kn8API

/// The cached objects of one kind: by namespace, each sorted by name, and by the uid of their controller.
struct CachedKind: Sendable {
    private var namespaces: [String: [Object]] = [:]
    private var controlled: [String: Set<ObjectKey>] = [:]

    func objects(in scope: Scope) -> [Object] {
        switch scope {
        case .namespace(let namespace): return namespaces[namespace] ?? []
        case .all:
            if namespaces.count == 1, let only = namespaces.values.first { return only }
            return namespaces.keys.sorted().flatMap { namespaces[$0] ?? [] }
        }
    }

    func objects(controlledBy uid: String) -> [Object] {
        (controlled[uid] ?? []).sorted().compactMap(object)
    }

    func object(_ key: ObjectKey) -> Object? {
        guard let objects = namespaces[key.namespace] else { return nil }
        let (index, found) = Self.position(of: key.name, in: objects)
        return found ? objects[index] : nil
    }

    /// Stores `object` and returns the one it replaces.
    @discardableResult
    mutating func put(_ object: Object) -> Object? {
        let key = object.key
        let (index, found) = Self.position(of: key.name, in: namespaces[key.namespace] ?? [])
        var before: Object?
        if found {
            before = namespaces[key.namespace]?[index]
            namespaces[key.namespace]?[index] = object
        } else {
            namespaces[key.namespace, default: []].insert(object, at: index)
        }
        let old = before?.controller?.uid
        let new = object.controller?.uid
        if old != new {
            if let old { forget(key, of: old) }
            if let new { controlled[new, default: []].insert(key) }
        }
        return before
    }

    /// Removes the object at `key` and returns it.
    @discardableResult
    mutating func remove(_ key: ObjectKey) -> Object? {
        let (index, found) = Self.position(of: key.name, in: namespaces[key.namespace] ?? [])
        guard found, let before = namespaces[key.namespace]?.remove(at: index) else { return nil }
        if namespaces[key.namespace]?.isEmpty == true { namespaces[key.namespace] = nil }
        if let owner = before.controller?.uid { forget(key, of: owner) }
        return before
    }

    private mutating func forget(_ key: ObjectKey, of owner: String) {
        controlled[owner]?.remove(key)
        if controlled[owner]?.isEmpty == true { controlled[owner] = nil }
    }

    private static func position(of name: String, in objects: [Object]) -> (index: Int, found: Bool) {
        var low = 0
        var high = objects.count
        while low < high {
            let middle = low + (high - low) / 2
            if objects[middle].name < name { low = middle + 1 } else { high = middle }
        }
        return (low, low < objects.count && objects[low].name == name)
    }
}
