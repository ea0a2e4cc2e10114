// SPDX-License-Identifier: MIT

internal import Kn8CEL
internal import Kn8Value
internal import Synchronization

/// The rules of a schema and of everything below it, compiled when they are first needed. Nodes without rules below
/// them are left out.
final class RuleTree: Sendable {
    /// The deepest nesting of rules that is judged.
    private static let deepest = 128

    let schema: Schema
    let shape: CELShape
    let fields: [String: RuleTree]
    let additional: RuleTree?
    let items: RuleTree?
    /// The words of `type` in a CRD; empty where there is none.
    let typeName: String
    private let given: [Value]
    private let known = Mutex<[CompiledRule]?>(nil)

    /// The rules of this node.
    var rules: [CompiledRule] {
        if given.isEmpty { return [] }
        if let compiled = known.withLock({ $0 }) { return compiled }
        let compiled = given.map { CompiledRule(CELRule($0), schema, shape) }
        known.withLock { $0 = compiled }
        return compiled
    }

    /// The rules of objects that `schema` describes; nil when there are none.
    static func of(_ schema: Schema) -> RuleTree? {
        let key = ObjectIdentifier(schema)
        if let entry = trees.withLock({ $0[key] }) { return entry.tree }
        let tree = RuleTree.make(schema, isRoot: true, depth: 0)
        trees.withLock { trees in
            if trees.count >= mostTrees { trees.removeAll() }
            trees[key] = Entry(schema: schema, tree: tree)
        }
        return tree
    }

    /// Keeps the schema, too, so that no other one gets its identity.
    private struct Entry {
        let schema: Schema
        let tree: RuleTree?
    }

    private static let mostTrees = 1024
    private static let trees = Mutex<[ObjectIdentifier: Entry]>([:])

    private static func make(_ schema: Schema, isRoot: Bool, depth: Int) -> RuleTree? {
        guard depth < deepest, !schema.isNative else { return nil }
        var fields: [String: RuleTree] = [:]
        for field in schema.fields {
            let child = field.schema
            fields[field.name] = make(child, isRoot: child.isEmbeddedResource, depth: depth + 1)
        }
        let additional = schema.additional.flatMap {
            make($0.schema, isRoot: $0.schema.isEmbeddedResource, depth: depth + 1)
        }
        let items = schema.items.flatMap {
            make($0.schema, isRoot: $0.schema.isEmbeddedResource, depth: depth + 1)
        }
        let given = schema.constraints?.rules ?? []
        guard !given.isEmpty || !fields.isEmpty || additional != nil || items != nil else { return nil }
        let shape = given.isEmpty ? CELShape.dyn : CELShape.shape(of: schema, isRoot: isRoot)
        guard let shape else { return nil }
        return RuleTree(schema, shape, given, fields, additional, items)
    }

    private init(
        _ schema: Schema,
        _ shape: CELShape,
        _ given: [Value],
        _ fields: [String: RuleTree],
        _ additional: RuleTree?,
        _ items: RuleTree?
    ) {
        self.schema = schema
        self.shape = shape
        self.given = given
        self.fields = fields
        self.additional = additional
        self.items = items
        typeName = schema.ruleTypeName
    }
}

extension Schema {
    /// The type as a CRD names it; empty where it names none.
    var ruleTypeName: String {
        switch type {
        case .object, .array, .string, .integer, .number, .boolean: typeWords
        case .any, .intOrString, .quantity: ""
        }
    }
}
