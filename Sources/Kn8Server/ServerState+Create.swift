// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Merge
internal import Kn8Schema
internal import Kn8Store
internal import Kn8Value

extension ServerState {
    /// Stores a new object. With `owners`, who owns its fields is known already.
    mutating func create(
        _ given: Object,
        gvk: GroupVersionKind,
        options: WriteOptions,
        owners: ManagedFields? = nil
    ) throws(APIError) -> Object {
        let kind = try kind(gvk)
        let resource = kind.resource
        var object = try addressed(given, kind)
        if !object.resourceVersion.isEmpty {
            throw APIError(.internalError, message: "resourceVersion should not be set on objects to be created")
        }
        for field in ServerState.serverFields where object["metadata"]?[field] != nil {
            object["metadata", field] = nil
        }
        let prefix = object["metadata"]?["generateName"]?.string ?? ""
        if object.name.isEmpty, !prefix.isEmpty { object.name = try freeName(prefix: prefix, object, kind) }
        let (uid, moment) = (identities.uid(), time.now().description)
        object.changeMetadata { metadata in
            metadata["uid"] = .string(uid)
            metadata["creationTimestamp"] = .string(moment)
            if kind.countsGeneration { metadata["generation"] = 1 }
        }
        if resource.hasStatus { object["status"] = nil }
        try checkNamespace(of: object, kind)
        try applyLimits(to: &object, kind)
        object = try prepared(object, kind, old: nil)
        if !kind.isCustom, let status = InitialStatus.status(of: object) { object["status"] = status }
        try checkPolicies(object, kind, .create, isDryRun: options.dryRun)
        object["metadata", "managedFields"] = owners.map(\.value) ?? firstOwners(of: object, given, kind, options)
        if try self.object(object.key, in: kind.storage) != nil {
            throw .alreadyExists(resource, name: object.name)
        }
        let quotas = try checkQuotas(for: object, kind)
        if options.dryRun { return object }
        let stored = try put(object, in: kind.storage)
        if quotas { try settleQuotas(in: object.namespace) }
        return try afterWrite(stored, kind).stated(as: gvk.apiVersion)
    }

    /// Fields of the metadata that only the server writes.
    static let serverFields = [
        "uid", "creationTimestamp", "resourceVersion", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds",
        "generation", "managedFields",
    ]

    /// `given` with the kind, version and namespace that `kind` asks for.
    func addressed(_ given: Object, _ kind: ServedKind) throws(APIError) -> Object {
        let gvk = kind.resource.gvk
        var object = given
        if !object.kind.isEmpty, object.kind != gvk.kind {
            throw APIError(
                .badRequest,
                message: "\(object.kind) in version \"\(object.apiVersion)\" cannot be handled as a \(gvk.kind)"
            )
        }
        if !object.apiVersion.isEmpty, object.apiVersion != gvk.apiVersion {
            throw APIError(
                .badRequest,
                message: "the API version in the data (\(object.apiVersion)) does not match the expected API version "
                    + "(\(gvk.apiVersion))"
            )
        }
        if object.apiVersion != gvk.apiVersion { object.value["apiVersion"] = .string(gvk.apiVersion) }
        if object.kind != gvk.kind { object.value["kind"] = .string(gvk.kind) }
        if object["metadata"]?.object == nil { object["metadata"] = .emptyObject }
        if !kind.resource.namespaced {
            if object.value["metadata"]?["namespace"] != nil { object.namespace = "" }
        } else if object.namespace.isEmpty {
            object.namespace = "default"
        }
        return object
    }

    private mutating func freeName(
        prefix: String,
        _ object: Object,
        _ kind: ServedKind
    ) throws(APIError) -> String {
        var name = ""
        for _ in 0..<8 {
            name = identities.name(prefix: prefix)
            let key = ObjectKey(namespace: object.namespace, name: name)
            if try self.object(key, in: kind.storage) == nil { return name }
        }
        throw APIError(
            .alreadyExists,
            message: "\(kind.resource.groupResource) \"\(name)\" already exists, the server was not able to generate a "
                + "unique name for the object",
            name: name,
            group: kind.resource.gvk.group,
            kind: kind.resource.plural
        )
    }

    private mutating func checkNamespace(of object: Object, _ kind: ServedKind) throws(APIError) {
        guard kind.resource.namespaced else { return }
        let name = object.namespace
        let key = ObjectKey(namespace: "", name: name)
        guard let namespace = try self.object(key, in: ServerState.namespaces) else {
            throw APIError(.notFound, message: "namespaces \"\(name)\" not found", name: name, kind: "namespaces")
        }
        guard namespace.isBeingDeleted else { return }
        throw APIError(
            .forbidden,
            message: "\(kind.resource.groupResource) \"\(object.name)\" is forbidden: unable to create new content in "
                + "namespace \(name) because it is being terminated",
            name: object.name,
            group: kind.resource.gvk.group,
            kind: kind.resource.plural,
            causes: [
                APIError.Cause(
                    reason: "NamespaceTerminating",
                    message: "namespace \(name) is being terminated",
                    field: "metadata.namespace"
                )
            ]
        )
    }

    /// `object` as it may be stored: the server's own fields, defaults, checks.
    mutating func prepared(
        _ object: Object,
        _ kind: ServedKind,
        old: Object?,
        part: PodPart? = nil
    ) throws(APIError) -> Object {
        var result = BuiltinFields.filled(object, kind, old: old)
        if kind.isSigningRequest { result = SigningRequest.filled(result, old: old, user: user) }
        result = rules.defaulted(result)
        if kind.storage == ServerState.services { result = try withAddress(result, old: old) }
        let violations = judged(&result, replacing: old).filter { $0.severity == .error }
        if let refusal = DecodingRefusal.error(for: violations, of: kind.resource.gvk) { throw refusal }
        // The server looks at metadata first.
        let isOfMetadata = { (violation: Violation) in violation.rule.hasPrefix("metadata/") }
        var causes = (violations.filter(isOfMetadata) + violations.filter { !isOfMetadata($0) }).map(\.cause)
        if let old { causes += DeletionRules.causes(from: old, to: result) }
        if let old, let part {
            causes += part.causes(from: old, to: result)
        } else if let old, !kind.isCustom {
            causes += rules.violations(from: old, to: result).map(\.cause)
        }
        guard causes.isEmpty else { throw .invalid(kind.resource.gvk, name: result.name, causes: causes) }
        return result
    }

    /// What is wrong with `object`. Unless the request is strict, it loses the fields that its kind does not have.
    mutating func judged(_ object: inout Object, replacing old: Object?) -> [Violation] {
        var found = violations(of: object, replacing: old)
        if strictness != .strict {
            let unknown = found.filter { $0.rule == "schema/unknown-field" }
            if !unknown.isEmpty {
                for violation in unknown { object.value.remove(at: violation.path) }
                if strictness == .warn { warnings += unknown.map(\.message) }
                found = violations(of: object, replacing: old)
            }
        }
        warnings += found.filter { $0.rule.hasPrefix("schema/deprecated-") && $0.severity == .warning }.map(\.message)
        return found
    }

    // That another server has a kind, and in which minors others had it, is nothing against the object.
    private func violations(of object: Object, replacing old: Object?) -> [Violation] {
        let found = rules.violations(of: object, replacing: old)
        guard kinds.isLent(object.gvk) else { return found }
        return found.filter { !["schema/removed-api", "schema/early-api", "schema/unknown-kind"].contains($0.rule) }
    }

    /// What a write entails beyond the object: a definition begins to be served.
    mutating func afterWrite(_ stored: Object, _ kind: ServedKind) throws(APIError) -> Object {
        guard kind.storage == ServerState.definitions else { return stored }
        try learnDefinitions()
        let result = try settle(stored)
        try settleWaiting(in: result["spec", "group"]?.string ?? "")
        return result
    }
}

extension Violation {
    /// The violation as the server tells it: the reason follows from the message's first words.
    var cause: APIError.Cause {
        // A missing field has no place of its own: the path is its parent's, and the message begins with the field's.
        if field == nil, let mark = message.start(ofSuffix: ": Required value") {
            return APIError.Cause(
                reason: "FieldValueRequired",
                message: String(message[mark...].dropFirst(2)),
                field: String(message[..<mark])
            )
        }
        let name = field ?? path.description
        let words = message.hasPrefix("\(name): ") ? String(message.dropFirst(name.count + 2)) : message
        let reason: String =
            switch words {
            case let text where text.hasPrefix("Required value"): "FieldValueRequired"
            case let text where text.hasPrefix("Unsupported value"): "FieldValueNotSupported"
            case let text where text.hasPrefix("Duplicate value"): "FieldValueDuplicate"
            case let text where text.hasPrefix("Not found"): "FieldValueNotFound"
            case let text where text.hasPrefix("Forbidden"): "FieldValueForbidden"
            case let text where text.hasPrefix("Too long"): "FieldValueTooLong"
            case let text where text.hasPrefix("Too many"): "FieldValueTooMany"
            default: "FieldValueInvalid"
            }
        return APIError.Cause(reason: reason, message: words, field: name)
    }
}

extension String {
    /// Where `suffix` begins when the text ends with it.
    fileprivate func start(ofSuffix suffix: String) -> String.Index? {
        hasSuffix(suffix) ? utf8.index(endIndex, offsetBy: -suffix.utf8.count) : nil
    }
}
