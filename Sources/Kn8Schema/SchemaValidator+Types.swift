// SPDX-License-Identifier: MIT

internal import Kn8Value

extension SchemaValidator {
    /// Whether `value` is of the node's type; records the breach when it is not.
    mutating func checkType(_ value: Value, _ schema: Schema, _ place: Place) -> Bool {
        guard !schema.accepts(value) else {
            if schema.format == "int32" || schema.type == .quantity { return checkWidth(value, schema, place) }
            return true
        }
        if schema.isNative {
            addUndecodable(value, schema, place)
        } else {
            let type = schema.typeWords
            let shown = value.string.map { "\"\($0)\"" } ?? "\"\(value.typeName)\""
            let wantsText = schema.type == .string && value.isPlainScalar
            add("schema/type", remedy: SchemaValidator.remedy(for: value, schema), wantsText: wantsText) { path in
                "Invalid value: \"\(value.typeName)\": \(path) in body must be of type \(type): \(shown)"
            }
        }
        return false
    }

    private mutating func checkWidth(_ value: Value, _ schema: Schema, _ place: Place) -> Bool {
        switch value {
        case .int(let number) where schema.format == "int32" && Int32(exactly: number) == nil:
            if schema.isNative {
                addUndecodable(value, schema, place)
            } else {
                add("schema/type") {
                    "Invalid value: \"\": Checked value must be of type integer with format int32 in \($0)"
                }
            }
            return false
        case .string(let text) where schema.type == .quantity && !QuantityShape.matches(text):
            add("schema/format", remedy: "write a number with a unit, for example 500m or 1Gi") { _ in
                "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
            }
            return false
        default: return true
        }
    }

    /// What Go's decoder says of a value that does not fit its struct.
    private mutating func addUndecodable(_ value: Value, _ schema: Schema, _ place: Place) {
        let kind: String =
            switch value {
            case .bool: "bool"
            case .int(let number): schema.type == .integer ? "number \(number)" : "number"
            case .double: schema.type == .integer ? "number \(value.json())" : "number"
            default: value.typeName
            }
        let structure = place.structure
        let last = place.isMapKey ? 1 : 0
        let type = schema.goType
        let wantsText = schema.type == .string && value.isPlainScalar
        add("schema/type", remedy: SchemaValidator.remedy(for: value, schema), wantsText: wantsText) { path in
            let names = path.steps.compactMap { if case .key(let key) = $0 { key } else { nil } }
            // Go knows the field by its struct; keys of maps are no fields.
            return
                "json: cannot unmarshal \(kind) into Go struct field \(structure).\(names.dropLast(last).joined(separator: "."))"
                + " of type \(type)"
        }
    }

    private static func remedy(for value: Value, _ schema: Schema) -> String? {
        switch (schema.type, value) {
        case (.string, .int), (.string, .double), (.string, .bool): "put the value in quotes"
        case (.integer, .string(let text)) where Int64(text) != nil: "write the number without quotes"
        case (.boolean, .string("true")), (.boolean, .string("false")): "write the value without quotes"
        case (.array, .object), (.array, .string): "write a list, each element after a dash"
        default: nil
        }
    }
}

extension Value {
    /// Whether this is neither text nor a collection.
    fileprivate var isPlainScalar: Bool {
        switch self {
        case .null, .bool, .int, .double: true
        case .string, .array, .object: false
        }
    }
}

extension Schema {
    /// Whether `value` is of the node's type, its width apart.
    func accepts(_ value: Value) -> Bool {
        switch (type, value) {
        case (.any, _), (.object, .object), (.array, .array), (.string, .string), (.integer, .int),
            (.number, .int), (.number, .double), (.boolean, .bool), (.intOrString, .int), (.intOrString, .string),
            (.quantity, .string), (.quantity, .int), (.quantity, .double):
            true
        // kubectl writes a whole number without its fraction, however it was read.
        case (.integer, .double(let number)): number == number.rounded() && number.magnitude < 1e15
        default: false
        }
    }

    /// The type as the server's schema messages say it.
    var typeWords: String {
        switch type {
        case .any: "any"
        case .object: "object"
        case .array: "array"
        case .string: "string"
        case .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        case .intOrString: "integer,string"
        case .quantity: "string"
        }
    }

    /// The Go type, as the decoder's messages say it, for example `int32`, `[]v1.Container`, `map[string]string`.
    var goType: String {
        switch type {
        case .any: return "interface {}"
        case .array: return "[]\(items?.schema.goType ?? "interface {}")"
        case .string: return format == "byte" ? "[]uint8" : "string"
        case .integer: return format.isEmpty ? "int64" : format
        case .number: return "float64"
        case .boolean: return "bool"
        case .intOrString: return "intstr.IntOrString"
        case .quantity: return "resource.Quantity"
        case .object:
            if let additional { return "map[string]\(additional.schema.goType)" }
            let parts = definition.split(separator: ".")
            return parts.count > 1 ? parts.suffix(2).joined(separator: ".") : "map[string]interface {}"
        }
    }
}
