// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Merge
internal import Kn8Schema
internal import Kn8Store
internal import Kn8Value

extension ServerState {
    /// Replaces a stored object, or the part of it that `subresource` names.
    mutating func update(
        _ given: Object,
        gvk: GroupVersionKind,
        subresource: Subresource?,
        options: WriteOptions
    ) throws(APIError) -> Object {
        let kind = try kind(gvk)
        if subresource == .scale {
            let key = given.key
            let old = try present(key, kind)
            var object = old.stated(as: gvk.apiVersion)
            object.value[path: kind.scalePaths.wanted] = given["spec", "replicas"]
            if !given.resourceVersion.isEmpty {
                object["metadata", "resourceVersion"] = .string(given.resourceVersion)
            }
            let stored = try replace(old, by: object, kind, subresource: .scale, options: options)
            return ServerState.scale(of: stored, kind.scalePaths)
        }
        let object = try addressed(given, kind)
        let old = try present(object.key, kind)
        return try replace(old, by: object, kind, subresource: subresource, options: options)
    }

    /// Changes a stored object by `patch`.
    mutating func patch(
        _ key: ObjectKey,
        gvk: GroupVersionKind,
        with patch: Patch,
        subresource: Subresource?,
        options: WriteOptions
    ) throws(APIError) -> Object {
        let kind = try kind(gvk)
        let key = kind.resource.namespaced ? key : ObjectKey(namespace: "", name: key.name)
        if case .apply(let config, let force) = patch {
            return try apply(config, to: key, kind, subresource: subresource, force: force, options: options)
        }
        let old = try present(key, kind)
        let stated = old.stated(as: gvk.apiVersion)
        let target = subresource == .scale ? ServerState.scale(of: stated, kind.scalePaths) : stated
        let changed = Object(try patched(target.value, by: patch))
        if changed.name != key.name {
            throw APIError(
                .badRequest,
                message: "the name of the object (\(changed.name)) does not match the name on the URL (\(key.name))"
            )
        }
        if kind.resource.namespaced, changed.namespace != key.namespace {
            throw APIError(
                .badRequest,
                message: "the namespace of the provided object does not match the namespace sent on the request"
            )
        }
        if subresource == .scale {
            var object = stated
            object.value[path: kind.scalePaths.wanted] = changed["spec", "replicas"]
            let stored = try replace(old, by: object, kind, subresource: .scale, options: options)
            return ServerState.scale(of: stored, kind.scalePaths)
        }
        return try replace(old, by: try addressed(changed, kind), kind, subresource: subresource, options: options)
    }

    private func patched(_ value: Value, by patch: Patch) throws(APIError) -> Value {
        switch patch {
        case .merge(let change):
            guard change.object != nil else {
                throw APIError(
                    .badRequest,
                    message: change == .null
                        ? "Invalid JSON Patch"
                        : "error decoding patch: json: cannot unmarshal \(change.typeName) into Go value of type "
                            + "map[string]interface {}"
                )
            }
            return MergePatch.applied(change, to: value)
        case .strategic(let change): return try patched(value, strategically: change)
        case .apply(let config, _): return config  // merged with its owners elsewhere
        case .json(let operations):
            do {
                return try JSONPatch(operations).applied(to: value)
            } catch {
                if error.isMalformed, error.isTooLarge {
                    throw APIError(
                        .requestEntityTooLarge,
                        message: "Request entity too large: \(error.description)"
                    )
                }
                if error.isMalformed { throw APIError(.badRequest, message: error.description) }
                throw APIError(
                    .invalid,
                    message: "the server rejected our request due to an error in our request"
                )
            }
        }
    }

    private func patched(_ value: Value, strategically change: Value) throws(APIError) -> Value {
        let (version, kind) = (value["apiVersion"]?.string ?? "", value["kind"]?.string ?? "")
        // A Scale has no lists, so that both sorts of patch do the same to it.
        if kind == "Scale", version == "autoscaling/v1" { return MergePatch.applied(change, to: value) }
        guard let schema = rules.patchSchema(apiVersion: version, kind: kind) else {
            throw APIError(
                .unsupportedMediaType,
                message: "the body of the request was in an unknown format - accepted media types include: "
                    + "application/json-patch+json, application/merge-patch+json"
            )
        }
        do {
            return try StrategicMergePatch.applied(change, to: value, schema: schema)
        } catch {
            switch error {
            case .malformed(let text): throw APIError(.badRequest, message: text)
            case .unfit(let text): throw APIError(.internalError, message: text)
            }
        }
    }

    mutating func present(_ key: ObjectKey, _ kind: ServedKind) throws(APIError) -> Object {
        guard let object = try object(key, in: kind.storage) else { throw .notFound(kind.resource, name: key.name) }
        return object
    }

    // `object` is stated as the request's version, `old` as the stored one. With `owners`, they are known already.
    mutating func replace(
        _ stored: Object,
        by object: Object,
        _ kind: ServedKind,
        subresource: Subresource?,
        options: WriteOptions,
        owners: ManagedFields? = nil
    ) throws(APIError) -> Object {
        let old = stored.stated(as: kind.resource.gvk.apiVersion)
        if !object.resourceVersion.isEmpty, object.resourceVersion != old.resourceVersion {
            throw .conflict(kind.resource, name: old.name)
        }
        if !object.uid.isEmpty, object.uid != old.uid {
            let collection = kind.isCustom ? "\(kind.resource.gvk.group)/\(kind.resource.plural)" : kind.resource.plural
            throw APIError(
                .conflict,
                message:
                    "Operation cannot be fulfilled on \(kind.resource.groupResource) \"\(old.name)\": StorageError: "
                    + "invalid object, Code: 4, Key: /registry/\(collection)/\(old.key), ResourceVersion: 0, "
                    + "AdditionalErrorMsg: Precondition failed: UID in precondition: \(object.uid), UID in object meta: "
                    + old.uid,
                name: old.name,
                group: kind.resource.gvk.group,
                kind: kind.resource.plural
            )
        }
        var new = object
        if subresource == .status || subresource == .approval {
            guard kind.resource.hasStatus, subresource == .status || kind.isSigningRequest else {
                throw APIError(.notFound, message: "the server could not find the requested resource")
            }
            new = old
            new["status"] = try checkedStatus(object["status"], of: old, kind)
            if kind.isSigningRequest {
                new = try SigningRequest.judged(
                    new,
                    replacing: old,
                    isApproval: subresource == .approval,
                    at: time.now()
                )
            }
        } else {
            let part = try PodPart(subresource, of: kind)
            if let part { new = part.merged(object, into: old) }
            if kind.resource.hasStatus { new["status"] = old["status"] }
            new.changeMetadata { metadata in
                for field in ServerState.serverFields { metadata[field] = old.value["metadata"]?[field] }
            }
            new = try prepared(new, kind, old: old, part: part)
            if kind.countsGeneration, ServerState.differsInSpec(new, old, kind) {
                new["metadata", "generation"] = .int(old.generation + 1)
            }
        }
        if new != old {
            try checkPolicies(new, kind, .update, old: old, subresource: subresource, isDryRun: options.dryRun)
        }
        new = tracked(
            new,
            over: old,
            kind,
            subresource: subresource,
            requested: object["metadata", "managedFields"],
            owners: owners,
            options: options
        )
        if new == old { return old }
        if new.isBeingDeleted, new.finalizers.isEmpty, kind.storage != ServerState.namespaces {
            if !options.dryRun { try erase([StoredName(collection: kind.storage, key: new.key)], last: new) }
            return new
        }
        if options.dryRun { return new }
        let written = try put(new, in: kind.storage)
        if kind.storage == ServerState.services {
            noteAddress(of: old, isGone: true)
            noteAddress(of: written, isGone: false)
        }
        let result = subresource == nil ? try afterWrite(written, kind) : written
        return result.stated(as: kind.resource.gvk.apiVersion)
    }

    // The rules of a built-in kind say nothing of its status that the rest of the object has a part in.
    private mutating func checkedStatus(_ status: Value?, of old: Object, _ kind: ServedKind) throws(APIError) -> Value?
    {
        var new = old
        if !kind.isCustom {
            new = Object(kind.resource.gvk, namespace: old.namespace, name: old.name)
        }
        new["status"] = status
        new = rules.defaulted(new)
        let causes = judged(&new, replacing: old).filter { $0.severity == .error && $0.path.startsAtStatus }
        if let refusal = DecodingRefusal.error(for: causes, of: kind.resource.gvk) { throw refusal }
        guard causes.isEmpty else {
            throw .invalid(kind.resource.gvk, name: old.name, causes: causes.map(\.cause))
        }
        return new["status"]
    }

    private static func differsInSpec(_ new: Object, _ old: Object, _ kind: ServedKind) -> Bool {
        var lhs = new.value
        var rhs = old.value
        for field in ["metadata", "apiVersion"] {
            lhs[field] = nil
            rhs[field] = nil
        }
        if kind.resource.hasStatus || !kind.isCustom {
            lhs["status"] = nil
            rhs["status"] = nil
        }
        return lhs != rhs
    }

    /// The `autoscaling/v1` view of a scalable object.
    static func scale(of object: Object, _ paths: ScalePaths) -> Object {
        var metadata: Value = .emptyObject
        for field in ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"] {
            metadata[field] = object["metadata", field]
        }
        var status: Value = ["replicas": object.value[path: paths.present] ?? 0]
        if !paths.selector.isEmpty {
            if let text = object.value[path: paths.selector]?.string { status["selector"] = .string(text) }
        } else if let selector = object["spec", "selector"], let parsed = try? LabelSelector(selector) {
            status["selector"] = .string(parsed.description)
        }
        return Object([
            "kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": metadata,
            "spec": ["replicas": object.value[path: paths.wanted] ?? 0], "status": status,
        ])
    }
}

extension FieldPath {
    fileprivate var startsAtStatus: Bool { steps.first == .key("status") }
}
