// SPDX-License-Identifier: MIT

/// A client in front of another one. It has methods for what it changes; all else goes through as it is.
package protocol LayeredClient: ObjectReader, ObjectWriter, ObjectWatcher, ResourceDiscovery {
    /// The client that answers.
    var base: any APIClient { get }
}

extension LayeredClient {
    /// What the base has at `key`.
    package func object(_ key: ObjectKey, of resource: Resource) async throws(APIError) -> Object? {
        try await base.object(key, of: resource)
    }

    /// What the base lists.
    package func objects(
        of resource: Resource,
        in scope: Scope,
        options: ListOptions
    ) async throws(APIError) -> ObjectList {
        try await base.objects(of: resource, in: scope, options: options)
    }

    /// What the base makes of a new object.
    package func create(
        _ object: Object,
        of resource: Resource,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        try await base.create(object, of: resource, options: options)
    }

    /// What the base makes of a replacement.
    package func update(
        _ object: Object,
        of resource: Resource,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        try await base.update(object, of: resource, subresource: subresource, options: options)
    }

    /// What the base makes of a patch.
    package func patch(
        _ key: ObjectKey,
        of resource: Resource,
        with patch: Patch,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        try await base.patch(key, of: resource, with: patch, subresource: subresource, options: options)
    }

    /// What the base deletes.
    package func delete(
        _ key: ObjectKey,
        of resource: Resource,
        options: DeleteOptions
    ) async throws(APIError) -> Object {
        try await base.delete(key, of: resource, options: options)
    }

    /// What the base tells of changes.
    package func changes(
        of resource: Resource,
        in scope: Scope,
        after resourceVersion: String,
        options: ListOptions
    ) async throws(APIError) -> AsyncThrowingStream<WatchEvent, any Error> {
        try await base.changes(of: resource, in: scope, after: resourceVersion, options: options)
    }

    /// What the base serves.
    package func resources() async throws(APIError) -> [Resource] { try await base.resources() }

    /// What the base serves a kind by.
    package func resource(for gvk: GroupVersionKind) async throws(APIError) -> Resource? {
        try await base.resource(for: gvk)
    }
}
