// SPDX-License-Identifier: MIT

package import Kn8API

/// Objects that were fetched before they were asked for; each answers one question, so that nothing old is told twice.
actor ReadAhead {
    /// What is known of an object.
    enum Finding: Sendable {
        case object(Object)
        /// It was looked for, and is not there.
        case nothing
        case unknown
    }

    private struct Place: Hashable {
        let gvk: GroupVersionKind
        let key: ObjectKey
    }

    private var found: [Place: Object?] = [:]

    /// What is known of the object at `key`, which is forgotten then.
    func take(_ key: ObjectKey, of resource: Resource) -> Finding {
        guard !found.isEmpty, let known = found.removeValue(forKey: Place(gvk: resource.gvk, key: key)) else {
            return .unknown
        }
        return known.map { .object($0) } ?? .nothing
    }

    /// Notes what is at `key`; nil for nothing.
    func put(_ object: Object?, at key: ObjectKey, of resource: Resource) {
        found.updateValue(object, forKey: Place(gvk: resource.gvk, key: key))
    }

    /// Forgets the object at `key`, which was written.
    func forget(_ key: ObjectKey, of resource: Resource) {
        guard !found.isEmpty else { return }
        found[Place(gvk: resource.gvk, key: key)] = nil
    }

    /// Forgets everything.
    func forgetAll() { found = [:] }
}

extension RemoteClient {
    /// From how many objects of one kind in one namespace on they are fetched as a list.
    static let listsFrom = 8
    /// How many objects a list may have more, for each that is wanted, before it is given up.
    static let surplusFactor = 20

    /// Fetches the objects at `keys` ahead of the questions for them, by as few requests as are good: many of one kind in
    /// one namespace as a list, the others one by one, all at the same time. What cannot be fetched is asked for later,
    /// when the refusal has somebody to hear it.
    package func readAhead(_ keys: [(resource: Resource, key: ObjectKey)]) async {
        var groups: [Resource: [String: [ObjectKey]]] = [:]
        for (resource, key) in keys { groups[resource, default: [:]][key.namespace, default: []].append(key) }
        await withTaskGroup(of: Void.self) { tasks in
            for (resource, namespaces) in groups {
                for (namespace, keys) in namespaces {
                    if keys.count >= RemoteClient.listsFrom {
                        tasks.addTask { await self.listAhead(Set(keys), of: resource, in: namespace) }
                    } else {
                        for key in keys { tasks.addTask { await self.getAhead(key, of: resource) } }
                    }
                }
            }
        }
    }

    private func getAhead(_ key: ObjectKey, of resource: Resource) async {
        guard let object = try? await object(key, of: resource) as Object?? else { return }
        await reads.put(object, at: key, of: resource)
    }

    private func listAhead(_ keys: Set<ObjectKey>, of resource: Resource, in namespace: String) async {
        let scope: Scope = resource.namespaced ? .namespace(namespace) : .all
        var options = ListOptions(limit: RemoteClient.pageSize)
        var missing = keys
        while true {
            guard let page = try? await objects(of: resource, in: scope, options: options) else { return }
            for object in page.items where missing.remove(object.key) != nil {
                await reads.put(object, at: object.key, of: resource)
            }
            if missing.isEmpty { return }
            guard !page.continueToken.isEmpty else { break }
            // Few of very many: one by one is less.
            if let rest = page.remaining, Int(rest) > missing.count * RemoteClient.surplusFactor { return }
            options.continueToken = page.continueToken
        }
        for key in missing { await reads.put(nil, at: key, of: resource) }
    }
}
