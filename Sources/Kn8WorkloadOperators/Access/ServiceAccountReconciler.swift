// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller

/// Gives every namespace its ServiceAccount `default` (`kubernetes:pkg/controller/serviceaccount`).
struct ServiceAccountReconciler: Reconciler {
    /// `service-account`.
    var name: String { "service-account" }
    /// Namespaces.
    var drives: GroupVersionKind { AccessObjects.namespace }
    /// Accounts, of which the one may be deleted.
    var watches: [WatchRule] { [AccessObjects.named(AccessObjects.account.name, AccessObjects.serviceAccount)] }

    /// Makes the account when it is missing.
    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let namespace = context.object(key, of: drives), !namespace.isBeingDeleted else { return .settled }
        var account = AccessObjects.account
        account.namespace = key.name
        guard context.object(account.key, of: AccessObjects.serviceAccount) == nil else { return .settled }
        try await context.ensure(account)
        return .settled
    }
}
