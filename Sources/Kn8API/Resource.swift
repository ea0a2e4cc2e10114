// SPDX-License-Identifier: MIT

/// The group, version and kind that an object states of itself.
package struct GroupVersionKind: Hashable, Sendable, CustomStringConvertible {
    /// The API group; empty for the core group.
    package var group: String
    /// The version, for example `v1`.
    package var version: String
    /// The kind, for example `Deployment`.
    package var kind: String

    /// The kind `kind` of `group` in `version`; the core group is empty.
    package init(group: String, version: String, kind: String) {
        self.group = group
        self.version = version
        self.kind = kind
    }

    /// The kind `kind` under an `apiVersion` field, which is `group/version`, or `version` alone for the core group.
    package init(apiVersion: String, kind: String) {
        if let slash = apiVersion.firstIndex(of: "/") {
            group = String(apiVersion[..<slash])
            version = String(apiVersion[apiVersion.index(after: slash)...])
        } else {
            group = ""
            version = apiVersion
        }
        self.kind = kind
    }

    /// The `apiVersion` field: `group/version`, or `version` alone for the core group.
    package var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

    /// `apps/v1, Kind=Deployment`, as Kubernetes prints it.
    package var description: String { "\(apiVersion), Kind=\(kind)" }
}

/// One kind of object as a server serves it: discovery's answer for it, and what tables need.
package struct Resource: Hashable, Sendable {
    /// Group, version and kind.
    package var gvk: GroupVersionKind
    /// The lower-case plural in URLs, for example `deployments`.
    package var plural: String
    /// The lower-case singular, for example `deployment`.
    package var singular: String
    /// Abbreviations people type, for example `deploy`.
    package var shortNames: [String]
    /// Groups of resources it belongs to, for example `all`.
    package var categories: [String]
    /// Whether objects live in a namespace.
    package var namespaced: Bool
    /// Whether status is written through its own subresource.
    package var hasStatus: Bool

    /// A served resource; `singular` is the lower-case kind unless given.
    package init(
        _ gvk: GroupVersionKind,
        plural: String,
        singular: String? = nil,
        shortNames: [String] = [],
        categories: [String] = [],
        namespaced: Bool = true,
        hasStatus: Bool = true
    ) {
        self.gvk = gvk
        self.plural = plural
        self.singular = singular ?? gvk.kind.lowercased()
        self.shortNames = shortNames
        self.categories = categories
        self.namespaced = namespaced
        self.hasStatus = hasStatus
    }

    /// `deployments.apps`, or `services` in the core group.
    package var groupResource: String { gvk.group.isEmpty ? plural : "\(plural).\(gvk.group)" }

    /// What kubectl prints before the slash: `deployment.apps`, or `service` in the core group.
    package var printedName: String { gvk.group.isEmpty ? singular : "\(singular).\(gvk.group)" }
}

/// Which objects of a resource are meant.
package enum Scope: Hashable, Sendable {
    /// Every object: those of a cluster-scoped resource, or those in all namespaces.
    case all
    /// The objects in one namespace.
    case namespace(String)
}

/// The name of one object of a resource.
package struct ObjectKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The namespace; empty for a cluster-scoped object.
    package var namespace: String
    /// The name.
    package var name: String

    /// The object `name` in `namespace`, which is empty for a cluster-scoped one.
    package init(namespace: String, name: String) {
        self.namespace = namespace
        self.name = name
    }

    /// `namespace/name`, or the name alone for a cluster-scoped object.
    package var description: String { namespace.isEmpty ? name : "\(namespace)/\(name)" }

    /// By namespace, then by name.
    package static func < (lhs: ObjectKey, rhs: ObjectKey) -> Bool {
        (lhs.namespace, lhs.name) < (rhs.namespace, rhs.name)
    }
}
