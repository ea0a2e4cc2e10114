// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value
internal import Synchronization

/// A server in memory over another that is only read: an object is fetched when it is first needed, and what is written
/// stays here. Reading rights on what is touched are enough.
package final class OverlayServer: Sendable {
    private struct Place: Hashable, Sendable {
        let gvk: GroupVersionKind
        let key: ObjectKey
    }

    /// An object as the other server has it, and the version it got here.
    private struct Original: Sendable {
        let object: Object
        let adoptedVersion: String
    }

    private struct Known: Sendable {
        var places: Set<Place> = []
        var originals: [Place: Original] = [:]
        var kinds: Set<GroupVersionKind> = []
        var namespaces: Set<String> = []
    }

    private let base: any APIClient
    private let server: EmbeddedServer
    private let rules: any AdmissionRules
    private let known = Mutex(Known())

    private static let namespace = Resource(
        GroupVersionKind(group: "", version: "v1", kind: "Namespace"),
        plural: "namespaces",
        namespaced: false
    )
    private static let definition = Resource(
        GroupVersionKind(group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition"),
        plural: "customresourcedefinitions",
        namespaced: false
    )

    /// An overlay of `base`; `rules` are its own, since it learns of the other's definitions.
    package init(over base: any APIClient, rules: any AdmissionRules, time: any TimeSource) throws(APIError) {
        self.base = base
        self.rules = rules
        server = try EmbeddedServer(rules: rules, time: time)
        // What a new server makes of itself is not the other's.
        for name in ["default", "kube-node-lease", "kube-public", "kube-system"] {
            try server.disown(ObjectKey(namespace: "", name: name), of: Self.namespace)
        }
    }

    // MARK: Fetching

    /// Sees to it that objects of `resource` can be kept here.
    private func learn(_ resource: Resource) async throws(APIError) {
        let gvk = resource.gvk
        guard known.withLock({ !$0.kinds.contains(gvk) }) else { return }
        if try !server.serves(gvk), isBuiltin(resource) {
            // Another minor's version of a kind has no definition, neither there nor here.
            try server.lend(resource)
        } else if try !server.serves(gvk) || KindRegistry.builtin(gvk)?.isCustom == true {
            let name = "\(resource.plural).\(gvk.group)"
            var definition: Object?
            do throws(APIError) {
                definition = try await base.object(ObjectKey(namespace: "", name: name), of: Self.definition)
            } catch {
                // Whoever may not see definitions can be told less, but not nothing.
                guard [.forbidden, .notFound].contains(error.reason) else { throw error }
            }
            if let definition {
                try take(definition, at: ObjectKey(namespace: "", name: name), of: Self.definition)
            }
            if try !server.serves(gvk) {
                _ = try server.adopt(Self.looseDefinition(of: resource), of: Self.definition)
            }
        }
        known.withLock { _ = $0.kinds.insert(gvk) }
    }

    private func isBuiltin(_ resource: Resource) -> Bool {
        KindRegistry.hasBuiltinVersion(of: resource)
            || rules.patchSchema(apiVersion: resource.gvk.apiVersion, kind: resource.gvk.kind) != nil
    }

    /// A definition that takes everything, for a kind that is known from discovery alone.
    private static func looseDefinition(of resource: Resource) -> Object {
        let gvk = resource.gvk
        var object = Object(definition.gvk, name: "\(resource.plural).\(gvk.group)")
        var version: Value = [
            "name": .string(gvk.version), "served": true, "storage": true,
            "schema": ["openAPIV3Schema": ["type": "object", "x-kubernetes-preserve-unknown-fields": true]],
        ]
        if resource.hasStatus { version["subresources"] = ["status": [:]] }
        object["spec"] = [
            "group": .string(gvk.group), "scope": .string(resource.namespaced ? "Namespaced" : "Cluster"),
            "names": [
                "plural": .string(resource.plural), "singular": .string(resource.singular), "kind": .string(gvk.kind),
                "listKind": .string("\(gvk.kind)List"), "shortNames": .array(resource.shortNames.map(Value.string)),
                "categories": .array(resource.categories.map(Value.string)),
            ], "versions": [version],
        ]
        return object
    }

    private func place(_ key: ObjectKey, _ resource: Resource) -> Place {
        Place(gvk: resource.gvk, key: resource.namespaced ? key : ObjectKey(namespace: "", name: key.name))
    }

    /// Keeps what the other server has at `key`, unless something is kept of it already.
    private func take(_ object: Object?, at key: ObjectKey, of resource: Resource) throws(APIError) {
        let place = place(key, resource)
        try known.withLock { known throws(APIError) in
            guard known.places.insert(place).inserted, let object else { return }
            let adopted = try server.adopt(object, of: resource)
            known.originals[place] = Original(object: object, adoptedVersion: adopted.resourceVersion)
        }
    }

    private func fetch(_ key: ObjectKey, of resource: Resource) async throws(APIError) {
        try await learn(resource)
        let place = place(key, resource)
        guard known.withLock({ !$0.places.contains(place) }) else { return }
        // A kind that only a definition of this overlay serves has no objects over there.
        let object =
            try await base.resource(for: resource.gvk) == nil ? nil : await base.object(place.key, of: resource)
        try take(object, at: place.key, of: resource)
    }

    private func fetchNamespace(_ name: String, for resource: Resource) async throws(APIError) {
        guard resource.namespaced, !name.isEmpty, known.withLock({ !$0.namespaces.contains(name) }) else { return }
        let key = ObjectKey(namespace: "", name: name)
        do throws(APIError) {
            try await fetch(key, of: Self.namespace)
        } catch {
            guard error.reason == .forbidden else { throw error }
            // Its objects may be seen, it itself may not: then it is there.
            var namespace = Object(Self.namespace.gvk, name: name)
            namespace["status"] = ["phase": "Active"]
            try take(namespace, at: key, of: Self.namespace)
        }
        known.withLock { _ = $0.namespaces.insert(name) }
    }

    /// `object` as the other server has it, if nothing was changed here since.
    private func shown(_ object: Object, of resource: Resource) -> Object {
        let place = place(object.key, resource)
        return known.withLock { known in
            guard let original = known.originals[place], original.adoptedVersion == object.resourceVersion else {
                return object
            }
            return original.object
        }
    }

    /// `object` with this server's version in the place of the other's.
    private func translated(_ object: Object, of resource: Resource) -> Object {
        let place = place(object.key, resource)
        return known.withLock { known in
            guard let original = known.originals[place], !object.resourceVersion.isEmpty,
                original.object.resourceVersion == object.resourceVersion
            else { return object }
            var object = object
            object["metadata", "resourceVersion"] = .string(original.adoptedVersion)
            return object
        }
    }

    private func translated(_ patch: Patch, at key: ObjectKey, of resource: Resource) -> Patch {
        func value(_ value: Value) -> Value {
            var object = Object(value)
            guard !object.resourceVersion.isEmpty else { return value }
            let original = known.withLock { $0.originals[place(key, resource)] }
            guard let original, original.object.resourceVersion == object.resourceVersion else { return value }
            object["metadata", "resourceVersion"] = .string(original.adoptedVersion)
            return object.value
        }
        switch patch {
        case .json: return patch
        case .merge(let body): return .merge(value(body))
        case .strategic(let body): return .strategic(value(body))
        case .apply(let body, let force): return .apply(value(body), force: force)
        }
    }
}

extension OverlayServer: APIClient {
    package func object(_ key: ObjectKey, of resource: Resource) async throws(APIError) -> Object? {
        try await fetch(key, of: resource)
        return try await server.object(key, of: resource).map { shown($0, of: resource) }
    }

    package func objects(
        of resource: Resource,
        in scope: Scope,
        options: ListOptions
    ) async throws(APIError) -> ObjectList {
        try await learn(resource)
        if options.continueToken.isEmpty, try await base.resource(for: resource.gvk) != nil {
            var query = options
            query.limit = 0
            for object in try await base.objects(of: resource, in: scope, options: query).items {
                try take(object, at: object.key, of: resource)
            }
        }
        var list = try await server.objects(of: resource, in: scope, options: options)
        list.items = list.items.map { shown($0, of: resource) }
        return list
    }

    package func create(
        _ object: Object,
        of resource: Resource,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        if object.name.isEmpty { try await learn(resource) } else { try await fetch(object.key, of: resource) }
        try await fetchNamespace(object.namespace, for: resource)
        return try await server.create(object, of: resource, options: options)
    }

    package func update(
        _ object: Object,
        of resource: Resource,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        try await fetch(object.key, of: resource)
        return try await server.update(
            translated(object, of: resource),
            of: resource,
            subresource: subresource,
            options: options
        )
    }

    package func patch(
        _ key: ObjectKey,
        of resource: Resource,
        with patch: Patch,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        try await fetch(key, of: resource)
        if case .apply = patch { try await fetchNamespace(key.namespace, for: resource) }
        return try await server.patch(
            key,
            of: resource,
            with: translated(patch, at: key, of: resource),
            subresource: subresource,
            options: options
        )
    }

    package func delete(
        _ key: ObjectKey,
        of resource: Resource,
        options: DeleteOptions
    ) async throws(APIError) -> Object {
        try await fetch(key, of: resource)
        var options = options
        if !options.resourceVersion.isEmpty,
            let original = known.withLock({ $0.originals[place(key, resource)] }),
            original.object.resourceVersion == options.resourceVersion
        {
            options.resourceVersion = original.adoptedVersion
        }
        return try await server.delete(key, of: resource, options: options)
    }

    package func changes(
        of resource: Resource,
        in scope: Scope,
        after resourceVersion: String,
        options: ListOptions
    ) async throws(APIError) -> AsyncThrowingStream<WatchEvent, any Error> {
        try await learn(resource)
        return try await server.changes(of: resource, in: scope, after: resourceVersion, options: options)
    }

    package func resources() async throws(APIError) -> [Resource] {
        var all = try await base.resources()
        let served = Set(all.map(\.gvk))
        for resource in try await server.resources() where !served.contains(resource.gvk) {
            if try server.isDefined(resource.gvk) { all.append(resource) }
        }
        return all
    }

    package func resource(for gvk: GroupVersionKind) async throws(APIError) -> Resource? {
        // What was defined here is not looked for over there.
        if try server.isDefined(gvk), let resource = try await server.resource(for: gvk) { return resource }
        return try await base.resource(for: gvk)
    }
}
