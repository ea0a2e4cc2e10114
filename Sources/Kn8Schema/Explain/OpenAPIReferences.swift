// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The definitions of an OpenAPI document of version 3, which its nodes point at.
struct OpenAPIReferences: Sendable {
    /// A node with what it points at filled in.
    struct Target {
        /// The node; what stands beside the reference counts more than what is referred to.
        var facts: Value
        /// The full name of the definition that it is; empty for a node without one.
        var name: String
        /// What the definition says of itself; empty when it says nothing, and for a node without one.
        var text: String
    }

    private let schemas: ValueMap
    private static let deepest = 16

    /// Those of `document`.
    init(_ document: Value) { schemas = document["components"]?["schemas"]?.object ?? ValueMap() }

    /// None: nodes point nowhere.
    init() { schemas = ValueMap() }

    /// The definition of the kind and its full name; nil when the document has none.
    func definition(of kind: KindEntry) -> (name: String, facts: Value)? {
        let place: Value = ["group": .string(kind.group), "version": .string(kind.version), "kind": .string(kind.kind)]
        for entry in schemas
        where entry.value["x-kubernetes-group-version-kind"]?.array?.contains(place) == true {
            return (entry.key, entry.value)
        }
        return nil
    }

    /// `node`, or what it points at.
    func resolved(_ node: Value) -> Target {
        var target = Target(facts: node, name: "", text: "")
        for _ in 0..<Self.deepest {
            guard let reference = Self.reference(in: target.facts),
                let name = reference.split(separator: "/").last.map(String.init), let definition = schemas[name]
            else { break }
            target.name = name
            target.text = definition["description"]?.string ?? ""
            target.facts = definition
        }
        guard !target.name.isEmpty else { return target }
        for key in ["description", "default", "enum"] { target.facts[key] = node[key] ?? target.facts[key] }
        if node["description"] == nil { target.facts["description"] = nil }
        return target
    }

    // A reference with something beside it is an `allOf` of one.
    private static func reference(in node: Value) -> String? {
        if let reference = node["$ref"]?.string { return reference }
        guard let all = node["allOf"]?.array, all.count == 1, node["properties"] == nil else { return nil }
        return all.first?["$ref"]?.string
    }
}
