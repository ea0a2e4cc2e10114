// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Which kinds are served: the built-in ones, and those that definitions add.
struct KindRegistry: Sendable {
    private static let builtin: [GroupVersionKind: ServedKind] = Dictionary(
        BuiltinKinds.kinds.map { ($0.resource.gvk, $0) },
        uniquingKeysWith: { first, _ in first }
    )

    private(set) var version = 0  // counts the changes
    private var custom: [String: [ServedKind]] = [:]  // by the definition's name
    private var customByKind: [GroupVersionKind: ServedKind] = [:]

    static func builtin(_ gvk: GroupVersionKind) -> ServedKind? { builtin[gvk] }

    subscript(gvk: GroupVersionKind) -> ServedKind? { customByKind[gvk] ?? KindRegistry.builtin[gvk] }

    /// Every served version of every kind, the built-in ones first.
    var resources: [Resource] {
        BuiltinKinds.kinds.map(\.resource).filter { customByKind[$0.gvk] == nil }
            + custom.values.flatMap { $0.map(\.resource) }
            .sorted { ($0.gvk.group, $0.plural) < ($1.gvk.group, $1.plural) }
    }

    mutating func reset() {
        let next = version + 1
        self = KindRegistry()
        version = next
    }

    mutating func forget(_ definition: String) {
        version += 1
        for kind in custom.removeValue(forKey: definition) ?? [] { customByKind[kind.resource.gvk] = nil }
    }

    /// Serves the versions of `definition`, a CustomResourceDefinition, instead of those it had before.
    mutating func serve(_ definition: Object) {
        forget(definition.name)
        let kinds = KindRegistry.kinds(of: definition)
        custom[definition.name] = kinds
        for kind in kinds { customByKind[kind.resource.gvk] = kind }
    }

    /// The served versions of `definition`: its storage version first, as discovery prefers it here.
    static func kinds(of definition: Object) -> [ServedKind] {
        let names = definition["spec", "names"] ?? .emptyObject
        func texts(_ field: String) -> [String] { (names[field]?.array ?? []).compactMap(\.string) }
        let kind = names["kind"]?.string ?? ""
        let versions = (definition["spec", "versions"]?.array ?? [])
            .filter { $0["served"]?.bool ?? false }
            .sorted { VersionOrder($0["name"]?.string ?? "") < VersionOrder($1["name"]?.string ?? "") }
        return versions.map { version in
            ServedKind(
                resource: Resource(
                    GroupVersionKind(
                        group: definition["spec", "group"]?.string ?? "",
                        version: version["name"]?.string ?? "",
                        kind: kind
                    ),
                    plural: names["plural"]?.string ?? "",
                    singular: names["singular"]?.string ?? kind.lowercased(),
                    shortNames: texts("shortNames"),
                    categories: texts("categories"),
                    namespaced: definition["spec", "scope"]?.string != "Cluster",
                    hasStatus: version["subresources"]?["status"] != nil
                ),
                countsGeneration: true,
                isCustom: true,
                scalePaths: version["subresources"]?["scale"].map(ScalePaths.init) ?? ScalePaths()
            )
        }
    }
}
