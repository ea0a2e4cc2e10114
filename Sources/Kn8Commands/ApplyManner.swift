// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply

/// Who merges what is applied with what is stored, and whose the fields are then.
struct ApplyManner {
    /// Whether the server merges.
    var serverSide = false
    /// Whether fields that others own are taken from them.
    var forcesConflicts = false
    /// Whose the fields are; nil for kubectl's own names.
    var fieldManager: String?

    /// How an object is applied through `client`.
    func applying(to client: any APIClient) -> (Object) async throws -> ApplyResult {
        if serverSide {
            let applier = ServerSideApplier(
                client: client,
                manager: fieldManager ?? ServerSideApplier.manager,
                force: forcesConflicts
            )
            return { try await applier.apply($0) }
        }
        let applier =
            fieldManager.map { Applier(client: client, options: WriteOptions(fieldManager: $0)) }
            ?? Applier(client: client)
        return { try await applier.apply($0) }
    }

    /// What is said of an object in `file` that was refused: with advice when others own its fields.
    func text(of error: APIError, file: String) -> String {
        if serverSide, error.causes.contains(where: { $0.reason == "FieldManagerConflict" }) {
            return "error: \(error.message)\n\(ServerSideApplier.conflictAdvice)"
        }
        return ErrorText.text(of: error, doing: serverSide ? nil : "error when applying \"\(file)\"")
    }
}
