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
    /// Whether fields that others changed since the last apply are set all the same.
    var overwrites = true
    /// The part of the objects that the server applies; nil for the whole.
    var subresource: Subresource?
    /// What is done about an object that cannot be patched; nil to refuse.
    var replacement: Applier.Replacement?
    /// How much of it is only pretended, where that is not done on a copy of the cluster.
    var dryRun = DryRun.none

    /// How an object is applied to `cluster`, and what becomes of fields that its server does not know.
    func applying(
        to cluster: Cluster,
        _ fieldValidation: FieldValidation
    ) -> @Sendable (Object) async throws(APIError) -> ApplyResult {
        if serverSide {
            let applier = ServerSideApplier(
                client: cluster.client,
                manager: fieldManager ?? ServerSideApplier.manager,
                force: forcesConflicts,
                dryRun: dryRun != .none,
                fieldValidation: fieldValidation,
                subresource: subresource
            )
            return { object throws(APIError) in try await applier.apply(object) }
        }
        var applier = Applier(
            client: cluster.client,
            schemas: cluster.patchSchemas,
            options: WriteOptions(
                dryRun: dryRun != .none,
                fieldManager: fieldManager ?? Applier.manager,
                fieldValidation: fieldValidation
            )
        )
        applier.onlyReads = dryRun == .client
        applier.overwrites = overwrites
        applier.replacement = replacement
        return { [applier] object throws(APIError) in try await applier.apply(object) }
    }

    /// What is said of an object in `file` that was refused: with advice when others own its fields.
    func text(of error: APIError, file: String) -> String {
        if serverSide, error.causes.contains(where: { $0.reason == "FieldManagerConflict" }) {
            return "error: \(error.message)\n\(ServerSideApplier.conflictAdvice)"
        }
        if error.message.hasPrefix(Applier.conflictMark) {
            return "error: error when applying \"\(file)\": \(error.message)"
        }
        return ErrorText.text(of: error, doing: serverSide ? nil : "error when applying \"\(file)\"")
    }
}
