// SPDX-License-Identifier: MIT

/// What an authorizer says to a request.
package struct AccessDecision: Hashable, Sendable {
    /// The answer.
    package enum Verdict: Hashable, Sendable {
        /// The request may be carried out.
        case allow
        /// The request may not be carried out, whatever other authorizers say.
        case deny
        /// This authorizer knows no rule that allows it.
        case noOpinion
    }

    /// The answer.
    package var verdict: Verdict
    /// Why, for people: which binding allows it, for example; may be empty.
    package var reason: String

    /// `verdict`, because of `reason`.
    package init(_ verdict: Verdict, reason: String = "") {
        self.verdict = verdict
        self.reason = reason
    }

    /// Whether the request may be carried out.
    package var isAllowed: Bool { verdict == .allow }
}

/// Who decides whether a request may be carried out.
package protocol Authorizer: Sendable {
    /// What is to be said to a request with these attributes.
    func decision(for attributes: AccessAttributes) async -> AccessDecision

    /// What `user` may do in `namespace`: the `status` of a SelfSubjectRulesReview.
    func rules(for user: UserInfo, in namespace: String) async -> AccessRules

    /// The refusal of a write that would give somebody more than `user` has, or nil: `object`, a role or a binding of
    /// `resource`, is to take the place of `old`. Asked before the write of kinds of `rbac.authorization.k8s.io` only.
    func escalation(
        of object: Object,
        replacing old: Object?,
        resource: Resource,
        by user: UserInfo
    ) async -> APIError?
}

/// What somebody may do in a namespace, as far as rules can be told.
package struct AccessRules: Hashable, Sendable {
    /// One rule about resources.
    package struct ResourceRule: Hashable, Sendable {
        /// The verbs; `*` is all.
        package var verbs: [String]
        /// The groups; `*` is all.
        package var apiGroups: [String]
        /// The resources, subresources as `pods/log`; `*` is all.
        package var resources: [String]
        /// The names; empty is all.
        package var resourceNames: [String]

        /// A rule of these words.
        package init(verbs: [String], apiGroups: [String], resources: [String], resourceNames: [String] = []) {
            self.verbs = verbs
            self.apiGroups = apiGroups
            self.resources = resources
            self.resourceNames = resourceNames
        }
    }

    /// One rule about paths.
    package struct PathRule: Hashable, Sendable {
        /// The lower-case methods; `*` is all.
        package var verbs: [String]
        /// The paths, which may end in `*`.
        package var paths: [String]

        /// A rule of these words.
        package init(verbs: [String], paths: [String]) {
            self.verbs = verbs
            self.paths = paths
        }
    }

    /// The rules about resources.
    package var resourceRules: [ResourceRule]
    /// The rules about paths.
    package var pathRules: [PathRule]
    /// Whether there may be more rules than these.
    package var incomplete: Bool
    /// Why they are incomplete; empty when they are whole.
    package var evaluationError: String

    /// These rules.
    package init(
        resourceRules: [ResourceRule],
        pathRules: [PathRule],
        incomplete: Bool = false,
        evaluationError: String = ""
    ) {
        self.resourceRules = resourceRules
        self.pathRules = pathRules
        self.incomplete = incomplete
        self.evaluationError = evaluationError
    }
}

/// Lets everybody do everything: for a server that only its owner can reach.
package struct AllowAll: Authorizer {
    /// The authorizer, which has no rules.
    package init() {}
    /// Allowed.
    package func decision(for attributes: AccessAttributes) async -> AccessDecision { AccessDecision(.allow) }
    /// One rule for all there is.
    package func rules(for user: UserInfo, in namespace: String) async -> AccessRules {
        AccessRules(
            resourceRules: [AccessRules.ResourceRule(verbs: ["*"], apiGroups: ["*"], resources: ["*"])],
            pathRules: [AccessRules.PathRule(verbs: ["*"], paths: ["*"])]
        )
    }
    /// None.
    package func escalation(
        of object: Object,
        replacing old: Object?,
        resource: Resource,
        by user: UserInfo
    ) async -> APIError? { nil }
}
