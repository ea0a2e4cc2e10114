// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The Endpoints of a Service (`kubernetes:pkg/controller/endpoint`).
struct EndpointsPlan: Sendable {
    static let manager = "endpoint-controller"

    let service: Object
    /// The Pods that the Service selects, ordered by key.
    let pods: [Object]

    /// The selector of `service`; nil when it has none and others keep its Endpoints.
    static func selector(of service: Object) -> LabelSelector? {
        guard let labels = service["spec", "selector"]?.object, !labels.isEmpty,
            service["spec", "type"]?.string != "ExternalName"
        else { return nil }
        return LabelSelector(matching: labels)
    }

    var desired: Object {
        var labels = service.labels
        labels["endpoints.kubernetes.io/managed-by"] = Self.manager
        if service["spec", "clusterIP"]?.string == "None" { labels["service.kubernetes.io/headless"] = "" }
        var endpoints = Object(.endpoints, namespace: service.namespace, name: service.name, labels: labels)
        endpoints["subsets"] = .array(subsets)
        return endpoints
    }

    /// One subset for each set of port numbers, ordered by the ports.
    private var subsets: [Value] {
        var groups: [(ports: Value, ready: [Value], notReady: [Value])] = []
        let includesUnready = service["spec", "publishNotReadyAddresses"]?.bool ?? false
        for pod in pods where !pod.isBeingDeleted && !PodState.hasEnded(pod) {
            guard let address = address(of: pod) else { continue }
            let ports = Value.array(ports(on: pod))
            let index = groups.firstIndex { $0.ports == ports } ?? groups.count
            if index == groups.count { groups.append((ports, [], [])) }
            if includesUnready || PodState.isReady(pod) {
                groups[index].ready.append(address)
            } else {
                groups[index].notReady.append(address)
            }
        }
        return groups.map { group in
            var subset: Value = [:]
            if !group.ready.isEmpty { subset["addresses"] = .array(group.ready) }
            if !group.notReady.isEmpty { subset["notReadyAddresses"] = .array(group.notReady) }
            if group.ports != [] { subset["ports"] = group.ports }
            return subset
        }
    }

    private func address(of pod: Object) -> Value? {
        guard let ip = pod["status", "podIP"] else { return nil }
        var address: Value = [
            "ip": ip,
            "targetRef": [
                "kind": "Pod", "name": .string(pod.name), "namespace": .string(pod.namespace), "uid": .string(pod.uid),
            ],
        ]
        if let node = pod["spec", "nodeName"] { address["nodeName"] = node }
        if let host = pod["spec", "hostname"], pod["spec", "subdomain"]?.string == service.name {
            address["hostname"] = host
        }
        return address
    }

    /// The Service's ports as numbers on `pod`; a named port that the Pod lacks is left out.
    private func ports(on pod: Object) -> [Value] {
        (service["spec", "ports"]?.array ?? []).compactMap { port in
            let target = port["targetPort"] ?? port["port"]
            var number = target?.int
            if let name = target?.string {
                number =
                    (pod["spec", "containers"]?.array ?? []).lazy
                    .flatMap { $0["ports"]?.array ?? [] }
                    .first {
                        $0["name"]?.string == name
                            && ($0["protocol"]?.string ?? "TCP") == (port["protocol"]?.string ?? "TCP")
                    }?["containerPort"]?.int
            }
            guard let number else { return nil }
            var result: Value = ["port": .int(number), "protocol": port["protocol"] ?? "TCP"]
            if let name = port["name"] { result["name"] = name }
            return result
        }
    }
}
