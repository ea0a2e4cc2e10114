// SPDX-License-Identifier: MIT

/// A parsed expression: nodes in one array, each known by its index. Children come before their parents, so that
/// nothing needs to recurse to free or copy a tree, and each node knows how deep the tree below it is.
package struct CELSyntax: Sendable {
    /// The index of a node.
    package typealias ID = Int

    /// One node; what it contains it names by index.
    package enum Node: Sendable {
        case literal(CELValue)
        /// A name; with a leading dot it is not looked up in comprehension scopes or containers.
        case name(String)
        case select(ID, field: String)
        /// `has(operand.field)`.
        case presence(ID, field: String)
        /// A call of a function or an operator (`_+_`); `&&` and `||` have two arguments or more.
        case call(String, receiver: ID?, [ID])
        /// `optionals` are the positions written with `?`.
        case list([ID], optionals: Set<Int>)
        case map([Entry])
        case message(String, [FieldEntry])
        case comprehension(Comprehension)
        /// `cel.bind`: `body` sees `value` as `name`; evaluated once, when it is needed first.
        case bind(String, value: ID, body: ID)
        /// `optMap` and `optFlatMap`.
        case optionalMap(ID, variable: String, body: ID, isFlat: Bool)
    }

    /// An entry of a map literal.
    package struct Entry: Sendable {
        let key: ID
        let value: ID
        let isOptional: Bool
        let offset: Int
    }

    /// A field of a message literal.
    package struct FieldEntry: Sendable {
        let name: String
        let value: ID
        let isOptional: Bool
        let offset: Int
    }

    /// A loop over a list or a map, which is what most macros become.
    package struct Comprehension: Sendable {
        /// What the loop makes of its elements.
        package enum Kind: Sendable {
            case all
            case exists
            case existsOne
            /// `map` and, with two variables, `transformList`.
            case map
            case filter
            case transformMap
            case transformMapEntry
        }

        let kind: Kind
        let range: ID
        let variable: String
        /// The second variable of a two-variable macro.
        let second: String?
        /// What must hold of an element; nil when all count.
        let predicate: ID?
        /// What is made of an element; nil for `all`, `exists`, `existsOne` and `filter`.
        let transform: ID?
    }

    private(set) var nodes: [Node] = []
    private(set) var offsets: [Int] = []
    private var heights: [Int] = []
    var root: ID = 0

    /// Adds `node`, written at `offset`.
    mutating func add(_ node: Node, at offset: Int) -> ID {
        var height = 0
        for child in Self.children(of: node) { height = max(height, heights[child]) }
        nodes.append(node)
        offsets.append(offset)
        heights.append(height + 1)
        return nodes.count - 1
    }

    /// How many nodes are on the longest way down from `id`.
    func height(of id: ID) -> Int { heights[id] }

    subscript(id: ID) -> Node {
        get { nodes[id] }
        set { nodes[id] = newValue }
    }

    static func children(of node: Node) -> [ID] {
        switch node {
        case .literal, .name: []
        case .select(let operand, _), .presence(let operand, _): [operand]
        case .call(_, let receiver, let arguments): receiver.map { [$0] + arguments } ?? arguments
        case .list(let elements, _): elements
        case .map(let entries): entries.flatMap { [$0.key, $0.value] }
        case .message(_, let fields): fields.map(\.value)
        case .comprehension(let loop): [loop.range] + [loop.predicate, loop.transform].compactMap { $0 }
        case .bind(_, let value, let body): [value, body]
        case .optionalMap(let target, _, let body, _): [target, body]
        }
    }

    /// `a.b.c` when `id` is a chain of selections from a name; nil otherwise.
    func qualifiedName(of id: ID) -> String? {
        var fields: [String] = []
        var current = id
        while true {
            switch nodes[current] {
            case .name(let name): return ([name] + fields.reversed()).joined(separator: ".")
            case .select(let operand, let field):
                fields.append(field)
                current = operand
            default: return nil
            }
        }
    }
}
