// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The service by which programs in the cluster reach its API server
/// (`kubernetes:pkg/controlplane/controller/kubernetesservice`).
enum ServerService {
    /// The Service, and the Endpoints and the EndpointSlice that lead from it to `address`; to nowhere when it is nil.
    static func objects(address: String?, port: Int) -> [Object] {
        let port = Value.int(Int64(port))
        return [service(port), endpoints(address, port), slice(address, port)]
    }

    private static func service(_ port: Value) -> Object {
        var service = named(GroupVersionKind(group: "", version: "v1", kind: "Service"))
        service.labels = ["component": "apiserver", "provider": "kubernetes"]
        service["spec"] = [
            "type": "ClusterIP", "clusterIP": "10.96.0.1",
            "ports": [["name": "https", "port": 443, "protocol": "TCP", "targetPort": port]],
        ]
        return service
    }

    private static func endpoints(_ address: String?, _ port: Value) -> Object {
        var endpoints = named(GroupVersionKind(group: "", version: "v1", kind: "Endpoints"))
        endpoints.labels = ["endpointslice.kubernetes.io/skip-mirror": "true"]
        guard let address else { return endpoints }
        endpoints["subsets"] = [
            [
                "addresses": [["ip": .string(address)]],
                "ports": [["name": "https", "port": port, "protocol": "TCP"]],
            ]
        ]
        return endpoints
    }

    private static func slice(_ address: String?, _ port: Value) -> Object {
        var slice = named(GroupVersionKind(group: "discovery.k8s.io", version: "v1", kind: "EndpointSlice"))
        slice.labels = ["kubernetes.io/service-name": slice.name]
        slice["addressType"] = address?.contains(":") == true ? "IPv6" : "IPv4"
        slice["endpoints"] = .array(
            address.map { [["addresses": [.string($0)], "conditions": ["ready": true]]] } ?? []
        )
        slice["ports"] = [["name": "https", "port": port, "protocol": "TCP"]]
        return slice
    }

    private static func named(_ kind: GroupVersionKind) -> Object {
        Object(kind, namespace: "default", name: "kubernetes")
    }
}
