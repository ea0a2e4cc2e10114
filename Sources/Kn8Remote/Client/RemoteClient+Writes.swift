// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value

extension RemoteClient: ObjectWriter {
    /// Stores a new object; `alreadyExists` when the name is taken.
    package func create(
        _ object: Object,
        of resource: Resource,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        let scope: Scope = resource.namespaced ? .namespace(object.namespace) : .all
        let request = RequestSender.Request(
            method: "POST",
            target: ResourcePath.collection(resource, in: scope) + query(options),
            contentType: "application/json",
            body: object.value.jsonBytes(),
            repeatability: options.dryRun ? .harmless : .never,
            subject: "post \(resource.plural)"
        )
        do throws(APIError) {
            return try await write(request, object.key, of: resource)
        } catch {
            guard error.code == 0, !options.dryRun, !isGone else { throw error }
            return try await outcome(of: request, object, resource, error, tries: 3)
        }
    }

    /// What came of a creation whose connection broke with `error`: the object, if it was stored; if it is not there, it is
    /// sent once more.
    private func outcome(
        of request: RequestSender.Request,
        _ object: Object,
        _ resource: Resource,
        _ first: APIError,
        tries: Int
    ) async throws(APIError) -> Object {
        // Without a name nobody can tell.
        guard !object.name.isEmpty, let stored = try? await self.object(object.key, of: resource) as Object?? else {
            throw first
        }
        if let stored {
            guard stored.isStored(object) else { throw first }
            await expectKinds(of: stored)
            return stored
        }
        do throws(APIError) {
            return try await write(request, object.key, of: resource)
        } catch {
            if error.code == 0, tries > 1, !isGone {
                return try await outcome(of: request, object, resource, error, tries: tries - 1)
            }
            guard error.reason == .alreadyExists, let late = try? await self.object(object.key, of: resource),
                late.isStored(object)
            else { throw error }
            return late
        }
    }

    /// Replaces a stored object. With a `resourceVersion` in `object` it must be the stored one (`conflict`).
    package func update(
        _ object: Object,
        of resource: Resource,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        try await write(
            RequestSender.Request(
                method: "PUT",
                target: ResourcePath.item(object.key, of: resource, subresource: subresource?.rawValue)
                    + query(options),
                contentType: "application/json",
                body: object.value.jsonBytes(),
                repeatability: options.dryRun ? .harmless : .sameState,
                subject: "put \(resource.plural) \(object.name)"
            ),
            object.key,
            of: resource
        )
    }

    /// Changes a stored object by `patch`.
    package func patch(
        _ key: ObjectKey,
        of resource: Resource,
        with patch: Patch,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        let type: String
        let body: Value
        var repeatability = RetryPolicy.Repeatability.sameState
        var more: [(name: String, value: String)] = []
        switch patch {
        case .json(let value): (type, body, repeatability) = ("application/json-patch+json", value, .never)
        case .merge(let value): (type, body) = ("application/merge-patch+json", value)
        case .strategic(let value): (type, body) = ("application/strategic-merge-patch+json", value)
        case .apply(let value, let force):
            (type, body, repeatability) = ("application/apply-patch+yaml", value, .harmless)
            more = [("force", "\(force)")]
        }
        return try await write(
            RequestSender.Request(
                method: "PATCH",
                target: ResourcePath.item(key, of: resource, subresource: subresource?.rawValue)
                    + query(options, more),
                contentType: type,
                body: body.jsonBytes(),
                repeatability: options.dryRun ? .harmless : repeatability,
                subject: "patch \(resource.plural) \(key.name)"
            ),
            key,
            of: resource
        )
    }

    /// Deletes the object, or marks it when finalizers hold it; `notFound` when there is none. A server that answers with
    /// no object gets one that has only its name and uid.
    package func delete(
        _ key: ObjectKey,
        of resource: Resource,
        options: DeleteOptions
    ) async throws(APIError) -> Object {
        let answer = try await write(
            RequestSender.Request(
                method: "DELETE",
                target: ResourcePath.item(key, of: resource),
                contentType: "application/json",
                body: body(options).jsonBytes(),
                repeatability: options.dryRun ? .harmless : .sameState,
                subject: "delete \(resource.plural) \(key.name)"
            ),
            key,
            of: resource
        )
        guard answer.kind == "Status", answer.apiVersion == "v1" else { return answer }
        var gone = Object(resource.gvk, namespace: key.namespace, name: key.name)
        gone["metadata", "uid"] = answer["details", "uid"]
        return gone
    }

    /// Deletes every object in `scope` that `list` selects, and returns those that the server tells of.
    package func deleteAll(
        of resource: Resource,
        in scope: Scope,
        list: ListOptions,
        options: DeleteOptions
    ) async throws(APIError) -> [Object] {
        await reads.forgetAll()
        let answer = try await sender.answer(
            to: RequestSender.Request(
                method: "DELETE",
                target: ResourcePath.collection(resource, in: scope) + ResourcePath.query(RemoteClient.query(list)),
                contentType: "application/json",
                body: body(options).jsonBytes(),
                repeatability: options.dryRun ? .harmless : .sameState,
                subject: "delete \(resource.plural)"
            )
        )
        return RemoteClient.list(try value(in: answer), of: resource).items
    }

    /// The answer to `request`, a TokenRequest, of the ServiceAccount at `key`.
    package func token(of key: ObjectKey, _ request: Value) async throws(APIError) -> Value {
        let accounts = Resource(
            GroupVersionKind(group: "", version: "v1", kind: "ServiceAccount"),
            plural: "serviceaccounts"
        )
        let answer = try await sender.answer(
            to: RequestSender.Request(
                method: "POST",
                target: ResourcePath.item(key, of: accounts, subresource: "token"),
                contentType: "application/json",
                body: request.jsonBytes(),
                repeatability: .never,
                subject: "post serviceaccounts/token \(key.name)"
            )
        )
        return try value(in: answer)
    }

    private func write(
        _ request: RequestSender.Request,
        _ key: ObjectKey,
        of resource: Resource
    ) async throws(APIError) -> Object {
        await reads.forget(key, of: resource)
        let answer = try await sender.answer(to: request)
        let written = try object(in: answer)
        if request.method != "DELETE", !request.target.contains("dryRun=All") { await expectKinds(of: written) }
        return written
    }

    /// Has discovery wait for what `written` defines, if it is a definition.
    private func expectKinds(of written: Object) async {
        let group = written["spec", "group"]?.string ?? ""
        switch (written.gvk.group, written.gvk.kind) {
        case ("apiextensions.k8s.io", "CustomResourceDefinition"):
            guard let kind = written["spec", "names", "kind"]?.string else { return }
            var versions = written["spec", "versions"]?.array?.filter { $0["served"]?.bool == true } ?? []
            if versions.isEmpty, let version = written["spec", "version"] { versions = [["name": version]] }
            for version in versions { await discovery.expect([kind], of: "\(group)/\(version["name"]?.string ?? "")") }
        case ("apiregistration.k8s.io", "APIService"):
            await discovery.expect([], of: "\(group)/\(written["spec", "version"]?.string ?? "")")
        default: break
        }
    }

    private func query(_ options: WriteOptions, _ more: [(name: String, value: String)] = []) -> String {
        ResourcePath.query(
            [
                ("dryRun", options.dryRun ? "All" : ""), ("fieldManager", options.fieldManager),
                ("fieldValidation", options.fieldValidation.rawValue),
            ] + more
        )
    }

    private func body(_ options: DeleteOptions) -> Value {
        var body: Value = [
            "apiVersion": "v1", "kind": "DeleteOptions",
            "propagationPolicy": .string(options.propagation.rawValue),
        ]
        if options.dryRun { body["dryRun"] = ["All"] }
        if let seconds = options.gracePeriodSeconds { body["gracePeriodSeconds"] = .int(seconds) }
        if !options.uid.isEmpty { body[path: ["preconditions", "uid"]] = .string(options.uid) }
        if !options.resourceVersion.isEmpty {
            body[path: ["preconditions", "resourceVersion"]] = .string(options.resourceVersion)
        }
        return body
    }
}

extension Object {
    /// Whether this is what became of `sent`. Who applies says so in an annotation.
    fileprivate func isStored(_ sent: Object) -> Bool {
        let mark = "kubectl.kubernetes.io/last-applied-configuration"
        if let said = sent.annotations[mark] { return annotations[mark] == said }
        return value.holds(sent.value)
    }
}

extension Value {
    /// Whether all that `sent` says is in this value, as far as a server keeps what it is sent as it is.
    fileprivate func holds(_ sent: Value) -> Bool {
        switch (self, sent) {
        case (.object(let map), .object(let other)):
            other.allSatisfy { entry in
                if entry.value == .null { return true }
                guard let value = map[entry.key] else { return entry.value.isEmptyCollection }
                return value.holds(entry.value)
            }
        case (.array(let elements), .array(let others)):
            elements.count == others.count && zip(elements, others).allSatisfy { $0.holds($1) }
        default: self == sent
        }
    }

    private var isEmptyCollection: Bool { self == .emptyObject || self == .array([]) }
}
