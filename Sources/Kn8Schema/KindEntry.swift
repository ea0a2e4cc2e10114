// SPDX-License-Identifier: MIT

/// One kind in one version, as discovery tells of it; what `Kn8API.Resource` says, and where the schema is.
package struct KindEntry: Hashable, Sendable {
    /// Where the schema comes from.
    package enum Origin: Hashable, Sendable {
        /// A definition of the catalogue, by its short name, for example `apps.v1.Deployment`.
        case definition(String)
        /// A definition that only validation knows: of a retired version, or of an operator whose CRD is not at hand.
        /// Empty when the kind is known and its fields are not.
        case reference(String)
        /// A definition of a bundle that the user named.
        case bundled(String, SchemaBundle)
        /// A file of `manifests/crds`, by name.
        case embeddedCRD(String)
        /// A CRD that was added, by `metadata.name`.
        case addedCRD(String)

        /// Whether the kind is one of kn8 itself.
        var isBuiltIn: Bool {
            switch self {
            case .definition, .embeddedCRD: true
            case .reference, .bundled, .addedCRD: false
            }
        }
    }

    /// The API group; empty for the core group.
    package var group: String
    /// The version, for example `v1`.
    package var version: String
    /// The kind, for example `Deployment`.
    package var kind: String
    /// The lower-case plural in URLs.
    package var plural: String
    /// The lower-case singular.
    package var singular: String
    /// Abbreviations people type.
    package var shortNames: [String] = []
    /// Groups of resources it belongs to, for example `all`.
    package var categories: [String] = []
    /// Whether objects live in a namespace.
    package var namespaced: Bool
    /// Whether status is written through its own subresource.
    package var hasStatus: Bool = false
    /// Whether there is a `scale` subresource.
    package var hasScale: Bool = false
    /// What may be done with it.
    package var verbs: [String] = KindEntry.allVerbs
    /// In which minors of Kubernetes it came and went; nil when it did neither since 1.8.
    package var lifecycle: KindLifecycle?
    /// Where the schema comes from.
    package var origin: Origin

    /// `group/version`, or `version` alone for the core group.
    package var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

    /// The eight verbs of an ordinary resource, in discovery's order.
    package static let allVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]
}

extension KindEntry {
    /// A kind as the discovery of another server tells of it, which says nothing of its fields.
    package init(
        served group: String,
        version: String,
        kind: String,
        plural: String,
        singular: String,
        shortNames: [String],
        namespaced: Bool
    ) {
        self.init(
            group: group,
            version: version,
            kind: kind,
            plural: plural,
            singular: singular,
            shortNames: shortNames,
            namespaced: namespaced,
            origin: .reference("")
        )
    }
}
