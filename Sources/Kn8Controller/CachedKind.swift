// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The cached objects of one kind: by namespace and name, and by the uid of their controller.
struct CachedKind: Sendable {
    private struct Namespace: Sendable {
        var objects: [String: Object] = [:]
        var names = SortedNames()
        var ordered: [Object]?  // by name; nil since something came, changed or went
    }

    private var namespaces: [String: Namespace] = [:]
    private var controlled: [String: Set<ObjectKey>] = [:]

    mutating func objects(in scope: Scope) -> [Object] {
        switch scope {
        case .namespace(let namespace): return ordered(namespace)
        case .all:
            if namespaces.count == 1, let only = namespaces.keys.first { return ordered(only) }
            return namespaces.keys.sorted().flatMap { ordered($0) }
        }
    }

    private mutating func ordered(_ namespace: String) -> [Object] {
        guard let present = namespaces[namespace] else { return [] }
        if let ordered = present.ordered { return ordered }
        let objects = present.objects
        let ordered = (namespaces[namespace]?.names.ordered { objects[$0] != nil } ?? []).compactMap { objects[$0] }
        namespaces[namespace]?.ordered = ordered
        return ordered
    }

    func objects(controlledBy uid: String) -> [Object] {
        guard let keys = controlled[uid] else { return [] }
        return (keys.count > 1 ? keys.sorted() : Array(keys)).compactMap(object)
    }

    func object(_ key: ObjectKey) -> Object? { namespaces[key.namespace]?.objects[key.name] }

    /// Stores `object` and returns the one it replaces.
    @discardableResult
    mutating func put(_ object: Object) -> Object? {
        let key = object.key
        namespaces[key.namespace, default: Namespace()].ordered = nil
        let before = namespaces[key.namespace]?.objects.updateValue(object, forKey: key.name)
        if before == nil { namespaces[key.namespace]?.names.add(key.name) }
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
        guard let before = namespaces[key.namespace]?.objects.removeValue(forKey: key.name) else { return nil }
        namespaces[key.namespace]?.ordered = nil
        namespaces[key.namespace]?.names.noteLoss()
        if namespaces[key.namespace]?.objects.isEmpty == true { namespaces[key.namespace] = nil }
        if let owner = before.controller?.uid { forget(key, of: owner) }
        return before
    }

    private mutating func forget(_ key: ObjectKey, of owner: String) {
        controlled[owner]?.remove(key)
        if controlled[owner]?.isEmpty == true { controlled[owner] = nil }
    }
}
