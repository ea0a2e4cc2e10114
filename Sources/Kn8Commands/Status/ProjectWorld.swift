// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The objects of one project that its status tells of, each kind ordered by name.
struct ProjectWorld {
    private static let kinds: [(key: String, apiVersion: String, kind: String)] = [
        ("svc", "v1", "Service"), ("pvc", "v1", "PersistentVolumeClaim"), ("secret", "v1", "Secret"),
        ("rc", "v1", "ReplicationController"), ("pod", "v1", "Pod"), ("job", "batch/v1", "Job"),
        ("statefulset", "apps/v1", "StatefulSet"), ("deployment", "apps/v1", "Deployment"),
        ("rs", "apps/v1", "ReplicaSet"), ("daemonset", "apps/v1", "DaemonSet"),
        ("bc", "build.openshift.io/v1", "BuildConfig"), ("build", "build.openshift.io/v1", "Build"),
        ("is", "image.openshift.io/v1", "ImageStream"),
        ("dc", "apps.openshift.io/v1", "DeploymentConfig"), ("route", "route.openshift.io/v1", "Route"),
    ]

    /// The project.
    let namespace: String

    /// The objects by the short name of their kind, as status writes it.
    private(set) var objects: [String: [Object]] = [:]

    /// Reads the project called `namespace`; kinds that are not served are none.
    init(client: any APIClient, namespace: String) async throws(APIError) {
        self.namespace = namespace
        for (key, version, kind) in Self.kinds {
            let gvk = GroupVersionKind(apiVersion: version, kind: kind)
            guard let resource = try await client.resource(for: gvk) else { continue }
            objects[key] = try await client.objects(of: resource, in: .namespace(namespace), options: ListOptions())
                .items
        }
    }

    /// The objects of a kind by its short name.
    subscript(kind: String) -> [Object] { objects[kind] ?? [] }

    /// The objects of `kind` that `owner` controls.
    func children(_ kind: String, of owner: Object) -> [Object] {
        self[kind].filter { $0.controller?.uid == owner.uid }
    }

    /// How often the containers of the pods of `owner` were started again.
    func restarts(of owner: Object) -> Int64 {
        children("pod", of: owner).flatMap { $0["status", "containerStatuses"]?.array ?? [] }
            .map { $0["restartCount"]?.int ?? 0 }.max() ?? 0
    }

    /// Whether the pods of `workload` have the labels that `service` selects; a service without a selector has none.
    static func selects(_ service: Object, _ kind: String, _ workload: Object) -> Bool {
        guard let selector = service["spec", "selector"]?.object, !selector.isEmpty else { return false }
        let labels =
            kind == "pod"
            ? workload["metadata", "labels"]?.object
            : workload["spec", "template", "metadata", "labels"]?.object
        return selector.allSatisfy { labels?[$0.key] == $0.value }
    }
}
