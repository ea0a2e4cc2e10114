// SPDX-License-Identifier: MIT

/// One kind in one version, as discovery tells of it; what `Kn8API.Resource` says, and where the schema is.
package struct KindEntry: Hashable, Sendable {
    /// Where the schema comes from.
    package enum Origin: Hashable, Sendable {
        /// A definition of the catalogue, by its short name, for example `apps.v1.Deployment`.
        case definition(String)
        /// A file of `manifests/crds`, by name.
        case embeddedCRD(String)
        /// A CRD that was added, by `metadata.name`.
        case addedCRD(String)
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
    /// Where the schema comes from.
    package var origin: Origin

    /// `group/version`, or `version` alone for the core group.
    package var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

    /// The eight verbs of an ordinary resource, in discovery's order.
    package static let allVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]
}
