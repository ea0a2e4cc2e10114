// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Merge
internal import Kn8Value

/// Applies objects one by one as `kubectl apply` does on the client's side: a three-way merge of what was applied last,
/// what is applied now and what is stored.
package struct Applier: Sendable {
    private let client: any APIClient
    private let options: WriteOptions
    private static let attempts = 5

    /// An applier that writes through `client`; under a dry run nothing is stored.
    package init(client: any APIClient, options: WriteOptions = WriteOptions(fieldManager: "kubectl-client-side-apply"))
    {
        self.client = client
        self.options = options
    }

    /// Creates or changes the object that `manifest` names. Its namespace must be filled in already.
    ///
    /// - Throws: The server's refusal; `notFound` with kubectl's words when no resource serves the kind. A conflict is
    ///   retried with fresh state five times before it is thrown.
    package func apply(_ manifest: Object) async throws(APIError) -> ApplyResult {
        guard let resource = try await client.resource(for: manifest.gvk) else {
            throw Applier.noMatches(for: manifest.gvk)
        }
        var attempt = 1
        while true {
            do {
                return try await applyOnce(manifest, of: resource)
            } catch  where error.reason == .conflict && attempt < Applier.attempts {
                attempt += 1
            }
        }
    }

    /// The refusal of a kind that the cluster does not serve.
    package static func noMatches(for kind: GroupVersionKind) -> APIError {
        APIError(
            .notFound,
            message: "no matches for kind \"\(kind.kind)\" in version \"\(kind.apiVersion)\"",
            group: kind.group,
            kind: kind.kind
        )
    }

    private func applyOnce(_ manifest: Object, of resource: Resource) async throws(APIError) -> ApplyResult {
        let modified = LastApplied.recorded(in: manifest)
        guard let live = try await client.object(manifest.key, of: resource) else {
            let created = try await client.create(modified, of: resource, options: options)
            return ApplyResult(change: .created, before: nil, after: created, resource: resource, warnings: [])
        }
        let original = LastApplied.manifest(of: live)
        var warnings: [String] = []
        if original == nil { warnings.append(Applier.missingAnnotation(resource, live.name)) }
        if live.isBeingDeleted {
            let subject = "\(resource.printedName)/\(live.name)"
            warnings.append("Detected changes to resource \(subject) which is currently being deleted.")
        }
        let merged = Object(
            ThreeWayMerge.merged(original: original, modified: modified.value, current: live.value)
        )
        var after = live
        if merged != live { after = try await client.update(merged, of: resource, subresource: nil, options: options) }
        let change: ApplyResult.Change = after == live ? .unchanged : .configured
        return ApplyResult(change: change, before: live, after: after, resource: resource, warnings: warnings)
    }

    private static func missingAnnotation(_ resource: Resource, _ name: String) -> String {
        "resource \(resource.plural)/\(name) is missing the \(LastApplied.annotation) annotation which is required by "
            + "kn8 apply. kn8 apply should only be used on resources created declaratively by either kn8 create "
            + "--save-config or kn8 apply. The missing annotation will be patched automatically."
    }
}
