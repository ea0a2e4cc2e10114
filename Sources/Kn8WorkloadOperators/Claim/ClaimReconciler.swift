// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// The simulated storage: every PersistentVolumeClaim is bound at once, to a volume as large as was asked for.
struct ClaimReconciler: Reconciler {
    var name: String { "storage" }
    var drives: GroupVersionKind { .claim }
    var watches: [WatchRule] { [] }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let claim = context.object(key, of: .claim), !claim.isBeingDeleted else { return .settled }
        var stored = claim
        if claim["spec", "volumeName"]?.string ?? "" == "" {
            var desired = Object(.claim, namespace: key.namespace, name: key.name)
            desired["spec"] = ["volumeName": .string("pvc-\(claim.uid)")]
            stored = try await context.ensure(desired)
        }
        try await context.setStatus(Self.status(of: stored), of: stored)
        return .settled
    }

    /// The status of a claim that got what it asked for.
    static func status(of claim: Object) -> Value {
        var status: Value = ["phase": "Bound"]
        status["accessModes"] = claim["spec", "accessModes"]
        if let size = claim["spec", "resources", "requests", "storage"] { status["capacity"] = ["storage": size] }
        return status
    }
}
