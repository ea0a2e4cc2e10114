// SPDX-License-Identifier: MIT

internal import Kn8Value

/// A Swagger document as protobuf, which is the only form that client-go and kubectl read it in
/// (`gnostic:openapiv2/OpenAPIv2.proto`).
enum SwaggerMessage {
    /// The message of a whole document.
    static func document(_ value: Value) -> [UInt8] {
        var writer = ProtobufWriter()
        writer.text(1, value["swagger"]?.string ?? "")
        var info = ProtobufWriter()
        info.text(1, value["info"]?["title"]?.string ?? "")
        info.text(2, value["info"]?["version"]?.string ?? "")
        writer.message(2, info.bytes)
        var paths = ProtobufWriter()
        for path in value["paths"]?.object ?? [:] { paths.message(2, named(path.key, item(path.value))) }
        writer.message(8, paths.bytes)
        writer.message(9, schemas(value["definitions"], depth: 0))
        return writer.bytes
    }

    private static func named(_ name: String, _ content: [UInt8]) -> [UInt8] {
        var writer = ProtobufWriter()
        writer.text(1, name)
        writer.message(2, content)
        return writer.bytes
    }

    private static func any(_ value: Value) -> [UInt8] {
        var writer = ProtobufWriter()
        writer.text(2, value.json() + "\n")
        return writer.bytes
    }

    private static func extensions(_ number: Int, of value: Value, in writer: inout ProtobufWriter) {
        for entry in value.object ?? [:] where entry.key.hasPrefix("x-") {
            writer.message(number, named(entry.key, any(entry.value)))
        }
    }

    private static func schemas(_ value: Value?, depth: Int) -> [UInt8] {
        var writer = ProtobufWriter()
        for entry in value?.object ?? [:] { writer.message(1, named(entry.key, schema(entry.value, depth: depth + 1))) }
        return writer.bytes
    }

    private static let numbers = [
        "maxLength": 11, "minLength": 12, "maxItems": 14, "minItems": 15, "maxProperties": 17, "minProperties": 18,
    ]

    private static func schema(_ value: Value, depth: Int) -> [UInt8] {
        var writer = ProtobufWriter()
        guard depth < 64, case .object(let map) = value else { return [] }
        writer.text(1, map["$ref"]?.string ?? "")
        writer.text(2, map["format"]?.string ?? "")
        writer.text(4, map["description"]?.string ?? "")
        if let standard = map["default"] { writer.message(5, any(standard)) }
        for (name, number) in [("multipleOf", 6), ("maximum", 7), ("minimum", 9)] {
            switch map[name] {
            case .int(let value): writer.double(number, Double(value))
            case .double(let value): writer.double(number, value)
            default: break
            }
        }
        writer.text(13, map["pattern"]?.string ?? "")
        for (name, number) in numbers { if let count = map[name]?.int { writer.integer(number, count) } }
        for name in map["required"]?.array ?? [] { writer.text(19, name.string ?? "") }
        for choice in map["enum"]?.array ?? [] { writer.message(20, any(choice)) }
        if let additional = map["additionalProperties"] {
            var item = ProtobufWriter()
            if let flag = additional.bool {
                item.flag(2, flag)
            } else {
                item.message(1, schema(additional, depth: depth + 1))
            }
            writer.message(21, item.bytes)
        }
        if let type = map["type"]?.string {
            var item = ProtobufWriter()
            item.text(1, type)
            writer.message(22, item.bytes)
        }
        if let items = map["items"] {
            var item = ProtobufWriter()
            item.message(1, schema(items, depth: depth + 1))
            writer.message(23, item.bytes)
        }
        for part in map["allOf"]?.array ?? [] { writer.message(24, schema(part, depth: depth + 1)) }
        if let properties = map["properties"] { writer.message(25, schemas(properties, depth: depth)) }
        extensions(31, of: value, in: &writer)
        return writer.bytes
    }

    private static let methods = [("get", 2), ("put", 3), ("post", 4), ("delete", 5), ("patch", 8)]

    private static func item(_ value: Value) -> [UInt8] {
        var writer = ProtobufWriter()
        for (method, number) in methods {
            if let operation = value[method] { writer.message(number, self.operation(operation)) }
        }
        for parameter in value["parameters"]?.array ?? [] { writer.message(9, self.parameter(parameter)) }
        return writer.bytes
    }

    private static func operation(_ value: Value) -> [UInt8] {
        var writer = ProtobufWriter()
        for type in value["produces"]?.array ?? [] { writer.text(6, type.string ?? "") }
        for type in value["consumes"]?.array ?? [] { writer.text(7, type.string ?? "") }
        for parameter in value["parameters"]?.array ?? [] { writer.message(8, self.parameter(parameter)) }
        var responses = ProtobufWriter()
        for entry in value["responses"]?.object ?? [:] {
            var response = ProtobufWriter()
            response.text(1, entry.value["description"]?.string ?? "")
            if let answer = entry.value["schema"] {
                var schemaItem = ProtobufWriter()
                schemaItem.message(1, schema(answer, depth: 0))
                response.message(2, schemaItem.bytes)
            }
            var choice = ProtobufWriter()
            choice.message(1, response.bytes)
            responses.message(1, named(entry.key, choice.bytes))
        }
        writer.message(9, responses.bytes)
        extensions(13, of: value, in: &writer)
        return writer.bytes
    }

    private static func parameter(_ value: Value) -> [UInt8] {
        var inner = ProtobufWriter()
        var parameter = ProtobufWriter()
        let place = value["in"]?.string ?? ""
        if place == "body" {
            inner.text(2, value["name"]?.string ?? "")
            inner.text(3, place)
            inner.flag(4, value["required"]?.bool ?? false)
            if let schema = value["schema"] { inner.message(5, self.schema(schema, depth: 0)) }
            parameter.message(1, inner.bytes)
        } else {
            inner.flag(1, value["required"]?.bool ?? false)
            inner.text(2, place)
            inner.text(4, value["name"]?.string ?? "")
            inner.text(place == "path" ? 5 : 6, value["type"]?.string ?? "")
            var other = ProtobufWriter()
            other.message(place == "path" ? 4 : 3, inner.bytes)
            parameter.message(2, other.bytes)
        }
        var item = ProtobufWriter()
        item.message(1, parameter.bytes)
        return item.bytes
    }
}
