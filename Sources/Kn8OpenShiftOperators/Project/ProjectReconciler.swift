// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// What OpenShift puts into every project: three service accounts and the bindings of their roles
/// (`openshift-controller-manager:pkg/authorization/defaultrolebindings/project_policy.go`).
///
/// Only Namespaces that were requested as projects get them, so that a plain Kubernetes namespace stays plain.
struct ProjectReconciler: Reconciler {
    static let requester = "openshift.io/requester"

    var name: String { "project" }
    var drives: GroupVersionKind { .namespace }
    var watches: [WatchRule] { [] }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard let namespace = context.object(key, of: .namespace), !namespace.isBeingDeleted,
            namespace.annotations[Self.requester] != nil
        else { return .settled }
        for account in ["builder", "default", "deployer"] {
            try await context.ensure(Object(.serviceAccount, namespace: key.name, name: account))
        }
        for binding in Self.bindings(in: key.name) { try await context.ensure(binding) }
        return .settled
    }

    static func bindings(in namespace: String) -> [Object] {
        func binding(_ name: String, _ role: String, _ description: String, _ subject: Value) -> Object {
            var object = Object(.roleBinding, namespace: namespace, name: name)
            object.annotations = ["openshift.io/description": description]
            object["roleRef"] = [
                "apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": .string(role),
            ]
            object["subjects"] = [subject]
            return object
        }
        func account(_ name: String) -> Value {
            ["kind": "ServiceAccount", "name": .string(name), "namespace": .string(namespace)]
        }
        return [
            binding(
                "system:deployers",
                "system:deployer",
                "Allows deploymentconfigs in this namespace to rollout pods in this namespace.  It is auto-managed by a "
                    + "controller; remove subjects to disable.",
                account("deployer")
            ),
            binding(
                "system:image-builders",
                "system:image-builder",
                "Allows builds in this namespace to push images to this namespace.  It is auto-managed by a controller; "
                    + "remove subjects to disable.",
                account("builder")
            ),
            binding(
                "system:image-pullers",
                "system:image-puller",
                "Allows all pods in this namespace to pull images from this namespace.  It is auto-managed by a "
                    + "controller; remove subjects to disable.",
                [
                    "apiGroup": "rbac.authorization.k8s.io", "kind": "Group",
                    "name": .string("system:serviceaccounts:\(namespace)"),
                ]
            ),
        ]
    }
}
