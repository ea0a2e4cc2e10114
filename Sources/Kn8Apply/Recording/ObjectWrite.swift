// SPDX-License-Identifier: MIT

package import Kn8API

/// One write as it was asked for: what `ObjectWriter` takes, as a value.
package struct ObjectWrite: Hashable, Sendable {
    /// What is done.
    package enum Deed: Hashable, Sendable {
        case create(Object)
        case update(Object, Subresource?)
        case patch(Patch, Subresource?)
        case delete(DeleteOptions)
    }

    /// The resource that serves the object.
    package var resource: Resource
    /// The object; the name is empty when the server is to make one up.
    package var key: ObjectKey
    /// What is done.
    package var deed: Deed
    /// Who writes; a deletion has nobody.
    package var manager: String
    /// What becomes of fields that the server does not know.
    package var fieldValidation: FieldValidation

    /// The write of `deed` to the object at `key`.
    package init(
        _ deed: Deed,
        to key: ObjectKey,
        of resource: Resource,
        manager: String = "",
        fieldValidation: FieldValidation = .strict
    ) {
        self.deed = deed
        self.key = key
        self.resource = resource
        self.manager = manager
        self.fieldValidation = fieldValidation
    }

    /// Asks `client` for it.
    ///
    /// - Returns: The object as stored; after a deletion its last state.
    package func perform(on client: any APIClient) async throws(APIError) -> Object {
        let options = WriteOptions(fieldManager: manager, fieldValidation: fieldValidation)
        return switch deed {
        case .create(let object): try await client.create(object, of: resource, options: options)
        case .update(let object, let part):
            try await client.update(object, of: resource, subresource: part, options: options)
        case .patch(let patch, let part):
            try await client.patch(key, of: resource, with: patch, subresource: part, options: options)
        case .delete(let options): try await client.delete(key, of: resource, options: options)
        }
    }
}
