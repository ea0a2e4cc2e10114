// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value

/// One rule of a role: what may be done to which resources, or to which paths (`rbac.authorization.k8s.io/v1`).
package struct PolicyRule: Hashable, Sendable {
    /// What may be done; `*` is everything.
    package var verbs: [String]
    /// To resources of these API groups; `*` is every group, the empty one is the core.
    package var apiGroups: [String]
    /// To these resources: `pods`, `pods/log`, `*/scale`, or `*` for all with their parts.
    package var resources: [String]
    /// To objects of these names only; empty is any name.
    package var resourceNames: [String]
    /// To these paths, which may end with `*`.
    package var nonResourceURLs: [String]

    /// A rule for resources, for paths, or for neither.
    package init(
        verbs: [String],
        apiGroups: [String] = [],
        resources: [String] = [],
        resourceNames: [String] = [],
        nonResourceURLs: [String] = []
    ) {
        self.verbs = verbs
        self.apiGroups = apiGroups
        self.resources = resources
        self.resourceNames = resourceNames
        self.nonResourceURLs = nonResourceURLs
    }

    /// The rule that `value` spells; a field of another type counts as missing.
    package init(_ value: Value) {
        func strings(_ field: String) -> [String] { value[field]?.array?.compactMap(\.string) ?? [] }
        self.init(
            verbs: strings("verbs"),
            apiGroups: strings("apiGroups"),
            resources: strings("resources"),
            resourceNames: strings("resourceNames"),
            nonResourceURLs: strings("nonResourceURLs")
        )
    }

    /// The rules under `rules` of a role.
    package static func rules(of role: Object) -> [PolicyRule] {
        (role["rules"]?.array ?? []).map(PolicyRule.init)
    }

    /// The rule as a tree, without its empty fields.
    package var value: Value {
        var value: Value = .emptyObject
        func put(_ field: String, _ texts: [String]) {
            if !texts.isEmpty { value[field] = .array(texts.map(Value.string)) }
        }
        put("apiGroups", apiGroups)
        put("nonResourceURLs", nonResourceURLs)
        put("resourceNames", resourceNames)
        put("resources", resources)
        put("verbs", verbs)
        return value
    }

    /// Whether the rule lets `request` through (`kubernetes:pkg/apis/rbac/v1/evaluation_helpers.go`).
    package func allows(_ request: AccessAttributes) -> Bool {
        guard verbs.contains(where: { $0 == "*" || $0.isExactly(request.verb) }) else { return false }
        guard request.isResourceRequest else { return allows(path: request.path) }
        return apiGroups.contains { $0 == "*" || $0.isExactly(request.apiGroup) }
            && allows(resource: request.resource, part: request.subresource)
            && (resourceNames.isEmpty || resourceNames.containsExactly(request.name))
    }

    private func allows(resource: String, part: String) -> Bool {
        let whole = part.isEmpty ? resource : "\(resource)/\(part)"
        return resources.contains { stated in
            if stated == "*" || stated.isExactly(whole) { return true }
            return !part.isEmpty && stated.beginsExactly(with: "*/") && stated.dropFirst(2).isExactly(part)
        }
    }

    /// Whether a path of the rule is `path`, or begins it up to an asterisk.
    func allows(path: String) -> Bool {
        nonResourceURLs.contains { stated in
            stated.isExactly(path)
                || stated.utf8.last == UInt8(ascii: "*")
                    && path.beginsExactly(with: stated.withoutTrailingStars)
        }
    }
}

extension String {
    /// The text without the asterisks at its end.
    var withoutTrailingStars: Substring {
        var bytes = utf8[...]
        while bytes.last == UInt8(ascii: "*") { bytes = bytes.dropLast() }
        return Substring(bytes)
    }
}
