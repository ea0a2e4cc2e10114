// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

extension AccessPolicy {
    /// Why `user` may not store `object`, a role or binding of the resource `plural`, in the place of `old` (nil for a
    /// new one): it would give somebody rights that `user` has not, and `user` may neither `escalate` nor `bind`. Nil
    /// when there is no such reason (`kubernetes:pkg/registry/rbac`, the `policybased` stores).
    package func escalation(
        of object: Object,
        replacing old: Object?,
        plural: String,
        by user: UserInfo
    ) -> APIError? {
        guard !user.groups.containsExactly(Self.masters) else { return nil }
        if let old, changesOwnersOnly(old, object) { return nil }
        switch plural {
        case "roles", "clusterroles": return escalation(role: object, old: old, plural: plural, by: user)
        case "rolebindings", "clusterrolebindings": return escalation(binding: object, plural: plural, by: user)
        default:
            // Nothing else of this group gives rights, so that nothing else may pass for what does.
            let words = "only roles and bindings are kept in this group"
            return .forbidden(group: AccessKinds.group, plural: plural, name: object.name, words)
        }
    }

    private func escalation(role: Object, old: Object?, plural: String, by user: UserInfo) -> APIError? {
        let asked = AccessAttributes(
            user: user,
            verb: "escalate",
            apiGroup: AccessKinds.group,
            resource: plural,
            name: old == nil ? "" : role.name,  // as the URL has it: a creation names nothing
            namespace: role.namespace
        )
        if decision(on: asked).isAllowed { return nil }
        if let words = excess(of: PolicyRule.rules(of: role), over: user, in: role.namespace) {
            return .forbidden(group: AccessKinds.group, plural: plural, name: role.name, words)
        }
        guard plural == "clusterroles", [role, old].contains(where: { $0?["aggregationRule"]?.object != nil }),
            excess(of: Self.everything, over: user, in: "") != nil
        else { return nil }
        let words = "must have cluster-admin privileges to use an aggregationRule"
        return .forbidden(group: AccessKinds.group, plural: plural, name: role.name, words)
    }

    private func escalation(binding: Object, plural: String, by user: UserInfo) -> APIError? {
        let reference = RoleReference(of: binding)
        if let kind = reference.plural {
            let asked = AccessAttributes(
                user: user,
                verb: "bind",
                apiGroup: reference.group,
                resource: kind,
                name: reference.name,
                namespace: binding.namespace
            )
            if decision(on: asked).isAllowed { return nil }
        }
        switch rules(of: reference, in: binding.namespace) {
        case .failure(let error):
            guard let plural = reference.plural else { return error }
            let kind = GroupVersionKind(group: AccessKinds.group, version: "v1", kind: reference.kind)
            return .notFound(Resource(kind, plural: plural), name: reference.name)
        case .success(let rules):
            guard let words = excess(of: rules, over: user, in: binding.namespace) else { return nil }
            return .forbidden(group: AccessKinds.group, plural: plural, name: binding.name, words)
        }
    }

    private static let everything = [
        PolicyRule(verbs: ["*"], apiGroups: ["*"], resources: ["*"]), PolicyRule(verbs: ["*"], nonResourceURLs: ["*"]),
    ]

    /// What of `rules` `user` does not have in `namespace`, in the server's words; nil when nothing is missing.
    private func excess(of rules: [PolicyRule], over user: UserInfo, in namespace: String) -> String? {
        let (owned, errors) = self.rules(for: user, in: namespace)
        let missing = PolicyRule.missing(from: owned, of: rules)
        guard !missing.isEmpty else { return nil }
        let lines = Set(PolicyRule.compacted(missing).map(\.shortText)).sorted()
        let words =
            "user \(user.name.goQuoted) (groups=\(user.groups.goQuoted)) is attempting to grant RBAC permissions not "
            + "currently held:\n\(lines.joined(separator: "\n"))"
        return errors.isEmpty ? words : "\(words); resolution errors: \(Self.text(of: errors))"
    }

    /// Whether nothing but owners and finalizers changes, as the garbage collector does it.
    private func changesOwnersOnly(_ old: Object, _ new: Object) -> Bool {
        func bare(_ object: Object) -> Value {
            var bare = object
            for field in ["ownerReferences", "finalizers", "managedFields", "resourceVersion", "generation"] {
                bare["metadata", field] = nil
            }
            return bare.value
        }
        return bare(old) == bare(new)
    }
}
