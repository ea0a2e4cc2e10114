// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Controller
import Kn8Value

/// Gives ReplicationControllers the Pods they ask for at once; those named never get any.
struct ControllersUp: Reconciler {
    var stuck: Set<String> = []
    var name: String { "controllers-up" }
    var drives: GroupVersionKind { GroupVersionKind(group: "", version: "v1", kind: "ReplicationController") }
    var watches: [WatchRule] { [] }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let controller = context.object(key, of: drives) else { return .settled }
        let count = controller["spec", "replicas"] ?? 0
        let ready: Value = stuck.contains(key.name) ? 0 : count
        try await context.setStatus(
            ["replicas": count, "readyReplicas": ready, "availableReplicas": ready],
            of: controller
        )
        return .settled
    }
}
