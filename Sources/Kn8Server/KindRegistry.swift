// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Schema
internal import Kn8Value

/// Which kinds are served: the built-in ones, and those that definitions add.
struct KindRegistry: Sendable {
    /// What a definition has got.
    struct Grant: Sendable {
        let group: String
        /// The names that are its own.
        let names: DefinitionNames
        /// Why it has not got all that it asks for.
        let conflict: DefinitionNames.Conflict?
        /// What is served because of it; nothing while it has not got the names it began with.
        let kinds: [ServedKind]
        let isEstablished: Bool
    }

    private static let builtin: [GroupVersionKind: ServedKind] = Dictionary(
        BuiltinKinds.kinds.map { ($0.resource.gvk, $0) },
        uniquingKeysWith: { first, _ in first }
    )
    private static let builtinByGroup = Dictionary(grouping: BuiltinKinds.kinds, by: \.resource.gvk.group)

    private(set) var version = 0  // counts the changes
    private var custom: [String: Grant] = [:]  // by the definition's name
    private var customByKind: [GroupVersionKind: ServedKind] = [:]
    // Built-in kinds of another server, in versions that this one does not have.
    private var lent: [GroupVersionKind: ServedKind] = [:]

    static func builtin(_ gvk: GroupVersionKind) -> ServedKind? { builtin[gvk] }

    subscript(gvk: GroupVersionKind) -> ServedKind? {
        if let kind = KindRegistry.builtin[gvk], !isReplaced(kind) { return kind }
        return customByKind[gvk] ?? lent[gvk]
    }

    /// Whether `gvk` is served only because another server does.
    func isLent(_ gvk: GroupVersionKind) -> Bool { lent[gvk] != nil }

    /// Serves `resource` as another server does.
    mutating func lend(_ resource: Resource) {
        version += 1
        lent[resource.gvk] = ServedKind(
            resource: resource,
            countsGeneration: BuiltinKinds.counted.contains(resource.gvk.kind),
            isCustom: false
        )
    }

    /// Whether a built-in kind is what `resource` is in another version, by its plural.
    static func hasBuiltinVersion(of resource: Resource) -> Bool {
        builtinByGroup[resource.gvk.group]?.contains { !$0.isCustom && $0.resource.plural == resource.plural } ?? false
    }

    /// Every served version of every kind, the built-in ones first.
    var resources: [Resource] {
        BuiltinKinds.kinds.filter { !isReplaced($0) }.map(\.resource)
            + custom.values.flatMap { $0.kinds.map(\.resource) }
            .sorted { ($0.gvk.group, $0.plural) < ($1.gvk.group, $1.plural) }
    }

    /// The definitions of `group` that wait for a name.
    func waiting(in group: String) -> [String] {
        custom.filter { $0.value.group == group && $0.value.conflict != nil }.map(\.key).sorted()
    }

    /// Whether objects of the definition called `name` are served.
    func isEstablished(_ name: String) -> Bool { custom[name]?.isEstablished ?? false }

    mutating func reset() {
        let next = version + 1
        self = KindRegistry()
        version = next
    }

    mutating func forget(_ definition: String) {
        version += 1
        for kind in custom.removeValue(forKey: definition)?.kinds ?? [] { customByKind[kind.resource.gvk] = nil }
    }

    /// Serves the versions of `definition`, a CustomResourceDefinition, instead of those it had before, as far as its names
    /// are not those of a built-in kind or of another definition.
    @discardableResult
    mutating func serve(_ definition: Object) -> Grant {
        // An older server's definitions may be of v1beta1.
        let definition = Object(CustomResource.modern(definition.value))
        forget(definition.name)
        let group = definition["spec", "group"]?.string ?? ""
        let taken = taken(in: group, besides: definition.name)
        // What is written in the status was granted once; whether it still holds is found out here.
        let held = DefinitionNames(definition["status", "acceptedNames"]).granted(besides: taken).names
        let (names, conflict) = DefinitionNames(definition["spec", "names"]).granted(over: held, besides: taken)
        let isEstablished = conflict == nil || held.isComplete && DefinitionStatus.isEstablished(definition)
        let kinds = isEstablished ? KindRegistry.kinds(of: definition, names) : []
        let grant = Grant(group: group, names: names, conflict: conflict, kinds: kinds, isEstablished: isEstablished)
        custom[definition.name] = grant
        for kind in kinds { customByKind[kind.resource.gvk] = kind }
        return grant
    }

    // A definition that kn8 brings along gives way to the stored one of its name.
    private func isReplaced(_ kind: ServedKind) -> Bool { kind.isCustom && custom[kind.definitionName] != nil }

    private func taken(in group: String, besides definition: String) -> DefinitionNames.Taken {
        var taken = DefinitionNames.Taken()
        for kind in KindRegistry.builtinByGroup[group] ?? [] where !isReplaced(kind) {
            if kind.isCustom, kind.definitionName == definition { continue }
            taken.add(DefinitionNames(kind.resource))
        }
        for (name, grant) in custom where grant.group == group && name != definition { taken.add(grant.names) }
        return taken
    }

    /// The served versions of `definition` under `names`: its storage version first, as discovery prefers it here.
    private static func kinds(of definition: Object, _ names: DefinitionNames) -> [ServedKind] {
        let categories = (definition["spec", "names", "categories"]?.array ?? []).compactMap(\.string)
        let versions = (definition["spec", "versions"]?.array ?? [])
            .filter { $0["served"]?.bool ?? false }
            .sorted { VersionOrder($0["name"]?.string ?? "") < VersionOrder($1["name"]?.string ?? "") }
        return versions.map { version in
            ServedKind(
                resource: Resource(
                    GroupVersionKind(
                        group: definition["spec", "group"]?.string ?? "",
                        version: version["name"]?.string ?? "",
                        kind: names.kind
                    ),
                    plural: names.plural,
                    singular: names.singular,
                    shortNames: names.shortNames,
                    categories: categories,
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

extension ServedKind {
    /// What the definition of such a kind is called.
    fileprivate var definitionName: String { "\(resource.plural).\(resource.gvk.group)" }
}
