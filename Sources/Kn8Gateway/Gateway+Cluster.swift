// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Server
internal import Kn8Value

extension Gateway {
    private static let accounts = Resource(
        GroupVersionKind(group: "", version: "v1", kind: "ServiceAccount"),
        plural: "serviceaccounts",
        hasStatus: false
    )

    /// Writes what clients expect to find in every cluster: a `default` ServiceAccount in each namespace, and the service
    /// of the API itself, which listens at `port`.
    package func furnish(port: Int) async {
        let namespaces = Resource(
            GroupVersionKind(group: "", version: "v1", kind: "Namespace"),
            plural: "namespaces",
            namespaced: false
        )
        for namespace in (try? await server.objects(of: namespaces, in: .all, options: ListOptions()))?.items ?? [] {
            if !namespace.isBeingDeleted { await addAccount(to: namespace.name) }
        }
        let services = Resource(GroupVersionKind(group: "", version: "v1", kind: "Service"), plural: "services")
        let key = ObjectKey(namespace: "default", name: "kubernetes")
        guard (try? server.stored(key, of: services).object) == nil else { return }
        var service = Object(services.gvk, namespace: key.namespace, name: key.name)
        service.labels = ["component": "apiserver", "provider": "kubernetes"]
        service["spec"] = [
            "clusterIP": "10.96.0.1", "type": "ClusterIP",
            "ports": [["name": "https", "port": 443, "protocol": "TCP", "targetPort": .int(Int64(port))]],
        ]
        _ = try? await server.create(service, of: services, options: WriteOptions(fieldManager: "kube-apiserver"))
    }

    /// What a new object entails: a namespace gets its ServiceAccount.
    func afterCreation(_ object: Object) async {
        if object.kind == "Namespace", object.apiVersion == "v1" { await addAccount(to: object.name) }
    }

    // Once it is there, nothing is to be done.
    private func addAccount(to namespace: String) async {
        let account = Object(Gateway.accounts.gvk, namespace: namespace, name: "default")
        guard (try? server.stored(account.key, of: Gateway.accounts).object) == nil else { return }
        let options = WriteOptions(fieldManager: "kube-controller-manager")
        _ = try? await server.create(account, of: Gateway.accounts, options: options)
    }
}
