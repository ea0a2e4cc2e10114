// SPDX-License-Identifier: MIT

package import Kn8API
internal import Synchronization

/// A cluster whose reads and writes somebody hears of. Everything else goes through as it is.
package final class RecordingClient: LayeredClient {
    /// The client that answers.
    package let base: any APIClient
    private let observer: any WriteObserver
    private let known = Mutex<[Place: Object?]>([:])
    private let identity = Mutex<String?>(nil)

    /// `base`, of which `observer` hears.
    package init(_ base: any APIClient, observer: any WriteObserver) {
        self.base = base
        self.observer = observer
    }

    private struct Place: Hashable {
        let kind: GroupVersionKind
        let key: ObjectKey
    }

    /// The object at `key`, or nil when there is none.
    package func object(_ key: ObjectKey, of resource: Resource) async throws(APIError) -> Object? {
        let found = try await base.object(key, of: resource)
        known.withLock { $0[Place(kind: resource.gvk, key: key)] = .some(found) }
        observer.didRead(key, of: resource, found)
        return found
    }

    /// Stores a new object.
    package func create(
        _ object: Object,
        of resource: Resource,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        guard !options.dryRun, !resource.isQuestion else {
            return try await base.create(object, of: resource, options: options)
        }
        // Nothing is there, or the server refuses.
        let write = ObjectWrite(.create(object), to: object.key, of: resource, options)
        return try await perform(write, before: nil)
    }

    /// Replaces a stored object, or the part of it that `subresource` names.
    package func update(
        _ object: Object,
        of resource: Resource,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        guard !options.dryRun else {
            return try await base.update(object, of: resource, subresource: subresource, options: options)
        }
        let write = ObjectWrite(.update(object, subresource), to: object.key, of: resource, options)
        return try await perform(write, before: try await present(write, version: object.resourceVersion))
    }

    /// Changes a stored object by `patch`.
    package func patch(
        _ key: ObjectKey,
        of resource: Resource,
        with patch: Patch,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        guard !options.dryRun else {
            return try await base.patch(key, of: resource, with: patch, subresource: subresource, options: options)
        }
        let write = ObjectWrite(.patch(patch, subresource), to: key, of: resource, options)
        return try await perform(write, before: try await present(write, version: ""))
    }

    /// Deletes the object, or marks it when finalizers hold it.
    package func delete(
        _ key: ObjectKey,
        of resource: Resource,
        options: DeleteOptions
    ) async throws(APIError) -> Object {
        guard !options.dryRun else { return try await base.delete(key, of: resource, options: options) }
        let write = ObjectWrite(.delete(options), to: key, of: resource)
        let before = try await base.object(key, of: resource)
        let contents =
            if let before, observer.wantsContents { await Contents.of(before, in: base) } else {
                [(Resource, Object)]()
            }
        return try await perform(write, before: before, contents: contents)
    }

    // What was read before it was changed need not be read again, if it is still what the writer means.
    private func present(_ write: ObjectWrite, version: String) async throws(APIError) -> Object? {
        let place = Place(kind: write.resource.gvk, key: write.key)
        if let seen = known.withLock({ $0.removeValue(forKey: place) }),
            version.isEmpty || seen?.resourceVersion == version
        {
            return seen
        }
        return try await base.object(write.key, of: write.resource)
    }

    private func perform(
        _ write: ObjectWrite,
        before: Object?,
        contents: [(Resource, Object)] = []
    ) async throws(APIError) -> Object {
        let number = try observer.willWrite(
            write,
            before: before,
            contents: contents,
            cluster: await clusterIdentity()
        )
        do throws(APIError) {
            let after = try await write.perform(on: base)
            if case .delete = write.deed {
                observer.didWrite(number, after: try? await base.object(write.key, of: write.resource))
            } else {
                observer.didWrite(number, after: after)
            }
            return after
        } catch {
            observer.didFail(number, error)
            throw error
        }
    }

    private func clusterIdentity() async -> String {
        if let known = identity.withLock({ $0 }) { return known }
        let found = await ClusterIdentity.of(base)
        identity.withLock { $0 = found }
        return found
    }
}

extension ObjectWrite {
    fileprivate init(_ deed: Deed, to key: ObjectKey, of resource: Resource, _ options: WriteOptions) {
        self.init(
            deed,
            to: key,
            of: resource,
            manager: options.fieldManager,
            fieldValidation: options.fieldValidation
        )
    }
}

extension Resource {
    /// Whether its objects are questions, which the server answers and does not keep.
    fileprivate var isQuestion: Bool { ["authentication.k8s.io", "authorization.k8s.io"].contains(gvk.group) }
}
