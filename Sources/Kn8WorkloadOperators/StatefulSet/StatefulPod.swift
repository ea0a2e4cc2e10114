// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// One member of a StatefulSet: its Pod and its claims (`kubernetes:pkg/controller/statefulset/stateful_set_utils.go`).
struct StatefulPod: Sendable {
    let set: Object
    let ordinal: Int64
    let template: Value
    let revision: String

    private var name: String { "\(set.name)-\(ordinal)" }
    private var claimTemplates: [Value] { self.set["spec", "volumeClaimTemplates"]?.array ?? [] }

    var pod: Object {
        var pod = PodState.pod(named: name, from: template, of: set)
        pod["metadata", "labels", "statefulset.kubernetes.io/pod-name"] = .string(name)
        pod["metadata", "labels", "apps.kubernetes.io/pod-index"] = .string(String(ordinal))
        pod["metadata", "labels", StatefulSetPlan.revisionLabel] = .string(revision)
        pod["spec", "hostname"] = .string(name)
        if let service = set["spec", "serviceName"]?.string, !service.isEmpty {
            pod["spec", "subdomain"] = .string(service)
        }
        let claims = claimTemplates.compactMap { template -> Value? in
            guard let volume = template[path: ["metadata", "name"]]?.string else { return nil }
            return [
                "name": .string(volume), "persistentVolumeClaim": ["claimName": .string("\(volume)-\(name)")],
            ]
        }
        let claimed = Set(claims.compactMap { $0["name"]?.string })
        let others = (pod["spec", "volumes"]?.array ?? []).filter { !claimed.contains($0["name"]?.string ?? "") }
        if !claims.isEmpty { pod["spec", "volumes"] = .array(claims + others) }
        return pod
    }

    /// The claims the Pod mounts. Nobody owns them, so that they outlive it.
    var claims: [Object] {
        claimTemplates.compactMap { template in
            guard let volume = template[path: ["metadata", "name"]]?.string else { return nil }
            var claim = Object(.claim, namespace: set.namespace, name: "\(volume)-\(name)")
            for field in ["labels", "annotations"] {
                if let map = template[path: ["metadata", field]] { claim["metadata", field] = map }
            }
            for label in set["spec", "selector", "matchLabels"]?.object ?? [:] {
                claim["metadata", "labels", label.key] = label.value
            }
            claim["spec"] = template["spec"] ?? .emptyObject
            return claim
        }
    }
}
