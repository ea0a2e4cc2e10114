// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller

/// Gives every namespace the ConfigMap by which its pods know the API server
/// (`kubernetes:pkg/controller/certificates/rootcacertpublisher`).
struct RootAuthorityReconciler: Reconciler {
    private let certificates: Object

    /// Publishes `authority`, certificates in PEM.
    init(authority: String) { certificates = AccessObjects.certificates(authority) }

    /// `root-ca-certificate-publisher`.
    var name: String { "root-ca-certificate-publisher" }
    /// Namespaces.
    var drives: GroupVersionKind { AccessObjects.namespace }
    /// ConfigMaps, of which the one may be changed or deleted.
    var watches: [WatchRule] { [AccessObjects.named(certificates.name, AccessObjects.configMap)] }

    /// Makes the ConfigMap what it should be.
    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let namespace = context.object(key, of: drives), !namespace.isBeingDeleted else { return .settled }
        var map = certificates
        map.namespace = key.name
        try await context.ensure(map)
        return .settled
    }
}
