// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Merge
internal import Kn8Value

/// How a kind's fields merge; nil for kinds that take JSON merge patches only.
package typealias PatchSchemas = @Sendable (GroupVersionKind) -> (any PatchSchema)?

/// Applies objects one by one as `kubectl apply` does on the client's side: a patch from what was applied last, what is
/// applied now and what is stored (`kubectl:pkg/cmd/apply/patcher.go`). An object that is as it should be is not written.
package struct Applier: Sendable {
    /// Puts a manifest in the place of a stored object that refuses to be patched; what is stored then.
    package typealias Replacement =
        @Sendable (_ manifest: Object, _ live: Object, Resource) async throws(APIError) -> Object

    /// The manager that kubectl applies as, unless told otherwise.
    package static let manager = "kubectl-client-side-apply"

    private let client: any APIClient
    private let schemas: PatchSchemas
    private let options: WriteOptions
    /// Whether nothing is sent but reads.
    package var onlyReads = false
    /// Whether fields that others changed since the last apply are set all the same.
    package var overwrites = true
    /// What is done about an object that cannot be patched; nil to refuse.
    package var replacement: Replacement?
    /// How long to wait before the second and later repetitions of a patch that met another one.
    package var pause = Duration.seconds(1)

    private static let attempts = 6

    /// An applier that writes through `client`; under a dry run nothing is stored.
    package init(
        client: any APIClient,
        schemas: @escaping PatchSchemas,
        options: WriteOptions = WriteOptions(fieldManager: Applier.manager)
    ) {
        self.client = client
        self.schemas = schemas
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
        let modified = LastApplied.recorded(in: manifest)
        var attempt = 1
        // What the object was before a change of which nobody knows whether it was made.
        var unsure: Object?
        while true {
            let live = try await client.object(manifest.key, of: resource)
            do {
                guard let live else { return try await create(modified, of: resource) }
                let result = try await patch(live, to: modified, of: resource)
                return result.counted(from: unsure)
            } catch {
                if error.code == 0, live != nil, unsure == nil, !onlyReads, !options.dryRun {
                    unsure = live
                    continue
                }
                let isRace = error.reason == .conflict || (error.reason == .alreadyExists && live == nil)
                if isRace, attempt < Applier.attempts {
                    if attempt > 1 { try? await Task.sleep(for: pause) }
                    attempt += 1
                    continue
                }
                guard let replacement, let live, [.conflict, .invalid].contains(error.reason) else { throw error }
                let after = try await replacement(Object(modified.value.withoutNulls()), live, resource)
                return ApplyResult(change: .configured, before: live, after: after, resource: resource, warnings: [])
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

    private func create(_ modified: Object, of resource: Resource) async throws(APIError) -> ApplyResult {
        // The annotation keeps the nulls, and so a later apply removes what they name.
        let bare = Object(modified.value.withoutNulls())
        let created = onlyReads ? bare : try await client.create(bare, of: resource, options: options)
        return ApplyResult(change: .created, before: nil, after: created, resource: resource, warnings: [])
    }

    private func patch(_ live: Object, to modified: Object, of resource: Resource) async throws(APIError) -> ApplyResult
    {
        let original = LastApplied.manifest(of: live)
        let schema = schemas(modified.gvk)
        let patch = ThreeWayPatch(original: original, modified: modified.value, current: live.value, schema: schema)
        if !overwrites, let schema { try refuseOverwriting(patch, original, live, schema) }
        var warnings: [String] = []
        if original == nil { warnings.append(Applier.missingAnnotation(resource, live.name)) }
        let after: Object
        switch patch {
        case .none: after = live
        case .strategic(let change): after = try await send(.strategic(change), to: live, of: resource)
        case .merge(let change): after = try await send(.merge(change), to: live, of: resource)
        }
        if live.isBeingDeleted { warnings.append(Applier.isBeingDeleted(resource, live.name)) }
        let isChanged = onlyReads ? patch != .none : after != live
        return ApplyResult(
            change: isChanged ? .configured : .unchanged,
            before: live,
            after: after,
            resource: resource,
            warnings: warnings
        )
    }

    private func send(_ patch: Patch, to live: Object, of resource: Resource) async throws(APIError) -> Object {
        guard !onlyReads else { return live }
        return try await client.patch(live.key, of: resource, with: patch, subresource: nil, options: options)
    }

    private func refuseOverwriting(
        _ patch: ThreeWayPatch,
        _ original: Value?,
        _ live: Object,
        _ schema: any PatchSchema
    ) throws(APIError) {
        let ours: Value
        switch patch {
        case .none: return
        case .strategic(let change), .merge(let change): ours = change
        }
        var theirs = StrategicMergePatch.difference(from: original ?? .emptyObject, to: live.value, schema: schema)
        theirs[path: ["metadata", "annotations", LastApplied.annotation]] = nil
        guard let path = StrategicConflicts(schema).first(between: ours, and: theirs) else { return }
        throw APIError(
            .unknown,
            message:
                "\(Applier.conflictMark)\(path.joined(separator: ".")) is not what was applied last, and --overwrite "
                + "is false",
            name: live.name
        )
    }

    /// How the refusal begins that `overwrites` makes.
    package static let conflictMark = "the manifest conflicts with changes made since the last apply: "

    static func isBeingDeleted(_ resource: Resource, _ name: String) -> String {
        "Detected changes to resource \(name) which is currently being deleted."
    }

    private static func missingAnnotation(_ resource: Resource, _ name: String) -> String {
        "resource \(resource.plural)/\(name) is missing the \(LastApplied.annotation) annotation which is required by "
            + "kn8 apply. kn8 apply should only be used on resources created declaratively by either kn8 create "
            + "--save-config or kn8 apply. The missing annotation will be patched automatically."
    }
}

extension Value {
    /// The value without the keys of its mappings that hold null.
    fileprivate func withoutNulls(depth: Int = 0) -> Value {
        guard depth < 500 else { return self }
        switch self {
        case .object(let map):
            return .object(
                ValueMap(map.filter { $0.value != .null }.map { ($0.key, $0.value.withoutNulls(depth: depth + 1)) })
            )
        case .array(let elements): return .array(elements.map { $0.withoutNulls(depth: depth + 1) })
        default: return self
        }
    }
}
