// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Schema
internal import Kn8Store
internal import Kn8Value

extension ServerState {
    private static let protected: Set<String> = ["default", "kube-system", "kube-public"]

    /// Deletes the object at `key` and, unless told otherwise, what depends on it, or marks what finalizers hold.
    mutating func delete(
        _ key: ObjectKey,
        gvk: GroupVersionKind,
        options: DeleteOptions
    ) throws(APIError) -> Object {
        let kind = try kind(gvk)
        let key = kind.resource.namespaced ? key : ObjectKey(namespace: "", name: key.name)
        guard let object = try object(key, in: kind.storage) else { throw .notFound(kind.resource, name: key.name) }
        if kind.storage == ServerState.namespaces, ServerState.protected.contains(key.name) {
            throw APIError(
                .forbidden,
                message: "namespaces \"\(key.name)\" is forbidden: this namespace may not be deleted",
                name: key.name,
                kind: "namespaces"
            )
        }
        try check(options, against: object, kind)
        try checkPolicies(object, kind, .delete, old: object, isDryRun: options.dryRun)
        if options.dryRun { return object.stated(as: gvk.apiVersion) }
        let name = StoredName(collection: kind.storage, key: key)
        switch options.propagation {
        case .background: break
        case .orphan: try disown(object)
        case .foreground:
            if try !attempt({ (store: inout ObjectStore) throws(StoreError) in
                try store.dependents(of: object.uid)
            }).isEmpty {
                try markForegroundDeletion(object, name)
                return try self.object(key, in: kind.storage)?.stated(as: gvk.apiVersion) ?? object
            }
        }
        return try erase([name], last: nil)?.stated(as: gvk.apiVersion) ?? object
    }

    private func check(_ options: DeleteOptions, against object: Object, _ kind: ServedKind) throws(APIError) {
        let gvk = kind.resource.gvk
        func conflict(_ reason: String) -> APIError {
            let subject = gvk.group.isEmpty ? gvk.kind : "\(gvk.kind).\(gvk.group)"
            return APIError(
                .conflict,
                message: "Operation cannot be fulfilled on \(subject) \"\(object.name)\": \(reason)",
                name: object.name,
                group: gvk.group,
                kind: gvk.kind
            )
        }
        if !options.uid.isEmpty, options.uid != object.uid {
            throw conflict(
                "the UID in the precondition (\(options.uid)) does not match the UID in record (\(object.uid)). The object "
                    + "might have been deleted and then recreated"
            )
        }
        if !options.resourceVersion.isEmpty, options.resourceVersion != object.resourceVersion {
            throw conflict(
                "the ResourceVersion in the precondition (\(options.resourceVersion)) does not match the ResourceVersion "
                    + "in record (\(object.resourceVersion)). The object might have been modified"
            )
        }
    }

    // Dependents go first; the owner waits, held by a finalizer, until the last of them is gone.
    private mutating func markForegroundDeletion(_ object: Object, _ name: StoredName) throws(APIError) {
        var marked = marked(object)
        if !marked.finalizers.contains("foregroundDeletion") { marked.finalizers.append("foregroundDeletion") }
        _ = try put(marked, in: name.collection)
        let dependents = try attempt { (store: inout ObjectStore) throws(StoreError) in
            try store.dependents(of: object.uid)
        }
        for dependent in dependents { _ = try erase([dependent], last: nil) }
    }

    private func marked(_ object: Object) -> Object {
        guard !object.isBeingDeleted else { return object }
        var marked = object
        marked["metadata", "deletionTimestamp"] = .string(time.now().description)
        marked["metadata", "deletionGracePeriodSeconds"] = 0
        if marked.kind == "Pod" { marked["metadata", "generation"] = .int(object.generation + 1) }
        return marked
    }

    private mutating func disown(_ owner: Object) throws(APIError) {
        let dependents = try attempt { (store: inout ObjectStore) throws(StoreError) in
            try store.dependents(of: owner.uid)
        }
        for name in dependents {
            guard var dependent = try object(name.key, in: name.collection) else { continue }
            dependent.ownerReferences.removeAll { $0.uid == owner.uid }
            _ = try put(dependent, in: name.collection)
        }
    }

    /// Erases the objects at `names` and what thereby loses its last owner, one after the other; objects with
    /// finalizers are only marked. `last` is the first one's state to erase, when it differs from the stored one.
    /// Returns the first one's last state.
    @discardableResult
    mutating func erase(_ names: [StoredName], last: Object?) throws(APIError) -> Object? {
        var queue = names
        var next = 0
        var result: Object?
        while next < queue.count {
            let name = queue[next]
            next += 1
            guard let stored = try object(name.key, in: name.collection) else { continue }
            let object = next == 1 ? last ?? stored : stored
            let state: Object
            if name.collection == ServerState.namespaces {
                state = try beginTermination(of: object, &queue)
            } else if !object.finalizers.isEmpty {
                let marked = marked(object)
                state = marked == stored ? stored : try put(marked, in: name.collection)
            } else {
                if name.collection == ServerState.definitions { try removeInstances(of: object, &queue) }
                state = try remove(object, name, &queue)
            }
            if next == 1 { result = state }
        }
        for name in Set(queue.map(\.namespace)) where !name.isEmpty { try tellWhatRemains(in: name) }
        return result
    }

    /// Notes in the status of the namespace `name`, when it is being deleted, what keeps it.
    private mutating func tellWhatRemains(in name: String) throws(APIError) {
        let key = ObjectKey(namespace: "", name: name)
        guard var namespace = try object(key, in: ServerState.namespaces), namespace.isBeingDeleted else { return }
        var content = NamespaceContent()
        let collections = try attempt { (store: inout ObjectStore) throws(StoreError) in
            try store.collections(in: name)
        }
        for collection in collections {
            for object in try objects(collection, in: .namespace(name)) { content.add(object, in: collection) }
        }
        let conditions = content.conditions(after: namespace["status", "conditions"], at: time.now())
        guard namespace["status", "conditions"] != conditions else { return }
        namespace["status", "conditions"] = conditions
        _ = try put(namespace, in: ServerState.namespaces)
    }

    private mutating func remove(
        _ object: Object,
        _ name: StoredName,
        _ queue: inout [StoredName]
    ) throws(APIError) -> Object {
        let removed = try attempt { (store: inout ObjectStore) throws(StoreError) in
            try store.remove(name.key, in: name.collection)
        }
        if name.collection == ServerState.services { noteAddress(of: object, isGone: true) }
        if name.collection == ServerState.definitions { kinds.forget(object.name) }
        let dependents = try attempt { (store: inout ObjectStore) throws(StoreError) in
            try store.dependents(of: object.uid)
        }
        for dependent in dependents where try isOrphaned(dependent) { queue.append(dependent) }
        for owner in object.ownerReferences { try releaseOwner(owner, of: object, &queue) }
        if !object.namespace.isEmpty {
            try settleQuotas(in: object.namespace)
            try finishTermination(of: object.namespace)
        }
        return removed ?? object
    }

    private mutating func isOrphaned(_ name: StoredName) throws(APIError) -> Bool {
        guard let object = try object(name.key, in: name.collection) else { return false }
        for reference in object.ownerReferences where try owner(reference, of: object) != nil { return false }
        return true
    }

    private mutating func owner(
        _ reference: OwnerReference,
        of object: Object
    ) throws(APIError) -> (name: StoredName, object: Object)? {
        let gvk = GroupVersionKind(apiVersion: reference.apiVersion, kind: reference.kind)
        guard let kind = try kindIfServed(gvk) else { return nil }
        let namespace = kind.resource.namespaced ? object.namespace : ""
        let key = ObjectKey(namespace: namespace, name: reference.name)
        guard let owner = try self.object(key, in: kind.storage), owner.uid == reference.uid else { return nil }
        return (StoredName(collection: kind.storage, key: key), owner)
    }

    // An owner in foreground deletion goes when its last dependent has gone.
    private mutating func releaseOwner(
        _ reference: OwnerReference,
        of object: Object,
        _ queue: inout [StoredName]
    ) throws(APIError) {
        guard var owner = try owner(reference, of: object), owner.object.isBeingDeleted,
            owner.object.finalizers.contains("foregroundDeletion"),
            try attempt({ (store: inout ObjectStore) throws(StoreError) in
                try store.dependents(of: reference.uid)
            }).isEmpty
        else { return }
        owner.object.finalizers.removeAll { $0 == "foregroundDeletion" }
        _ = try put(owner.object, in: owner.name.collection)
        queue.append(owner.name)
    }

    private mutating func removeInstances(of definition: Object, _ queue: inout [StoredName]) throws(APIError) {
        let collection = StorageKey(
            group: definition["spec", "group"]?.string ?? "",
            plural: definition["spec", "names", "plural"]?.string ?? ""
        )
        for object in try objects(collection, in: .all) {
            var bare = object
            bare.finalizers = []
            if bare != object { _ = try put(bare, in: collection) }
            queue.append(StoredName(collection: collection, key: object.key))
        }
    }

    private mutating func beginTermination(
        of namespace: Object,
        _ queue: inout [StoredName]
    ) throws(APIError) -> Object {
        var terminating = marked(namespace)
        terminating["status", "phase"] = "Terminating"
        let result = terminating == namespace ? namespace : try put(terminating, in: ServerState.namespaces)
        let collections = try attempt { (store: inout ObjectStore) throws(StoreError) in
            try store.collections(in: namespace.name)
        }
        for collection in collections {
            for object in try objects(collection, in: .namespace(namespace.name)) {
                queue.append(StoredName(collection: collection, key: object.key))
            }
        }
        if collections.isEmpty { try finishTermination(of: namespace.name) }
        return result
    }

    private mutating func finishTermination(of name: String) throws(APIError) {
        let key = ObjectKey(namespace: "", name: name)
        guard let namespace = try object(key, in: ServerState.namespaces), namespace.isBeingDeleted,
            namespace.finalizers.isEmpty,
            try attempt({ (store: inout ObjectStore) throws(StoreError) in try store.collections(in: name) }).isEmpty
        else { return }
        _ = try attempt { (store: inout ObjectStore) throws(StoreError) in
            try store.remove(key, in: ServerState.namespaces)
        }
    }
}

extension StoredName {
    /// The namespace that it is or is in; empty for other objects of the cluster.
    fileprivate var namespace: String {
        collection == ServerState.namespaces ? key.name : key.namespace
    }
}
