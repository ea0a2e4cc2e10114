// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Store
internal import Kn8Value

/// One version of a kind as the server serves it.
struct ServedKind: Hashable, Sendable {
    let resource: Resource
    /// Whether the server counts changes of the spec in `metadata.generation`.
    let countsGeneration: Bool
    /// Whether a CustomResourceDefinition made it.
    let isCustom: Bool
    /// Where the numbers of the scale view are, when that is said.
    var scalePaths = ScalePaths()

    var isPod: Bool { !isCustom && resource.gvk.kind == "Pod" && resource.gvk.group.isEmpty }
    var isSigningRequest: Bool {
        !isCustom && resource.gvk.kind == "CertificateSigningRequest" && resource.gvk.group == "certificates.k8s.io"
    }

    var storage: StorageKey {
        let name = CollectionName(resource)
        return StorageKey(group: name.group, plural: name.plural)
    }
}

/// Where an object has what its scale view shows.
struct ScalePaths: Hashable, Sendable {
    /// How many replicas are wanted.
    var wanted = ["spec", "replicas"]
    /// How many there are.
    var present = ["status", "replicas"]
    /// The selector as text; empty when the object has a selector in its spec.
    var selector: [String] = []

    init() {}

    /// The paths that `subresources.scale` of a definition states.
    init(_ scale: Value) {
        func path(_ field: String) -> [String]? {
            scale[field]?.string.map { $0.split(separator: ".").map(String.init) }
        }
        wanted = path("specReplicasPath") ?? wanted
        present = path("statusReplicasPath") ?? present
        selector = path("labelSelectorPath") ?? []
    }
}
