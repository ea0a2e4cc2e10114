// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply

/// Deletes an object that cannot be changed and makes it anew; when that is refused, the old one comes back
/// (`kubectl:pkg/cmd/apply/patcher.go`).
struct ApplyReplacement: Sendable {
    let cluster: Cluster
    let session: Session
    let deletion: DeleteOptions
    /// Whose the fields of the new object are.
    let fieldManager: String
    /// What becomes of fields of it that the server does not know.
    let fieldValidation: FieldValidation
    /// How long the old object may take to go.
    let patience: Duration

    func replace(_ live: Object, by manifest: Object, of resource: Resource) async throws(APIError) -> Object {
        _ = try await cluster.client.delete(live.key, of: resource, options: deletion)
        let deadline = ContinuousClock.now.advanced(by: patience)
        while true {
            try await settle()
            guard let rest = try await cluster.client.object(live.key, of: resource), rest.uid == live.uid else {
                break
            }
            guard ContinuousClock.now < deadline else {
                throw APIError(
                    .timeout,
                    message: "timed out waiting for the condition on \(resource.plural)/\(live.name)"
                )
            }
            try? await Task.sleep(for: .milliseconds(200))
        }
        let options = WriteOptions(fieldManager: fieldManager, fieldValidation: fieldValidation)
        do throws(APIError) {
            return try await cluster.client.create(manifest, of: resource, options: options)
        } catch {
            var old = live
            for field in ["resourceVersion", "uid", "creationTimestamp", "generation", "managedFields"] {
                old["metadata", field] = nil
            }
            _ = try await cluster.client.create(old, of: resource, options: options)
            throw error
        }
    }

    private func settle() async throws(APIError) {
        do {
            try await cluster.settle(session)
        } catch let error as APIError {
            throw error
        } catch {
            throw APIError(.internalError, message: "\(error)")
        }
    }
}
