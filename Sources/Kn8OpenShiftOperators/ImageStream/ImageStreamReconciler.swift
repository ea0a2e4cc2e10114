// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// The image registry, simulated: every tag that names an image is imported at once, under a digest that follows from
/// its name. Nothing is fetched; an annotation on the stream or its namespace can make imports fail or never happen.
struct ImageStreamReconciler: Reconciler {
    var name: String { "imagestream" }
    var drives: GroupVersionKind { .imageStream }
    var watches: [WatchRule] {
        [
            WatchRule(.imageStream) { before, after, cache in
                let names = [before, after].compactMap { $0?.key }
                return cache.objects(of: .imageStream, in: .all).filter { stream in
                    names.contains { $0 != stream.key && ImageStreamPlan.tracks(stream, $0) }
                }.map(\.key)
            },
            WatchRule(.namespace) { before, after, cache in
                guard before?.annotations[ImageStreamPlan.mode] != after?.annotations[ImageStreamPlan.mode],
                    let name = (after ?? before)?.name
                else { return [] }
                return cache.objects(of: .imageStream, in: .namespace(name)).map(\.key)
            },
        ]
    }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let stream = context.object(key, of: .imageStream), !stream.isBeingDeleted else { return .settled }
        let namespace = context.object(ObjectKey(namespace: "", name: key.namespace), of: .namespace)
        let plan = ImageStreamPlan(
            stream: stream,
            mode: ImageStreamPlan.Mode(stream, in: namespace),
            now: context.now
        ) { context.object($0, of: .imageStream) }
        let before = stream["status", "tags"]
        let stored = try await context.setStatus(plan.status, of: stream)
        if stored["status", "tags"] != before, plan.mode == .simulate, plan.importsAnything {
            var desired = Object(.imageStream, namespace: key.namespace, name: key.name)
            desired.annotations = ["openshift.io/image.dockerRepositoryCheck": context.now.description]
            try await context.ensure(desired)
            await context.event(
                .normal,
                reason: "ImportSimulated",
                message: "no registry was asked: the tags have made-up digests",
                about: stored
            )
        }
        return .settled
    }
}
