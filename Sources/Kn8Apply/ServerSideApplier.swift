// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Merge
internal import Kn8Value

/// Applies objects one by one as `kubectl apply --server-side` does: the server merges, and tracks who owns what
/// (`kubectl:pkg/cmd/apply/apply.go`).
package struct ServerSideApplier: Sendable {
    /// The manager that kubectl applies as, unless told otherwise.
    package static let manager = "kubectl"

    private static let attempts = 5
    private static let lastAppliedManager = "kubectl-last-applied"
    private static let lastAppliedPath: [FieldStep] = [
        .field("metadata"), .field("annotations"), .field(LastApplied.annotation),
    ]
    private let client: any APIClient
    private let manager: String
    private let force: Bool
    private let dryRun: Bool
    private let fieldValidation: FieldValidation
    private let subresource: Subresource?

    /// An applier that writes through `client`.
    ///
    /// - Parameters:
    ///   - manager: Whose the applied fields are.
    ///   - force: Whether fields that other managers own are taken from them.
    ///   - dryRun: Whether the server answers without storing.
    ///   - fieldValidation: What becomes of fields that the server does not know.
    ///   - subresource: The part of the objects that is applied; nil for the whole but that part.
    package init(
        client: any APIClient,
        manager: String = ServerSideApplier.manager,
        force: Bool = false,
        dryRun: Bool = false,
        fieldValidation: FieldValidation = .strict,
        subresource: Subresource? = nil
    ) {
        self.client = client
        self.manager = manager
        self.force = force
        self.dryRun = dryRun
        self.fieldValidation = fieldValidation
        self.subresource = subresource
    }

    /// Creates or changes the object that `manifest` names. Its namespace must be filled in already. What kubectl's
    /// client-side apply owned before becomes this manager's, if it is kubectl's own.
    ///
    /// - Throws: The server's refusal; `conflict` when fields would change that others own. A migration that fails is a
    ///   warning: the object is applied by then.
    package func apply(_ manifest: Object) async throws(APIError) -> ApplyResult {
        guard let resource = try await client.resource(for: manifest.gvk) else {
            throw Applier.noMatches(for: manifest.gvk)
        }
        let before = try await client.object(manifest.key, of: resource)
        var after = try await send(manifest.value, to: manifest.key, of: resource, as: manager, force: force)
        var warnings: [String] = []
        if manager == ServerSideApplier.manager, subresource == nil {
            do throws(APIError) {
                if try await migrate(&after, of: resource) {
                    after = try await send(manifest.value, to: manifest.key, of: resource, as: manager, force: force)
                }
            } catch {
                warnings.append(
                    "server rejected managed fields migration to Server-Side Apply. This is non-fatal and will be retried "
                        + "next time you apply. Error: \(error.message)"
                )
            }
        }
        if after.isBeingDeleted {
            warnings.append(Applier.isBeingDeleted(resource, after.name))
        }
        return ApplyResult(
            change: .serverSideApplied,
            before: before,
            after: after,
            resource: resource,
            warnings: warnings
        )
    }

    /// What kubectl says below the server's list of conflicts.
    package static let conflictAdvice = """
        Please review the fields above--they currently have other managers. Here
        are the ways you can resolve this warning:
        * If you intend to manage all of these fields, please re-run the apply
          command with the `--force-conflicts` flag.
        * If you do not intend to manage all of the fields, please edit your
          manifest to remove references to the fields that should keep their
          current managers.
        * You may co-own fields by updating your manifest to match the existing
          value; in this case, you'll become the manager if the other manager(s)
          stop managing the field (remove it from their configuration).
        See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts
        """

    private func send(
        _ config: Value,
        to key: ObjectKey,
        of resource: Resource,
        as manager: String,
        force: Bool
    ) async throws(APIError) -> Object {
        try await client.patch(
            key,
            of: resource,
            with: .apply(config, force: force),
            subresource: subresource,
            options: WriteOptions(dryRun: dryRun, fieldManager: manager, fieldValidation: fieldValidation)
        )
    }

    /// Hands what client-side apply owned to this manager; whether there was anything.
    private func migrate(_ object: inout Object, of resource: Resource) async throws(APIError) -> Bool {
        guard var owners = ManagedFields(object["metadata", "managedFields"]) else { return false }
        let path = ServerSideApplier.lastAppliedPath
        if let text = object["metadata", "annotations", LastApplied.annotation], text != "",
            owners.managers(of: path, by: .apply).isEmpty
        {
            // Somebody must own the annotation, or the apply below would remove it.
            var annotation = Object(object.gvk, namespace: object.namespace, name: object.name)
            annotation["metadata", "annotations", LastApplied.annotation] = text
            object = try await send(
                annotation.value,
                to: object.key,
                of: resource,
                as: ServerSideApplier.lastAppliedManager,
                force: false
            )
            owners = ManagedFields(object["metadata", "managedFields"]) ?? owners
        }
        let old = Set(owners.managers(of: path, by: .update))
        guard !old.isEmpty else { return false }
        var attempt = 1
        while true {
            guard let list = owners.upgraded(from: old, to: manager).value else { return false }
            let patch: Value = [
                ["op": "replace", "path": "/metadata/managedFields", "value": list],
                ["op": "replace", "path": "/metadata/resourceVersion", "value": .string(object.resourceVersion)],
            ]
            do {
                object = try await client.patch(
                    object.key,
                    of: resource,
                    with: .json(patch),
                    subresource: nil,
                    options: WriteOptions(dryRun: dryRun, fieldManager: manager)
                )
                return true
            } catch {
                guard error.reason == .conflict, attempt < ServerSideApplier.attempts,
                    let fresh = try await client.object(object.key, of: resource)
                else { throw error }
                attempt += 1
                object = fresh
                owners = ManagedFields(object["metadata", "managedFields"]) ?? owners
            }
        }
    }
}
