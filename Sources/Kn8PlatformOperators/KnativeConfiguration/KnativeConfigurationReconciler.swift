// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// Knative's controller of Configurations.
struct KnativeConfigurationReconciler: Reconciler {
    let name = "knative-configuration"
    let drives = Knative.configuration

    var watches: [WatchRule] { [.owned(Knative.revision, by: Knative.configuration)] }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let configuration = context.object(key, of: Knative.configuration), !configuration.isBeingDeleted
        else { return .settled }
        let revisions = context.objects(of: Knative.revision, in: .namespace(key.namespace))
        let plan = KnativeConfigurationPlan(configuration, revisions: revisions, now: context.now)
        if let revision = plan.revision {
            try await context.ensure(revision)
            let message = "Created Revision \"\(revision.name)\""
            await context.event(.normal, reason: "Created", message: message, about: configuration)
        }
        try await context.setStatus(plan.status, of: configuration)
        if plan.movedReady, let ready = plan.status["latestReadyRevisionName"]?.string {
            if configuration["status", "latestReadyRevisionName"] == nil {
                let message = "Configuration becomes ready"
                await context.event(.normal, reason: "ConfigurationReady", message: message, about: configuration)
            }
            let message = "LatestReadyRevisionName updated to \"\(ready)\""
            await context.event(.normal, reason: "LatestReadyUpdate", message: message, about: configuration)
        }
        return .settled
    }
}
