// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// Decides by the roles and bindings of a cluster: RBAC.
package struct RoleAuthorizer: Authorizer {
    private let source: @Sendable () async throws(APIError) -> AccessPolicy

    /// Decides by what `store` has.
    package init(_ store: AccessStore) {
        source = { () async throws(APIError) in try await store.policy() }
    }

    /// Decides by `policy`, which stays as it is.
    package init(_ policy: AccessPolicy) { source = { policy } }

    /// What the roles say; a policy that cannot be read allows nothing, except to `system:masters`.
    package func decision(for attributes: AccessAttributes) async -> AccessDecision {
        if attributes.user.groups.containsExactly(AccessPolicy.masters) { return AccessDecision(.allow) }
        do {
            return try await source().decision(on: attributes)
        } catch {
            return AccessDecision(.noOpinion, reason: "RBAC: \(error.message)")
        }
    }

    /// The rules that `user` has in `namespace`.
    package func rules(for user: UserInfo, in namespace: String) async -> AccessRules {
        do {
            return try await source().accessRules(for: user, in: namespace)
        } catch {
            return AccessRules(resourceRules: [], pathRules: [], incomplete: true, evaluationError: error.message)
        }
    }

    /// The refusal of a role or binding that gives more than `user` has.
    package func escalation(
        of object: Object,
        replacing old: Object?,
        resource: Resource,
        by user: UserInfo
    ) async -> APIError? {
        if user.groups.containsExactly(AccessPolicy.masters) { return nil }
        do {
            return try await source().escalation(of: object, replacing: old, plural: resource.plural, by: user)
        } catch {
            return error
        }
    }
}

extension AccessPolicy {
    /// The rules that `user` has in `namespace`, as a SelfSubjectRulesReview tells them.
    package func accessRules(for user: UserInfo, in namespace: String) -> AccessRules {
        let (rules, errors) = rules(for: user, in: namespace)
        return AccessRules(
            resourceRules: rules.filter { !$0.resources.isEmpty }.map { rule in
                AccessRules.ResourceRule(
                    verbs: rule.verbs,
                    apiGroups: rule.apiGroups,
                    resources: rule.resources,
                    resourceNames: rule.resourceNames
                )
            },
            pathRules: rules.filter { !$0.nonResourceURLs.isEmpty }.map { rule in
                AccessRules.PathRule(verbs: rule.verbs, paths: rule.nonResourceURLs)
            },
            evaluationError: errors.isEmpty ? "" : Self.text(of: errors)
        )
    }
}
