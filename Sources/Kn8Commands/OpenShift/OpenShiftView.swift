// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// A cluster with the resources of OpenShift that are views of others: a Project is a Namespace, a ProjectRequest makes
/// one, and an ImageStreamTag is read from its ImageStream (`openshift-apiserver:pkg/project/apiserver/registry`).
struct OpenShiftView: LayeredClient {
    static let project = Resource(
        GroupVersionKind(group: "project.openshift.io", version: "v1", kind: "Project"),
        plural: "projects",
        namespaced: false
    )
    static let projectRequest = Resource(
        GroupVersionKind(group: "project.openshift.io", version: "v1", kind: "ProjectRequest"),
        plural: "projectrequests",
        namespaced: false
    )
    static let imageStreamTag = Resource(
        GroupVersionKind(group: "image.openshift.io", version: "v1", kind: "ImageStreamTag"),
        plural: "imagestreamtags",
        shortNames: ["istag"]
    )
    static let imageStream = GroupVersionKind(group: "image.openshift.io", version: "v1", kind: "ImageStream")

    let base: any APIClient
    /// Who asks: the owner of the projects that are requested.
    let user: String

    func object(_ key: ObjectKey, of resource: Resource) async throws(APIError) -> Object? {
        if resource.gvk == Self.project.gvk {
            return try await base.object(key, of: namespaces()).map(Project.view)
        }
        if resource.gvk == Self.imageStreamTag.gvk {
            let pieces = key.name.split(separator: ":", maxSplits: 1).map(String.init)
            guard pieces.count == 2, let streams = try await base.resource(for: Self.imageStream),
                let stream = try await base.object(ObjectKey(namespace: key.namespace, name: pieces[0]), of: streams)
            else { return nil }
            return ImageStreamTag.view(pieces[1], of: stream)
        }
        return try await base.object(key, of: resource)
    }

    func objects(of resource: Resource, in scope: Scope, options: ListOptions) async throws(APIError) -> ObjectList {
        if resource.gvk == Self.project.gvk {
            var list = try await base.objects(of: namespaces(), in: .all, options: options)
            list.items = list.items.map(Project.view)
            return list
        }
        if resource.gvk == Self.imageStreamTag.gvk, let streams = try await base.resource(for: Self.imageStream) {
            var list = try await base.objects(of: streams, in: scope, options: options)
            list.items = list.items.flatMap(ImageStreamTag.views)
            return list
        }
        return try await base.objects(of: resource, in: scope, options: options)
    }

    func create(_ object: Object, of resource: Resource, options: WriteOptions) async throws(APIError) -> Object {
        switch resource.gvk {
        case Self.project.gvk:
            return Project.view(
                try await base.create(Project.namespace(of: object), of: namespaces(), options: options)
            )
        case Self.projectRequest.gvk:
            return try await request(object, options: options)
        default: return try await base.create(object, of: resource, options: options)
        }
    }

    func update(
        _ object: Object,
        of resource: Resource,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        guard resource.gvk == Self.project.gvk else {
            return try await base.update(object, of: resource, subresource: subresource, options: options)
        }
        let namespaces = try await namespaces()
        guard let stored = try await base.object(object.key, of: namespaces) else {
            throw .notFound(resource, name: object.name)
        }
        let next = try Project.changed(stored, to: object)
        return Project.view(
            try await base.update(next, of: namespaces, subresource: subresource, options: options)
        )
    }

    func patch(
        _ key: ObjectKey,
        of resource: Resource,
        with patch: Patch,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        guard resource.gvk == Self.project.gvk else {
            return try await base.patch(key, of: resource, with: patch, subresource: subresource, options: options)
        }
        let answer = try await base.patch(
            key,
            of: namespaces(),
            with: patch,
            subresource: subresource,
            options: options
        )
        return Project.view(answer)
    }

    func delete(_ key: ObjectKey, of resource: Resource, options: DeleteOptions) async throws(APIError) -> Object {
        guard resource.gvk == Self.project.gvk else {
            return try await base.delete(key, of: resource, options: options)
        }
        do throws(APIError) {
            return Project.view(try await base.delete(key, of: namespaces(), options: options))
        } catch {
            throw error.reason == .notFound ? .notFound(resource, name: key.name) : error
        }
    }

    func changes(
        of resource: Resource,
        in scope: Scope,
        after resourceVersion: String,
        options: ListOptions
    ) async throws(APIError) -> AsyncThrowingStream<WatchEvent, any Error> {
        guard resource.gvk == Self.project.gvk else {
            return try await base.changes(of: resource, in: scope, after: resourceVersion, options: options)
        }
        let events = try await base.changes(of: namespaces(), in: .all, after: resourceVersion, options: options)
        return AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    for try await event in events {
                        continuation.yield(WatchEvent(event.kind, Project.view(event.object)))
                    }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    func resources() async throws(APIError) -> [Resource] {
        let served = try await base.resources()
        let own = [Self.projectRequest, Self.imageStreamTag].filter { resource in
            !served.contains { $0.gvk == resource.gvk }
        }
        return served + own
    }

    func resource(for gvk: GroupVersionKind) async throws(APIError) -> Resource? {
        if let resource = try await base.resource(for: gvk) { return resource }
        return [Self.projectRequest, Self.imageStreamTag].first { $0.gvk == gvk }
    }

    private func namespaces() async throws(APIError) -> Resource {
        let gvk = GroupVersionKind(group: "", version: "v1", kind: "Namespace")
        guard let resource = try await base.resource(for: gvk) else {
            throw APIError(.notFound, message: "the server could not find the requested resource")
        }
        return resource
    }

    /// Makes the Namespace that `request` asks for, and its owner's role binding.
    private func request(_ request: Object, options: WriteOptions) async throws(APIError) -> Object {
        try Project.check(request)
        if try await object(ObjectKey(namespace: "", name: request.name), of: Self.project) != nil {
            throw APIError(
                .alreadyExists,
                message: "project.project.openshift.io \"\(request.name)\" already exists",
                name: request.name,
                group: "project.openshift.io",
                kind: "project"
            )
        }
        let namespace = Project.namespace(requested: request, by: user)
        let stored = try await base.create(namespace, of: namespaces(), options: options)
        if !options.dryRun {
            let binding = Project.ownerBinding(in: request.name, user: user)
            do throws(APIError) {
                guard let resource = try await base.resource(for: binding.gvk) else { return Project.view(stored) }
                _ = try await base.create(binding, of: resource, options: options)
            } catch {
                // Half a project is none.
                _ = try await base.delete(stored.key, of: namespaces(), options: DeleteOptions())
                throw error
            }
        }
        return Project.view(stored)
    }
}
