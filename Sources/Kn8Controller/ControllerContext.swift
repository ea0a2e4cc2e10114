// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value

/// The context that reconcilers get from `Controllers`: an informer cache to read, a client to write.
///
/// What is written is in the cache at once, and goes to `onChange` so that it wakes whom it concerns.
package struct ControllerContext: ReconcileContext {
    /// How often a write is tried again after a conflict.
    private static let attempts = 5

    let client: any APIClient
    let cache: InformerCache
    let clock: any TimeSource
    let component: String
    let options: WriteOptions
    let resourceNames: ResourceNames
    let onChange: @Sendable (CacheChange) -> Void

    /// The present moment.
    package var now: Timestamp { clock.now() }

    /// The objects of `kind` in `scope`, ordered by key.
    package func objects(of kind: GroupVersionKind, in scope: Scope) -> [Object] { cache.objects(of: kind, in: scope) }

    /// The object of `kind` at `key`, or nil.
    package func object(_ key: ObjectKey, of kind: GroupVersionKind) -> Object? { cache.object(key, of: kind) }

    /// The objects of `kind` whose controlling owner has `uid`.
    package func objects(of kind: GroupVersionKind, controlledBy uid: String) -> [Object] {
        cache.objects(of: kind, controlledBy: uid)
    }

    /// Creates `desired` or lays it over the stored object.
    @discardableResult
    package func ensure(_ desired: Object) async throws(APIError) -> Object {
        let kind = desired.gvk
        let resource = try await resourceNames.resource(for: kind, of: client)
        var wanted = DesiredState.normalized(desired)
        if !resource.namespaced { wanted.namespace = "" }
        var live = try await stored(wanted.key, resource, fresh: false)
        var attempt = 1
        while true {
            do throws(APIError) {
                guard let present = live else {
                    return noted(try await client.create(wanted, of: resource, options: options), of: kind)
                }
                guard !DesiredState.covers(present.value, wanted.value) else { return present }
                let next = Object(DesiredState.merged(present.value, wanted.value))
                return noted(
                    try await client.update(next, of: resource, subresource: nil, options: options),
                    of: kind
                )
            } catch {
                guard attempt < Self.attempts, [.conflict, .alreadyExists, .notFound].contains(error.reason) else {
                    throw error
                }
            }
            attempt += 1
            live = try await stored(wanted.key, resource, fresh: true)
        }
    }

    /// Replaces the status of the stored object.
    @discardableResult
    package func setStatus(_ status: Value, of object: Object) async throws(APIError) -> Object {
        let kind = object.gvk
        let resource = try await resourceNames.resource(for: kind, of: client)
        var live = try await stored(object.key, resource, fresh: false)
        var attempt = 1
        while true {
            guard var next = live, object.uid.isEmpty || next.uid == object.uid else {
                throw .notFound(resource, name: object.name)
            }
            guard next["status"] != status else { return next }
            next["status"] = status
            do throws(APIError) {
                let part: Subresource? = resource.hasStatus ? .status : nil
                return noted(
                    try await client.update(next, of: resource, subresource: part, options: options),
                    of: kind
                )
            } catch {
                guard attempt < Self.attempts, error.reason == .conflict else { throw error }
            }
            attempt += 1
            live = try await stored(object.key, resource, fresh: true)
        }
    }

    /// Replaces the stored object; a conflict is thrown, since only the caller can decide anew.
    @discardableResult
    package func update(_ object: Object) async throws(APIError) -> Object {
        let kind = object.gvk
        let resource = try await resourceNames.resource(for: kind, of: client)
        if cache.hasLoaded(kind), let live = cache.object(object.key, of: kind), live == object { return live }
        do throws(APIError) {
            let answer = try await client.update(object, of: resource, subresource: nil, options: options)
            // Taking the last finalizer off an object that is being deleted removes it.
            guard object.isBeingDeleted, object.finalizers.isEmpty else { return noted(answer, of: kind) }
            _ = try await stored(object.key, resource, fresh: true)
            return answer
        } catch {
            if error.reason == .conflict || error.reason == .notFound {
                _ = try await stored(object.key, resource, fresh: true)
            }
            throw error
        }
    }

    /// Deletes the object, if there is one.
    package func delete(_ key: ObjectKey, of kind: GroupVersionKind) async throws(APIError) {
        let resource = try await resourceNames.resource(for: kind, of: client)
        if cache.hasLoaded(kind) {
            guard let live = cache.object(key, of: kind), !live.isBeingDeleted else { return }
        }
        do throws(APIError) {
            _ = try await client.delete(key, of: resource, options: DeleteOptions())
        } catch {
            guard error.reason == .notFound else { throw error }
        }
        _ = try await stored(key, resource, fresh: true)
    }

    /// Records an Event; a cluster that refuses it is no reason to fail.
    package func event(_ type: EventType, reason: String, message: String, about object: Object) async {
        let record = EventRecord(type: type, reason: reason, message: message, subject: object, component: component)
        do throws(APIError) {
            let resource = try await resourceNames.resource(for: EventRecord.kind, of: client)
            let present = try await client.object(record.key, of: resource)
            let next = record.object(after: present, now: now)
            let answer =
                present == nil
                ? try await client.create(next, of: resource, options: options)
                : try await client.update(next, of: resource, subresource: nil, options: options)
            _ = noted(answer, of: EventRecord.kind)
        } catch {
            return
        }
    }

    /// The object at `key` as cached, or as the cluster has it when the kind is not loaded or `fresh` is asked for.
    private func stored(_ key: ObjectKey, _ resource: Resource, fresh: Bool) async throws(APIError) -> Object? {
        if !fresh, cache.hasLoaded(resource.gvk) { return cache.object(key, of: resource.gvk) }
        let object = try await client.object(key, of: resource)
        if let object { return noted(object, of: resource.gvk) }
        if let change = cache.remove(key, of: resource.gvk) { onChange(change) }
        return nil
    }

    private func noted(_ object: Object, of kind: GroupVersionKind) -> Object {
        if let change = cache.put(object, of: kind) { onChange(change) }
        return object
    }
}
