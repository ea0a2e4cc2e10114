// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// Says of every BuildConfig that nothing will be built.
struct BuildConfigReconciler: Reconciler {
    var name: String { "build" }
    var drives: GroupVersionKind { .buildConfig }
    var watches: [WatchRule] { [] }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let config = context.object(key, of: .buildConfig), !config.isBeingDeleted else { return .settled }
        guard !context.objects(of: Self.events, in: .namespace(key.namespace)).contains(where: isToldOf(config)) else {
            return .settled
        }
        await context.event(
            .warning,
            reason: "BuildsNotModelled",
            message: "builds are not modelled: the BuildConfig is stored and nothing is built",
            about: config
        )
        return .settled
    }

    private static let events = GroupVersionKind(group: "", version: "v1", kind: "Event")

    private func isToldOf(_ config: Object) -> (Object) -> Bool {
        { $0["reason"]?.string == "BuildsNotModelled" && $0["involvedObject", "uid"]?.string == config.uid }
    }
}
