// SPDX-License-Identifier: MIT
internal import Kn8Value

/// The objects of a set by kind and by name. An object without a namespace is in `default`.
struct ObjectSet: Sendable {
    /// One object of the set.
    struct Member: Sendable {
        var index: Int
        var value: Value
        var group: String
        var kind: String
        var namespace: String
        var name: String

        /// `namespace/name`.
        var key: String { "\(namespace)/\(name)" }
        /// The name as findings show it.
        var title: String { "\(kind) \(key)" }
        /// The labels.
        var labels: [String: String] { value[path: ["metadata", "labels"]]?.strings ?? [:] }
    }

    private struct Kind: Hashable {
        var group: String
        var kind: String
    }

    /// All objects in the order of the input.
    private(set) var members: [Member] = []
    /// The pod templates of the objects, in the order of the input.
    private(set) var podTemplates: [PodTemplate] = []
    private var byKind: [Kind: [Int]] = [:]
    private var byName: [Kind: [String: Int]] = [:]

    /// The set of `objects`.
    init(_ objects: [Value]) {
        for (index, value) in objects.enumerated() {
            guard let kind = value["kind"]?.string, let version = value["apiVersion"]?.string else { continue }
            let metadata = value["metadata"]
            guard let name = metadata?["name"]?.string ?? metadata?["generateName"]?.string else { continue }
            let group = version.contains("/") ? String(version.prefix { $0 != "/" }) : ""
            let namespace = metadata?["namespace"]?.string ?? "default"
            let member = Member(
                index: index,
                value: value,
                group: group,
                kind: kind,
                namespace: namespace,
                name: name
            )
            let type = Kind(group: group, kind: kind)
            byKind[type, default: []].append(members.count)
            if byName[type]?[member.key] == nil { byName[type, default: [:]][member.key] = members.count }
            members.append(member)
            if let template = PodTemplate(member) { podTemplates.append(template) }
        }
    }

    /// The objects of `kind` in the order of the input.
    func members(_ kind: String, in group: String) -> [Member] {
        (byKind[Kind(group: group, kind: kind)] ?? []).map { members[$0] }
    }

    /// The object of `kind` with that name; nil when the set has none.
    func member(_ kind: String, in group: String, _ namespace: String, _ name: String) -> Member? {
        byName[Kind(group: group, kind: kind)]?["\(namespace)/\(name)"].map { members[$0] }
    }

    /// "did you mean" with the name in `namespace` that is most like `name`; nil when none is like it.
    func suggestion(_ kind: String, in group: String, _ namespace: String, like name: String) -> String? {
        let here = members(kind, in: group).filter { $0.namespace == namespace }.map(\.name)
        if let near = NearestName.of(name, among: here) { return "did you mean '\(near)'?" }
        if let elsewhere = members(kind, in: group).first(where: { $0.name == name }) {
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
