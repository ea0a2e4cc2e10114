// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Schema
package import Kn8Value

extension EmbeddedServer {
    /// Carries `verb` out for `user`, as policies see it. Unless `strictness` is `strict`, fields that the kind does not have are dropped.
    package func carryOut(
        _ verb: WriteVerb,
        of resource: Resource,
        options: WriteOptions,
        strictness: ValidationStrictness,
        user: Value? = nil
    ) async throws(APIError) -> WriteAnswer {
        try await write { (state: inout ServerState) throws(APIError) -> WriteAnswer in
            state.strictness = strictness
            state.warnings = []
            let owner = state.user
            if let user { state.user = user }
            defer {
                state.user = owner
                state.strictness = .strict
                state.warnings = []
            }
            let (object, outcome) = try state.carryOut(verb, of: resource, options: options)
            return WriteAnswer(object: object, outcome: outcome, warnings: state.warnings)
        }
    }
}

extension ServerState {
    fileprivate mutating func carryOut(
        _ verb: WriteVerb,
        of resource: Resource,
        options: WriteOptions
    ) throws(APIError) -> (Object, WriteAnswer.Outcome) {
        let gvk = resource.gvk
        switch verb {
        case .create(let object):
            return (try create(object, gvk: gvk, options: options), .created)
        case .update(let object, let subresource, let mayCreate, let wantsVersion):
            let kind = try kind(gvk)
            let key = kind.resource.namespaced ? object.key : ObjectKey(namespace: "", name: object.name)
            if try self.object(key, in: kind.storage) == nil {
                guard mayCreate else { throw .notFound(kind.resource, name: object.name) }
                return (try create(object, gvk: gvk, options: options), .created)
            }
            if wantsVersion, object.resourceVersion.isEmpty { throw .versionMissing(kind.resource, name: object.name) }
            return (try update(object, gvk: gvk, subresource: subresource, options: options), .updated)
        case .patch(let key, let change, let subresource):
            var isNew = false
            if case .apply = change {
                let kind = try kind(gvk)
                let key = kind.resource.namespaced ? key : ObjectKey(namespace: "", name: key.name)
                isNew = try self.object(key, in: kind.storage) == nil
            }
            let object = try patch(key, gvk: gvk, with: change, subresource: subresource, options: options)
            return (object, isNew ? .created : .updated)
        case .delete(let key, let deletion):
            let object = try delete(key, gvk: gvk, options: deletion)
            let kind = try kind(gvk)
            let stored = try self.object(
                kind.resource.namespaced ? key : ObjectKey(namespace: "", name: key.name),
                in: kind.storage
            )
            let isMarked = deletion.dryRun ? !object.finalizers.isEmpty : stored != nil
            return (object, isMarked ? .marked : .deleted)
        }
    }
}

extension APIError {
    // The one refusal of an invalid object that names the resource and not the kind.
    fileprivate static func versionMissing(_ resource: Resource, name: String) -> APIError {
        let field = "metadata.resourceVersion"
        let words = "Invalid value: 0: must be specified for an update"
        return APIError(
            .invalid,
            message: "\(resource.groupResource) \"\(name)\" is invalid: \(field): \(words)",
            name: name,
            group: resource.gvk.group,
            kind: resource.plural,
            causes: [Cause(reason: "FieldValueInvalid", message: words, field: field)]
        )
    }
}
