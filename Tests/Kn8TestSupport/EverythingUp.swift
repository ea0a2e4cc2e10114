// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Controller
internal import Kn8Value

/// Marks StatefulSets and Deployments available, as if every Pod were up at once.
package struct EverythingUp: Reconciler {
    package let name = "everything-up"
    package let drives: GroupVersionKind
    package var watches: [WatchRule] { [] }

    package init(_ kind: String) { drives = GroupVersionKind(group: "apps", version: "v1", kind: kind) }

    package func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let object = context.object(key, of: drives) else { return .settled }
        let replicas = object["spec", "replicas"] ?? 1
        let status: Value = [
            "observedGeneration": .int(object.generation), "replicas": replicas, "readyReplicas": replicas,
            "availableReplicas": replicas, "updatedReplicas": replicas,
            "conditions": [
                ["type": "Available", "status": "True", "reason": "MinimumReplicasAvailable"],
                ["type": "Progressing", "status": "True", "reason": "NewReplicaSetAvailable"],
            ],
        ]
        try await context.setStatus(status, of: object)
        return .settled
    }
}
