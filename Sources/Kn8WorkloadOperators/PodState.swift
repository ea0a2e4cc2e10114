// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// What workload controllers ask of a Pod.
enum PodState {
    static func isReady(_ pod: Object) -> Bool { Conditions(of: pod).isTrue("Ready") }

    static func hasEnded(_ pod: Object) -> Bool { ["Succeeded", "Failed"].contains(phase(pod)) }

    static func phase(_ pod: Object) -> String { pod["status", "phase"]?.string ?? "Pending" }

    /// Whether the Pod has been ready for `minReadySeconds`.
    static func isAvailable(_ pod: Object, minReadySeconds: Int64, now: Timestamp) -> Bool {
        guard let ready = Conditions(of: pod)["Ready"], ready.isTrue else { return false }
        guard minReadySeconds > 0 else { return true }
        guard let since = Timestamp(ready.lastTransitionTime) else { return false }
        return since.seconds + minReadySeconds <= now.seconds
    }

    /// A Pod made from the template in `owner`, owned by it.
    static func pod(named name: String, from template: Value?, of owner: Object) -> Object {
        var pod = Object(.pod, namespace: owner.namespace, name: name)
        for field in ["labels", "annotations"] {
            if let map = template?[path: ["metadata", field]] { pod["metadata", field] = map }
        }
        pod["spec"] = template?["spec"] ?? .emptyObject
        pod.ownerReferences = [owner.asController]
        return pod
    }
}

extension Value {
    /// The same status with every absent or zero count left out, as Kubernetes' `omitempty` does.
    func withoutZeros() -> Value {
        guard let map = object else { return self }
        return .object(ValueMap(map.compactMap { $0.value == .int(0) ? nil : ($0.key, $0.value) }))
    }
}
