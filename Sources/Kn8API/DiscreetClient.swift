// SPDX-License-Identifier: MIT

package import Kn8Value

/// A client that notes in a ledger the secrets of all that is read and written, takes them out of refusals, and stores
/// nothing that merely stands for a secret.
package struct DiscreetClient: LayeredClient {
    /// The client that answers.
    package let base: any APIClient
    private let ledger: SecretLedger

    /// What `base` does, with what there is to keep secret noted in `ledger`.
    package init(_ base: any APIClient, ledger: SecretLedger) {
        self.base = base
        self.ledger = ledger
    }

    /// The object at `key`, noted.
    package func object(_ key: ObjectKey, of resource: Resource) async throws(APIError) -> Object? {
        let object = try await base.object(key, of: resource)
        if let object { ledger.note(read: object.value) }
        return object
    }

    /// The objects in `scope`, noted.
    package func objects(
        of resource: Resource,
        in scope: Scope,
        options: ListOptions
    ) async throws(APIError) -> ObjectList {
        let list = try await base.objects(of: resource, in: scope, options: options)
        for object in list.items { ledger.note(read: object.value) }
        return list
    }

    /// Stores a new object, unless something stands for a secret in it.
    package func create(
        _ object: Object,
        of resource: Resource,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        try check(object.value)
        do throws(APIError) {
            return try await base.create(object, of: resource, options: options)
        } catch {
            throw SecretMask.masked(error, about: object.value)
        }
    }

    /// Replaces an object, unless something stands for a secret in the new one.
    package func update(
        _ object: Object,
        of resource: Resource,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        try check(object.value)
        do throws(APIError) {
            return try await base.update(object, of: resource, subresource: subresource, options: options)
        } catch {
            throw SecretMask.masked(error, about: object.value)
        }
    }

    /// Changes an object, unless something stands for a secret in the patch.
    package func patch(
        _ key: ObjectKey,
        of resource: Resource,
        with patch: Patch,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        let body = patch.object(of: resource)
        try check(body)
        do throws(APIError) {
            return noted(
                try await base.patch(key, of: resource, with: patch, subresource: subresource, options: options)
            )
        } catch {
            throw SecretMask.masked(error, about: body)
        }
    }

    /// Deletes an object.
    package func delete(
        _ key: ObjectKey,
        of resource: Resource,
        options: DeleteOptions
    ) async throws(APIError) -> Object {
        noted(try await base.delete(key, of: resource, options: options))
    }

    /// The changes after `resourceVersion`, noted as they come.
    package func changes(
        of resource: Resource,
        in scope: Scope,
        after resourceVersion: String,
        options: ListOptions
    ) async throws(APIError) -> AsyncThrowingStream<WatchEvent, any Error> {
        let changes = try await base.changes(of: resource, in: scope, after: resourceVersion, options: options)
        let ledger = ledger
        // All iterators of a stream take from one queue, which keeps its bound.
        return AsyncThrowingStream {
            var next = changes.makeAsyncIterator()
            let event = try await next.next()
            if let event { ledger.note(read: event.object.value) }
            return event
        }
    }

    private func noted(_ object: Object) -> Object {
        ledger.note(read: object.value)
        return object
    }

    private func check(_ value: Value) throws(APIError) {
        // What else is written was read before, or stands in a manifest, and is noted.
        if value["kind"] == "Secret" { ledger.note(value) }
        if let refusal = SecretMask.refusal(of: value) { throw refusal }
    }
}

extension Patch {
    /// What the patch sets, in the form of an object of `resource`, so that its secrets can be found.
    fileprivate func object(of resource: Resource) -> Value {
        switch self {
        case .merge(let body), .strategic(let body), .apply(let body, force: _):
            guard case .object = body else { return body }
            var object = body
            object["apiVersion"] = .string(resource.gvk.apiVersion)
            object["kind"] = .string(resource.gvk.kind)
            return object
        case .json(let operations):
            guard resource.gvk.kind == "Secret" else { return operations }
            // Whatever such a patch says of a Secret's data is a secret.
            var object: Value = ["apiVersion": .string(resource.gvk.apiVersion), "kind": "Secret"]
            for (index, operation) in (operations.array ?? []).enumerated() {
                guard let path = operation["path"]?.string, let value = operation["value"] else { continue }
                let isText = path.hasPrefix("/stringData")
                guard isText || path.hasPrefix("/data") else { continue }
                let field = isText ? "stringData" : "data"
                for entry in value.object ?? ["\(index)": value] {
                    object[path: [field, "\(index)/\(entry.key)"]] = entry.value
                }
            }
            return object
        }
    }
}
