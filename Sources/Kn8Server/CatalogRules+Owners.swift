// SPDX-License-Identifier: MIT

package import Kn8Merge
internal import Kn8Schema
internal import Kn8Value

extension CatalogRules {
    /// How the fields of objects of a kind are owned and merged, by the lists' and mappings' types that its schema states.
    package func mergeSchema(apiVersion: String, kind: String) -> (any MergeSchema)? {
        let catalog = catalog
        guard let entry = catalog.kind(apiVersion: apiVersion, kind: kind) ?? catalog.retired(apiVersion, kind),
            let schema = catalog.schema(for: entry)
        else {
            return nil
        }
        return CatalogMergeSchema(schema: schema, isObject: !schema.isNative)
    }
}

/// What the catalogue or a definition has of the values at one place.
private struct CatalogMergeSchema: MergeSchema {
    private static let metadata = SchemaCatalog.standard.schema(definition: "meta.v1.ObjectMeta")
    private static let text = SchemaCatalog.standard.schema(definition: "meta.v1.ObjectMeta")?.field("name")?.schema

    let schema: Schema
    /// Whether the field that leads here makes a mapping one value.
    var isAtomic = false
    /// Whether this is a whole object of a custom kind: its metadata is every object's, though its schema says nothing.
    var isObject = false

    var mergeForm: MergeForm {
        switch schema.type {
        case .string: return .text
        case .integer, .number: return .number
        case .boolean: return .flag
        case .intOrString, .quantity: return .scalar
        case .any: return schema.isNative ? .untypedAtomic : .untyped
        case .array:
            switch schema.listType {
            case .set: return .set
            case .map(let keys): return .keyedList(keys)
            case .atomic, nil: return .atomicList
            }
        case .object:
            if isAtomic || schema.isAtomic { return .atomicMapping }
            return .mapping
        }
    }

    func mergeField(_ name: String) -> MergeField? {
        if isObject {
            switch name {
            case "metadata": return CatalogMergeSchema.metadata.map { MergeField(CatalogMergeSchema(schema: $0)) }
            case "apiVersion", "kind": return CatalogMergeSchema.text.map { MergeField(CatalogMergeSchema(schema: $0)) }
            default: break
            }
        }
        guard schema.type == .object, let field = schema.field(name) else { return nil }
        return MergeField(wrapped(field.schema, isAtomic: field.isAtomic), defaultValue: field.defaultValue)
    }

    // As above, without what else there is to know of a field: this is asked at every step of every write.
    func below(_ key: String) -> (any MergeSchema)? {
        if isObject { return mergeField(key)?.schema ?? mergeElements }
        guard schema.type == .object, let (field, isAtomic) = schema.node(of: key) else { return mergeElements }
        return wrapped(field, isAtomic: isAtomic)
    }

    var mergeElements: (any MergeSchema)? {
        switch schema.type {
        case .array: return schema.items.map { wrapped($0.schema, isAtomic: false) } ?? UntypedSchema()
        case .object:
            if let additional = schema.additional { return wrapped(additional.schema, isAtomic: false) }
            return schema.isOpen ? UntypedSchema() : nil
        default: return UntypedSchema(isAtomic: schema.isNative)
        }
    }

    var standingFields: [(name: String, value: Value)] { schema.standingFields }

    var isAmount: Bool { schema.type == .quantity }

    private func wrapped(_ schema: Schema, isAtomic: Bool) -> CatalogMergeSchema {
        CatalogMergeSchema(schema: schema, isAtomic: isAtomic, isObject: schema.isEmbeddedResource && !schema.isNative)
    }
}
