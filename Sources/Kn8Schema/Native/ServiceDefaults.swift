// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The defaults of a Service's spec that depend on its other fields; addresses and node ports are given out by servers.
enum ServiceDefaults {
    static func fill(_ spec: inout Value) {
        let type = spec["type"]?.string ?? "ClusterIP"
        spec.updateElements("ports") { port in
            if let number = port["port"] { port.fill("targetPort", number) }
        }
        if spec["sessionAffinity"]?.string == "ClientIP", spec["sessionAffinityConfig"] == nil {
            spec["sessionAffinityConfig"] = ["clientIP": ["timeoutSeconds": 10800]]
        }
        guard type != "ExternalName" else { return }
        spec.fill("internalTrafficPolicy", "Cluster")
        if type == "NodePort" || type == "LoadBalancer" { spec.fill("externalTrafficPolicy", "Cluster") }
        if type == "LoadBalancer" { spec.fill("allocateLoadBalancerNodePorts", true) }
    }
}
