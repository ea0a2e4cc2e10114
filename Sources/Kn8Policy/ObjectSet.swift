// SPDX-License-Identifier: MIT
internal import Kn8Value

/// The objects of a set by kind and by name. An object without a namespace is in `default`.
struct ObjectSet: Sendable {
    /// One object of the set.
    final class Member: Sendable {
        let index: Int
        let value: Value
        let group: String
        let kind: String
        let namespace: String
        let name: String

        init(index: Int, value: Value, group: String, kind: String, namespace: String, name: String) {
            self.index = index
            self.value = value
            self.group = group
            self.kind = kind
            self.namespace = namespace
            self.name = name
        }

        /// `namespace/name`.
        var key: String { "\(namespace)/\(name)" }
        /// The name as findings show it; without a namespace where none is written.
        var title: String { value[path: ["metadata", "namespace"]] == nil ? "\(kind) \(name)" : "\(kind) \(key)" }
        /// The labels.
        var labels: [String: String] { value[path: ["metadata", "labels"]]?.strings ?? [:] }
    }

    /// A kind and its objects.
    private struct Kind {
        let group: String
        let kind: String
        var members: [Member] = []
        var byName: [Name: Member] = [:]
    }

    private struct Name: Hashable {
        let namespace: String
        let name: String
    }

    /// All objects in the order of the input.
    private(set) var members: [Member] = []
    /// The pod templates of the objects, in the order of the input.
    private(set) var podTemplates: [PodTemplate] = []
    /// What operators make of the objects.
    private(set) var generated = GeneratedObjects()
    /// The pod templates by their labels; empty when the set has no Service to ask for them.
    private(set) var podsByLabel = PodIndex()
    // Few kinds make up a set, so that a search from the front, the last one found first, costs less than hashing.
    private var kinds: [Kind] = []

    /// The set of `objects`.
    init(_ objects: [Value]) {
        var last = 0
        for (index, value) in objects.enumerated() {
            guard let kind = value["kind"]?.string, let version = value["apiVersion"]?.string else { continue }
            let metadata = value["metadata"]
            guard let name = metadata?["name"]?.string ?? metadata?["generateName"]?.string else { continue }
            let group = ObjectSet.group(of: version)
            if !kinds.indices.contains(last) || kinds[last].kind != kind || kinds[last].group != group {
                last = position(of: kind, in: group) ?? kinds.count
                if last == kinds.count { kinds.append(Kind(group: group, kind: kind)) }
            }
            let namespace = metadata?["namespace"]?.string ?? "default"
            let member = Member(
                index: index,
                value: value,
                group: group,
                kind: kind,
                namespace: namespace,
                name: name
            )
            kinds[last].members.append(member)
            let key = Name(namespace: namespace, name: name)
            if kinds[last].byName[key] == nil { kinds[last].byName[key] = member }
            members.append(member)
            if let template = PodTemplate(member) { podTemplates.append(template) }
        }
        for kind in kinds { generated.add(kind.members, of: kind.kind, in: kind.group) }
        if position(of: "Service", in: "") != nil { podsByLabel = PodIndex(podTemplates) }
    }

    private func position(of kind: String, in group: String) -> Int? {
        kinds.firstIndex { $0.kind == kind && $0.group == group }
    }

    private static func group(of version: String) -> String {
        guard let slash = version.utf8.firstIndex(of: UInt8(ascii: "/")) else { return "" }
        return String(version[..<slash])
    }

    /// The objects of `kind` in the order of the input.
    func members(_ kind: String, in group: String) -> [Member] {
        position(of: kind, in: group).map { kinds[$0].members } ?? []
    }

    /// The object of `kind` with that name; nil when the set has none.
    func member(_ kind: String, in group: String, _ namespace: String, _ name: String) -> Member? {
        position(of: kind, in: group).flatMap { kinds[$0].byName[Name(namespace: namespace, name: name)] }
    }

    // Among very many names nobody meant just one, and comparing them all would cost more than all the rest.
    private static let mostNames = 256

    /// "did you mean" with the name in `namespace` that is most like `name`; nil when none is like it.
    func suggestion(_ kind: String, in group: String, _ namespace: String, like name: String) -> String? {
        let known = members(kind, in: group)
        let here = known.count > ObjectSet.mostNames ? [] : known.filter { $0.namespace == namespace }.map(\.name)
        if let near = NearestName.of(name, among: here) { return "did you mean '\(near)'?" }
        if let elsewhere = known.first(where: { $0.name == name }) {
            return "\(kind) '\(name)' is in namespace '\(elsewhere.namespace)', not in '\(namespace)'"
        }
        return nil
    }
}

extension Value {
    /// A mapping's strings; other values are left out, and anything but a mapping is empty.
    var strings: [String: String] {
        var result: [String: String] = [:]
        for entry in object ?? [:] { result[entry.key] = entry.value.string }
        return result
    }

    /// The elements of the list at `keys` with their places; empty when there is no list.
    func elements(_ keys: String...) -> [(path: FieldPath, value: Value)] {
        let path = FieldPath(keys.map(FieldPath.Step.key))
        return (value(at: path)?.array ?? []).enumerated().map { (path.index($0.offset), $0.element) }
    }
}
