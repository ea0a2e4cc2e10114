// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Crypto
internal import Kn8Value

/// The object that keeps an ApplySet's inventory (`kubectl:pkg/cmd/apply/applyset.go`).
package struct ApplySetParent: Hashable, Sendable {
    /// The resource that serves it.
    package let resource: Resource
    /// Where it is; empty for a cluster-scoped one.
    package let namespace: String
    /// Its name.
    package let name: String
    /// What its members are labelled with.
    package let id: String

    /// The parent `name` of `resource` in `namespace`.
    ///
    /// - Throws: When a parent that needs a namespace has none, or when there is no libcrypto.
    package init(_ resource: Resource, namespace: String, name: String) throws(PruneRefusal) {
        guard !name.isEmpty else { throw PruneRefusal("name cannot be blank") }
        self.resource = resource
        self.namespace = resource.namespaced ? namespace : ""
        self.name = name
        guard !resource.namespaced || !namespace.isEmpty else {
            throw PruneRefusal("namespace is required to use namespace-scoped ApplySet")
        }
        let text = [name, self.namespace, resource.gvk.kind, resource.gvk.group].joined(separator: ".")
        do throws(CryptoError) {
            id = "applyset-\(Base64.urlSafe(try SHA256.digest(Array(text.utf8))))-v1"
        } catch {
            throw PruneRefusal("\(error)")
        }
    }

    /// Whether the object may be made when it is missing: kubectl makes Secrets and ConfigMaps.
    var isOrdinary: Bool {
        resource.gvk.group.isEmpty && ["Secret", "ConfigMap"].contains(resource.gvk.kind)
    }

    /// As messages name it: `secrets./set`.
    var words: String { "\(resource.plural).\(resource.gvk.group)/\(name)" }
}
