// SPDX-License-Identifier: MIT

package import Kn8API

/// The kinds that rights are made of.
package enum AccessKinds {
    /// The API group of roles and bindings.
    package static let group = "rbac.authorization.k8s.io"
    /// Rights in a namespace.
    package static let role = kind("Role")
    /// Rights everywhere, or to be bound in a namespace.
    package static let clusterRole = kind("ClusterRole")
    /// Who has which rights in a namespace.
    package static let roleBinding = kind("RoleBinding")
    /// Who has which rights everywhere.
    package static let clusterRoleBinding = kind("ClusterRoleBinding")

    /// The resources of the four of them.
    package static let resources = [
        Resource(role, plural: "roles", hasStatus: false),
        Resource(clusterRole, plural: "clusterroles", namespaced: false, hasStatus: false),
        Resource(roleBinding, plural: "rolebindings", hasStatus: false),
        Resource(clusterRoleBinding, plural: "clusterrolebindings", namespaced: false, hasStatus: false),
    ]

    private static func kind(_ kind: String) -> GroupVersionKind {
        GroupVersionKind(group: group, version: "v1", kind: kind)
    }
}
