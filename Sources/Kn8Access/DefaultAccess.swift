// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// The roles and bindings that every cluster has from its first start
/// (`kubernetes:plugin/pkg/auth/authorizer/rbac/bootstrappolicy`). Those of controllers that kn8 does not run are left out.
package enum DefaultAccess {
    /// The annotation that keeps these objects up to date with kn8; `false` leaves an object to the user.
    package static let updateAnnotation = "rbac.authorization.kubernetes.io/autoupdate"
    /// What labels that make a role part of another begin with.
    package static let aggregationPrefix = "rbac.authorization.k8s.io/aggregate-to-"

    /// All of them: cluster roles first, then their bindings, then those of single namespaces. The rules of roles that
    /// gather others' are filled in.
    package static let objects: [Object] = {
        let aggregates = clusterRoles.filter { $0["aggregationRule"] != nil }
        let gathered = RoleAggregation.rules(of: aggregates, among: clusterRoles)
        let roles = clusterRoles.map { role in
            var role = role
            if let rules = gathered[role.name] { role["rules"] = .array(rules.map(\.value)) }
            return role
        }
        return roles + clusterRoleBindings + namespaceRoles + namespaceRoleBindings
    }()

    static func role(
        _ name: String,
        partOf whole: String? = nil,
        gathering part: String? = nil,
        _ rules: PolicyRule...
    ) -> Object {
        var object = bare(AccessKinds.clusterRole, name)
        if let whole { object["metadata", "labels", aggregationPrefix + whole] = "true" }
        if let part {
            let label: Value = .object([aggregationPrefix + part: "true"])
            object["aggregationRule"] = ["clusterRoleSelectors": [["matchLabels": label]]]
        }
        object["rules"] = .array(rules.map(\.value))
        return object
    }

    static func binding(_ role: String, _ kind: String, _ names: String...) -> Object {
        var object = bare(AccessKinds.clusterRoleBinding, role)
        object["roleRef"] = reference("ClusterRole", role)
        object["subjects"] = .array(names.map { subject(kind, $0) })
        return object
    }

    static func namespaceRole(_ namespace: String, _ name: String, _ rules: PolicyRule...) -> Object {
        var object = bare(AccessKinds.role, name, namespace: namespace)
        object["rules"] = .array(rules.map(\.value))
        return object
    }

    static func namespaceBinding(_ namespace: String, _ name: String, _ role: String, _ subjects: Value...) -> Object {
        var object = bare(AccessKinds.roleBinding, name, namespace: namespace)
        object["roleRef"] = reference("Role", role)
        object["subjects"] = .array(subjects)
        return object
    }

    static func subject(_ kind: String, _ name: String) -> Value {
        ["apiGroup": .string(AccessKinds.group), "kind": .string(kind), "name": .string(name)]
    }

    /// A rule from words between blanks; the core group is written `core`.
    static func rule(_ verbs: String, _ groups: String, _ resources: String, named names: String = "") -> PolicyRule {
        PolicyRule(
            verbs: words(verbs),
            apiGroups: words(groups).map { $0 == "core" ? "" : $0 },
            resources: words(resources),
            resourceNames: words(names)
        )
    }

    static func paths(_ verbs: String, _ paths: String) -> PolicyRule {
        PolicyRule(verbs: words(verbs), nonResourceURLs: words(paths))
    }

    private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    private static func reference(_ kind: String, _ name: String) -> Value { subject(kind, name) }

    private static func bare(_ kind: GroupVersionKind, _ name: String, namespace: String = "") -> Object {
        var object = Object(
            kind,
            namespace: namespace,
            name: name,
            labels: ["kubernetes.io/bootstrapping": "rbac-defaults"]
        )
        object.annotations = [updateAnnotation: "true"]
        return object
    }
}
