// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// The role that a binding gives.
package struct RoleReference: Hashable, Sendable {
    /// `Role` or `ClusterRole`.
    package var kind: String
    /// The role's name; a Role is in the binding's namespace.
    package var name: String
    /// The API group.
    package var group: String

    /// The role `name` of `kind`.
    package init(kind: String, name: String, group: String = AccessKinds.group) {
        self.kind = kind
        self.name = name
        self.group = group
    }

    /// What `binding` refers to.
    package init(of binding: Object) {
        self.init(
            kind: binding["roleRef", "kind"]?.string ?? "",
            name: binding["roleRef", "name"]?.string ?? "",
            group: binding["roleRef", "apiGroup"]?.string ?? AccessKinds.group
        )
    }

    /// The plural of the kind; nil when it is neither of the two.
    package var plural: String? {
        switch kind {
        case "Role": "roles"
        case "ClusterRole": "clusterroles"
        default: nil
        }
    }
}
