// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Schema

/// All that is served at one moment, by group and version in discovery's order.
struct ServedKinds: Sendable {
    struct Version: Sendable {
        let name: String
        var resources: [ServedResource]
    }

    struct Group: Sendable {
        let name: String
        var versions: [Version]
        /// Whether definitions made all of it: what it does not have is not told of in Status objects then.
        var isCustom: Bool { versions.allSatisfy { $0.resources.allSatisfy(\.isCustom) } }
    }

    let groups: [Group]
    private let positions: [GroupVersionKind: ServedResource]  // the kind is the plural

    init(_ resources: [Resource], _ catalog: SchemaCatalog) {
        var groups: [Group] = []
        var positions: [GroupVersionKind: ServedResource] = [:]
        var indices: [String: Int] = [:]
        for resource in resources {
            let gvk = resource.gvk
            let entry = catalog.kind(group: gvk.group, version: gvk.version, kind: gvk.kind)
            let served = ServedResource(resource, entry)
            positions[GroupVersionKind(group: gvk.group, version: gvk.version, kind: resource.plural)] = served
            let index = indices[gvk.group] ?? groups.count
            if index == groups.count {
                indices[gvk.group] = index
                groups.append(Group(name: gvk.group, versions: []))
            }
            if let position = groups[index].versions.firstIndex(where: { $0.name == gvk.version }) {
                groups[index].versions[position].resources.append(served)
            } else {
                groups[index].versions.append(Version(name: gvk.version, resources: [served]))
            }
        }
        for index in groups.indices {
            groups[index].versions.sort { VersionRank($0.name) < VersionRank($1.name) }
            for version in groups[index].versions.indices {
                groups[index].versions[version].resources.sort { $0.resource.plural < $1.resource.plural }
            }
        }
        let ranked = groups.enumerated().sorted { one, other in
            let ranks = (ServedKinds.rank(one.element), ServedKinds.rank(other.element))
            if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
            return ranks.0 < ServedKinds.order.count ? one.offset < other.offset : one.element.name < other.element.name
        }
        self.groups = ranked.map(\.element)
        self.positions = positions
    }

    func group(_ name: String) -> Group? { groups.first { $0.name == name } }

    func resource(group: String, version: String, plural: String) -> ServedResource? {
        positions[GroupVersionKind(group: group, version: version, kind: plural)]
    }

    private static let order = [
        "", "apiregistration.k8s.io", "apps", "events.k8s.io", "authentication.k8s.io", "authorization.k8s.io",
        "autoscaling", "batch", "certificates.k8s.io", "networking.k8s.io", "policy", "rbac.authorization.k8s.io",
        "storage.k8s.io", "admissionregistration.k8s.io", "apiextensions.k8s.io", "scheduling.k8s.io",
        "coordination.k8s.io", "node.k8s.io", "discovery.k8s.io", "resource.k8s.io", "flowcontrol.apiserver.k8s.io",
    ]
    private static let ranks = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element, $0.offset) })

    private static func rank(_ group: Group) -> Int { ranks[group.name] ?? order.count }
}
