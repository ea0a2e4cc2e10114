// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Server
internal import Kn8Value

extension Gateway {
    /// Writes what clients expect to find in every cluster: what belongs into each namespace, and the service
    /// `kubernetes`, which leads to this server.
    ///
    /// - Parameters:
    ///   - address: Where others reach the server, an IP address that is none of the loopback; nil when nowhere.
    ///   - port: Where it listens.
    package func furnish(address: String?, port: Int) async throws(APIError) {
        for object in ServerService.objects(address: address, port: port) { try await establish(object) }
        let kind = GroupVersionKind(group: "", version: "v1", kind: "Namespace")
        guard let namespaces = try await server.resource(for: kind) else { return }
        let all = try await server.objects(of: namespaces, in: .all, options: ListOptions()).items
        for namespace in all where !namespace.isBeingDeleted { try await furnish(namespace) }
    }

    /// What a new object entails: a namespace gets what belongs into it. When that fails, the controllers see to it.
    func afterCreation(_ object: Object) async {
        if object.kind == "Namespace", object.apiVersion == "v1" { try? await furnish(object) }
    }

    private func furnish(_ namespace: Object) async throws(APIError) {
        for content in namespaceContents {
            var object = content
            object.namespace = namespace.name
            try await establish(object)
        }
    }

    /// Creates `object`, or gives the one that is there its fields.
    private func establish(_ object: Object) async throws(APIError) {
        guard let resource = try await server.resource(for: object.gvk) else { return }
        _ = try await server.patch(
            object.key,
            of: resource,
            with: .apply(object.value, force: true),
            subresource: nil,
            options: WriteOptions(fieldManager: "kube-apiserver")
        )
    }
}
