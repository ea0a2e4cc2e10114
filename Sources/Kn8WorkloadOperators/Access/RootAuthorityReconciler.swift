// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// Gives every namespace the ConfigMap by which its pods know the API server
/// (`kubernetes:pkg/controller/certificates/rootcacertpublisher`).
struct RootAuthorityReconciler: Reconciler {
    private let authority: String

    /// Publishes `authority`, certificates in PEM.
    init(authority: String) { self.authority = authority }

    /// `root-ca-certificate-publisher`.
    var name: String { "root-ca-certificate-publisher" }
    /// Namespaces.
    var drives: GroupVersionKind { AccessObjects.namespace }
    /// ConfigMaps, of which the one may be changed or deleted.
    var watches: [WatchRule] { [AccessObjects.named(Self.mapName, AccessObjects.configMap)] }

    private static let mapName = "kube-root-ca.crt"
    private static let description =
        "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the "
        + "internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes "
        + "clusters."

    /// Makes the ConfigMap what it should be.
    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let namespace = context.object(key, of: drives), !namespace.isBeingDeleted else { return .settled }
        var map = Object(AccessObjects.configMap, namespace: key.name, name: Self.mapName)
        map.annotations = ["kubernetes.io/description": Self.description]
        map["data"] = ["ca.crt": .string(authority)]
        try await context.ensure(map)
        return .settled
    }
}
