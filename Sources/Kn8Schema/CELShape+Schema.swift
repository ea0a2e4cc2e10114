// SPDX-License-Identifier: MIT

internal import Kn8CEL
internal import Kn8Value

extension CELShape {
    /// The deepest nesting that smallest sizes are summed up to; a reference to itself would have no end.
    private static let deepest = 64

    /// What CEL sees of a node of a schema (`kubernetes:apiserver/pkg/cel/common/schemas.go`); nil when it sees nothing,
    /// as of fields without a type.
    ///
    /// - Parameters:
    ///   - isRoot: Whether the node is a whole object, whose `apiVersion`, `kind` and names are always there.
    ///   - name: The name of its type in messages; those of the nodes below start with it.
    static func shape(of schema: Schema, isRoot: Bool = false, name: String = "selfType") -> CELShape? {
        shape(of: schema, isRoot: isRoot, name: name, depth: 0)
    }

    private static func shape(of schema: Schema, isRoot: Bool, name: String, depth: Int) -> CELShape? {
        guard depth < deepest else { return nil }
        let rules = schema.constraints
        let isNullable = schema.nullable
        switch schema.type {
        case .any: return nil
        case .intOrString, .quantity:
            return CELShape(
                .dyn,
                largestCount: rules?.maxLength.map { characters($0) },
                smallestSize: 1,
                isNullable: isNullable
            )
        case .boolean: return CELShape(.bool, isNullable: isNullable)
        case .integer: return CELShape(.int, isNullable: isNullable)
        case .number: return CELShape(.double, isNullable: isNullable)
        case .string: return text(schema)
        case .array:
            guard let items = schema.items?.schema,
                let element = shape(
                    of: items,
                    isRoot: items.isEmbeddedResource,
                    name: name + ".@idx",
                    depth: depth + 1
                )
            else { return nil }
            let largest = rules?.maxItems.map { UInt64(max($0, 0)) }
            return CELShape(.list(element, semantics(schema)), largestCount: largest, isNullable: isNullable)
        case .object:
            guard let additional = schema.additional?.schema, additional.type != .any else {
                return object(schema, isRoot: isRoot, name: name, depth: depth)
            }
            guard
                let element = shape(
                    of: additional,
                    isRoot: additional.isEmbeddedResource,
                    name: name + ".@elem",
                    depth: depth + 1
                )
            else { return nil }
            let largest = rules?.maxProperties.map { UInt64(max($0, 0)) }
            return CELShape(.map(element), largestCount: largest, isNullable: isNullable)
        }
    }

    private static func object(_ schema: Schema, isRoot: Bool, name: String, depth: Int) -> CELShape {
        var smallest: UInt64 = 2
        for field in schema.fields where field.isRequired && field.defaultValue == nil {
            let child = field.schema
            guard
                let shape = shape(of: child, isRoot: child.isEmbeddedResource, name: name, depth: depth + 1)
            else { continue }
            smallest = smallest.saturatingSum(UInt64(field.name.utf8.count) + 4).saturatingSum(shape.smallestSize)
        }
        return CELShape(object: name, smallestSize: smallest, isNullable: schema.nullable) { identifier in
            if isRoot, let field = rootField(identifier) { return field }
            guard let key = CELFieldName.unescaped(identifier), let field = schema.field(key) else { return nil }
            let child = field.schema
            return shape(
                of: child,
                isRoot: child.isEmbeddedResource,
                name: "\(name).\(key)",
                depth: depth + 1
            ).map { Field(key: key, shape: $0) }
        }
    }

    /// The fields that every whole object has; nothing else of its metadata can be seen.
    private static func rootField(_ identifier: String) -> Field? {
        switch identifier {
        case "apiVersion", "kind": Field(key: identifier, shape: CELShape(.string))
        case "metadata":
            Field(
                key: identifier,
                shape: CELShape(
                    object: "selfType.metadata",
                    fields: [("name", CELShape(.string)), ("generateName", CELShape(.string))]
                )
            )
        default: nil
        }
    }

    private static func text(_ schema: Schema) -> CELShape {
        let longest = schema.constraints?.maxLength
        switch schema.format {
        case "byte":
            return CELShape(.bytes, largestCount: longest.map { UInt64(max($0, 0)) }, isNullable: schema.nullable)
        case "duration": return CELShape(.duration, isNullable: schema.nullable)
        case "date":
            return CELShape(.timestamp, largestCount: 12, smallestSize: 12, isNullable: schema.nullable)
        case "date-time": return CELShape(.timestamp, isNullable: schema.nullable)
        default: break
        }
        var largest = longest.map { characters($0) }
        if largest == nil, let values = schema.constraints?.values, !values.isEmpty {
            largest = UInt64(values.compactMap { $0.string?.utf8.count }.max() ?? 0)
        }
        return CELShape(.string, largestCount: largest, isNullable: schema.nullable)
    }

    /// A character may take four bytes.
    private static func characters(_ length: Int) -> UInt64 { UInt64(max(length, 0)).saturatingProduct(4) }

    private static func semantics(_ schema: Schema) -> CELListSemantics {
        switch schema.listType {
        case .set?: .set
        case .map(let keys)?: .map(keys: keys)
        case .atomic?, nil: .atomic
        }
    }
}
