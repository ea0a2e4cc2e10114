// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Merge
internal import Kn8Value

extension ServerState {
    /// Applies what a manager states to an object, and creates the object when it is missing
    /// (`kubernetes:apiserver/pkg/endpoints/handlers/patch.go`).
    mutating func apply(
        _ config: Value,
        to key: ObjectKey,
        _ kind: ServedKind,
        subresource: Subresource?,
        force: Bool,
        options: WriteOptions
    ) throws(APIError) -> Object {
        try checkManager(options.fieldManager)
        var wanted = Object(config)
        try check(&wanted, key, kind, subresource)
        let stored = try object(key, in: kind.storage)
        guard stored != nil || subresource == nil else { throw .notFound(kind.resource, name: key.name) }
        if subresource == .status, !kind.resource.hasStatus {
            throw APIError(.notFound, message: "the server could not find the requested resource")
        }
        let old = stored?.stated(as: kind.resource.gvk.apiVersion)
        try checkPreconditions(wanted, old, kind)
        let management =
            management(of: kind, subresource: subresource)
            ?? FieldManagement(UntypedSchema(), apiVersion: kind.resource.gvk.apiVersion)
        if let fault = management.fault(in: wanted.value) { throw unfit(Object(config), kind, fault) }
        if subresource != nil { wanted = ServerState.part(of: wanted, subresource, kind.scalePaths) }
        wanted.name = key.name
        if kind.resource.namespaced { wanted.namespace = key.namespace }

        var live = old?.value ?? .emptyObject
        live[path: ["metadata", "managedFields"]] = nil
        let owners = ManagedFields(old?["metadata", "managedFields"], isStored: true) ?? ManagedFields()
        var result = try applied(wanted, stating: config, to: live, owners, management, force, options)
        result.object["apiVersion"] = .string(kind.resource.gvk.apiVersion)
        result.object["kind"] = .string(kind.resource.gvk.kind)
        if let old {
            // The merge decides by content; what the server keeps about the object is put back by `replace`.
            let object = Object(result.object)
            let stored = try replace(
                old,
                by: object,
                kind,
                subresource: subresource,
                options: options,
                owners: result.owners
            )
            return subresource == .scale ? ServerState.scale(of: stored, kind.scalePaths) : stored
        }
        var object = Object(result.object)
        object["metadata", "resourceVersion"] = nil
        return try create(object, gvk: kind.resource.gvk, options: options, owners: result.owners)
    }

    // kubectl's own field manager grows out of client-side apply: what that applied and nobody changed is its own.
    private func applied(
        _ config: Object,
        stating given: Value,
        to live: Value,
        _ owners: ManagedFields,
        _ management: FieldManagement,
        _ force: Bool,
        _ options: WriteOptions
    ) throws(APIError) -> (object: Value, owners: ManagedFields) {
        let moment = time.now().description
        func apply(_ force: Bool) throws(FieldConflicts) -> (object: Value, owners: ManagedFields) {
            try management.apply(
                live: live,
                config: config.value,
                owners: owners,
                manager: options.fieldManager,
                force: force,
                time: moment
            )
        }
        var result: (object: Value, owners: ManagedFields)
        do {
            result = try apply(force)
        } catch {
            guard options.fieldManager == "kubectl", let last = ServerState.lastApplied(live) else {
                throw error.refusal
            }
            if let rest = error.subtracting(management.unchanged(of: last, in: live)) { throw rest.refusal }
            guard let forced = try? apply(true) else { throw error.refusal }
            result = forced
        }
        let path = ["metadata", "annotations", SecretMask.lastAppliedAnnotation]
        if options.fieldManager == "kubectl", result.object[path: path] != nil {
            var remembered = given
            remembered[path: path] = nil
            result.object[path: path] = .string(remembered.json(escapingHTML: true) + "\n")
        }
        return result
    }

    private static func lastApplied(_ live: Value) -> Value? {
        guard let text = live[path: ["metadata", "annotations", SecretMask.lastAppliedAnnotation]]?.string,
            let value = try? Value(json: text), value.object != nil
        else { return nil }
        return value
    }

    // Status is applied with what names the object; scale has one field of the object to give.
    private static func part(of config: Object, _ subresource: Subresource?, _ paths: ScalePaths) -> Object {
        var part = Object(config.gvk, name: config.name)
        switch subresource {
        case .status, .approval: part["status"] = config["status"]
        case .scale: part.value[path: paths.wanted] = config.value[path: paths.wanted]
        case .ephemeralcontainers: part["spec", "ephemeralContainers"] = config["spec", "ephemeralContainers"]
        case .resize: part["spec", "containers"] = config["spec", "containers"]
        case nil: break
        }
        return part
    }

    private func checkManager(_ manager: String) throws(APIError) {
        var fault = ""
        if manager.isEmpty { fault = "Required value: is required for apply patch" }
        if manager.utf8.count > 128 { fault = "Too long: may not be more than 128 bytes" }
        if manager.unicodeScalars.contains(where: { !$0.properties.isPrintable }) {
            fault = "Invalid value: \(Value.string(manager).json()): should only contain printable characters"
        }
        guard !fault.isEmpty else { return }
        throw .invalid(
            GroupVersionKind(group: "meta.k8s.io", version: "v1", kind: "PatchOptions"),
            name: "",
            causes: [
                APIError.Cause(
                    reason: fault.hasPrefix("Required")
                        ? "FieldValueRequired" : fault.hasPrefix("Too") ? "FieldValueTooLong" : "FieldValueInvalid",
                    message: fault,
                    field: "fieldManager"
                )
            ]
        )
    }

    private func check(
        _ wanted: inout Object,
        _ key: ObjectKey,
        _ kind: ServedKind,
        _ subresource: Subresource?
    ) throws(APIError) {
        var expected = kind.resource.gvk
        if subresource == .scale { expected = GroupVersionKind(group: "autoscaling", version: "v1", kind: "Scale") }
        guard wanted.gvk == expected else {
            let gvk = wanted.gvk
            throw APIError(
                .badRequest,
                message: "invalid object type: \(gvk.group)/\(gvk.version), Kind=\(gvk.kind)"
            )
        }
        guard wanted["metadata", "managedFields"] == nil else {
            throw APIError(.badRequest, message: "metadata.managedFields must be nil")
        }
        if !wanted.name.isEmpty, wanted.name != key.name {
            throw APIError(
                .badRequest,
                message: "the name of the object (\(wanted.name)) does not match the name on the URL (\(key.name))"
            )
        }
        if kind.resource.namespaced, !wanted.namespace.isEmpty, wanted.namespace != key.namespace {
            throw APIError(
                .badRequest,
                message: "the namespace of the provided object does not match the namespace sent on the request"
            )
        }
        if subresource == .scale {
            // The one field that counts is checked as the object has it.
            wanted.value["apiVersion"] = .string(kind.resource.gvk.apiVersion)
            wanted.value["kind"] = .string(kind.resource.gvk.kind)
            let replicas = wanted["spec", "replicas"]
            wanted["spec", "replicas"] = nil
            wanted.value[path: kind.scalePaths.wanted] = replicas
            wanted = ServerState.part(of: wanted, subresource, kind.scalePaths)
        }
    }

    private func checkPreconditions(_ wanted: Object, _ old: Object?, _ kind: ServedKind) throws(APIError) {
        if let old {
            if !wanted.resourceVersion.isEmpty, wanted.resourceVersion != old.resourceVersion {
                throw .conflict(kind.resource, name: old.name)
            }
        } else if !wanted.uid.isEmpty {
            throw APIError(
                .conflict,
                message:
                    "Operation cannot be fulfilled on \(kind.resource.groupResource) \"\(wanted.name)\": uid mismatch: "
                    + "the provided object specified uid \(wanted.uid), and no existing object was found",
                name: wanted.name,
                group: kind.resource.gvk.group,
                kind: kind.resource.plural
            )
        }
    }

    private func unfit(_ config: Object, _ kind: ServedKind, _ fault: String) -> APIError {
        let gvk = kind.resource.gvk
        return APIError(
            .internalError,
            message: "failed to create typed patch object (\(config.namespace)/\(config.name); \(gvk.group)/"
                + "\(gvk.version), Kind=\(gvk.kind)): \(fault)"
        )
    }
}

extension FieldConflicts {
    /// The refusal as the server sends it, one cause a field.
    fileprivate var refusal: APIError {
        APIError(
            .conflict,
            message: description,
            causes: causes.map {
                APIError.Cause(reason: "FieldManagerConflict", message: $0.message, field: $0.field)
            }
        )
    }
}

extension Unicode.Scalar.Properties {
    // Go's unicode.IsPrint: letters, marks, numbers, punctuation, symbols, and the plain space.
    fileprivate var isPrintable: Bool {
        switch generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
