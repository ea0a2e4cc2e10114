// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value
internal import Synchronization

extension TestCluster {
    package func create(
        _ object: Object,
        of resource: Resource,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        try state.withLock { state throws(APIError) in
            let slot = slot(object.key, resource)
            guard !object.name.isEmpty else { throw APIError(.invalid, message: "name or generateName is required") }
            guard state.objects[slot] == nil else { throw .alreadyExists(resource, name: object.name) }
            var stored = object
            if !resource.namespaced { stored.namespace = "" }
            if resource.hasStatus { stored["status"] = nil }
            state.incarnations[slot, default: 0] += 1
            stored["metadata", "uid"] = .string(
                "\(slot.kind)-\(slot.key)-\(state.incarnations[slot] ?? 1)".lowercased()
            )
            stored["metadata", "creationTimestamp"] = .string(Self.epoch.description)
            stored["metadata", "generation"] = 1
            if !options.dryRun { state.record(.added, &stored, at: slot) }
            return stored
        }
    }

    package func update(
        _ object: Object,
        of resource: Resource,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        try state.withLock { state throws(APIError) in
            let slot = slot(object.key, resource)
            guard let present = state.objects[slot] else { throw .notFound(resource, name: object.name) }
            guard object.resourceVersion.isEmpty || object.resourceVersion == present.resourceVersion else {
                throw .conflict(resource, name: object.name)
            }
            var next = object
            if subresource == .status {
                next = present
                next["status"] = object["status"]
            } else if resource.hasStatus {
                next["status"] = present["status"]
            }
            for field in ["uid", "creationTimestamp", "generation", "resourceVersion", "deletionTimestamp"] {
                next["metadata", field] = present["metadata", field]
            }
            guard next != present else { return present }
            if next.withoutStatusAndMetadata != present.withoutStatusAndMetadata {
                next["metadata", "generation"] = .int(present.generation + 1)
            }
            guard !options.dryRun else { return next }
            if next.isBeingDeleted, next.finalizers.isEmpty {
                state.writes += 1
                state.remove(slot)
                return next
            }
            state.record(.modified, &next, at: slot)
            return next
        }
    }

    package func patch(
        _ key: ObjectKey,
        of resource: Resource,
        with patch: Patch,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        throw APIError(.methodNotAllowed, message: "the test cluster takes no patches")
    }

    package func delete(
        _ key: ObjectKey,
        of resource: Resource,
        options: DeleteOptions
    ) async throws(APIError) -> Object {
        try state.withLock { state throws(APIError) in
            let slot = slot(key, resource)
            guard var present = state.objects[slot] else { throw .notFound(resource, name: key.name) }
            guard !options.dryRun else { return present }
            if present.finalizers.isEmpty {
                state.writes += 1
                state.remove(slot)
            } else if !present.isBeingDeleted {
                present["metadata", "deletionTimestamp"] = .string(Self.epoch.description)
                state.record(.modified, &present, at: slot)
            }
            return present
        }
    }
}

extension TestCluster.State {
    fileprivate mutating func record(_ kind: WatchEvent.Kind, _ object: inout Object, at slot: TestCluster.Slot) {
        writes += 1
        object["metadata", "resourceVersion"] = .string(String(log.count + 1))
        objects[slot] = object
        log.append(WatchEvent(kind, object))
    }

    /// Removes the object, and in the background every dependent that has no other owner.
    fileprivate mutating func remove(_ first: TestCluster.Slot) {
        var condemned = [first]
        while let slot = condemned.popLast() {
            guard var object = objects.removeValue(forKey: slot) else { continue }
            let uid = object.uid
            object["metadata", "resourceVersion"] = .string(String(log.count + 1))
            log.append(WatchEvent(.deleted, object))
            let living = Set(objects.values.map(\.uid))
            let orphans = objects.filter { entry in
                let owners = entry.value.ownerReferences
                return owners.contains { $0.uid == uid } && !owners.contains { living.contains($0.uid) }
            }
            for orphan in orphans.keys.sorted(by: { ($0.kind, $0.key) > ($1.kind, $1.key) }) {
                guard var dependent = objects[orphan] else { continue }
                if dependent.finalizers.isEmpty {
                    condemned.append(orphan)
                } else if !dependent.isBeingDeleted {
                    dependent["metadata", "deletionTimestamp"] = .string(TestCluster.epoch.description)
                    dependent["metadata", "resourceVersion"] = .string(String(log.count + 1))
                    objects[orphan] = dependent
                    log.append(WatchEvent(.modified, dependent))
                }
            }
        }
    }
}

extension Object {
    fileprivate var withoutStatusAndMetadata: Value {
        var value = value
        value["status"] = nil
        value["metadata"] = nil
        return value
    }
}
