// SPDX-License-Identifier: MIT

internal import Kn8Value

extension Schema {
    /// The node of a definition in the catalogue's form: one line a field.
    convenience init(definition name: String, text: String) {
        let lines = text.split(separator: "\n")
        let head = lines.first?.split(separator: " ").dropFirst(2) ?? []
        self.init(
            type: .object,
            fields: lines.dropFirst().compactMap { SchemaField(catalogueLine: $0) },
            isAtomic: head.contains("map=atomic"),
            definition: name,
            isNative: true
        )
    }
}

extension SchemaField {
    /// The field of a line `name[!] type [word=value ...]`; nil when the line is none.
    fileprivate init?(catalogueLine line: Substring) {
        let parts = line.split(separator: " ", maxSplits: 2)
        guard parts.count >= 2 else { return nil }
        let isRequired = parts[0].hasSuffix("!")
        var words: [Substring: Substring] = [:]
        var rest = parts.count > 2 ? parts[2] : ""
        while let equals = rest.firstIndex(of: "=") {
            let key = rest[..<equals]
            // The values of an enumeration may hold spaces; they end the line.
            let end = key == "enum" ? rest.endIndex : rest.firstIndex(of: " ") ?? rest.endIndex
            words[key] = rest[rest.index(after: equals)..<end]
            rest = rest[end...].drop { $0 == " " }
        }
        self.init(
            name: String(isRequired ? parts[0].dropLast() : parts[0]),
            link: SchemaLink(catalogueType: parts[1], words: words),
            isRequired: isRequired,
            defaultValue: words["default"].map(Value.init(catalogueDefault:)),
            patchStrategy: words["patch"].map(String.init) ?? "",
            mergeKey: words["merge"].map(String.init) ?? "",
            isAtomic: words["map"] == "atomic"
        )
    }
}

extension SchemaLink {
    /// The node of a type as the catalogue spells it: `string`, `[core.v1.Container]`, `{quantity}`, …
    fileprivate init(catalogueType text: Substring, words: [Substring: Substring]) {
        if let inner = text.between("[", "]") {
            let listType: Schema.ListType? =
                switch words["list"] {
                case "atomic": .atomic
                case "set": .set
                case "map": .map(keys: (words["keys"] ?? "").split(separator: ",").map(String.init))
                default: nil
                }
            let items = SchemaLink(catalogueType: inner, words: ["enum": words["enum"]].compactMapValues { $0 })
            self = .node(Schema(type: .array, items: items, listType: listType, isNative: true))
        } else if let inner = text.between("{", "}") {
            let values = SchemaLink(catalogueType: inner, words: ["enum": words["enum"]].compactMapValues { $0 })
            let isAtomic = words["map"] == "atomic"
            self = .node(Schema(type: .object, additional: values, isAtomic: isAtomic, isNative: true))
        } else if text.contains("."), let definition = Catalogue.shared.definition(String(text)) {
            self = .definition(definition)
        } else {
            var constraints: SchemaConstraints?
            if let values = words["enum"] {
                constraints = SchemaConstraints()
                constraints?.values = values.split(separator: "|", omittingEmptySubsequences: false)
                    .map { .string(String($0)) }
            }
            let (type, format) = Schema.scalar(text)
            self = .node(Schema(type: type, format: format, constraints: constraints, isNative: true))
        }
    }
}

extension Schema {
    fileprivate static func scalar(_ name: Substring) -> (ValueType, String) {
        switch name {
        case "string": (.string, "")
        case "byte": (.string, "byte")
        case "time": (.string, "date-time")
        case "int32": (.integer, "int32")
        case "int64": (.integer, "int64")
        case "double", "number": (.number, "double")
        case "bool": (.boolean, "")
        case "quantity": (.quantity, "")
        case "intstr": (.intOrString, "")
        case "object": (.object, "")
        default: (.any, "")
        }
    }
}

extension Substring {
    fileprivate func between(_ opening: Character, _ closing: Character) -> Substring? {
        first == opening && last == closing && count > 1 ? dropFirst().dropLast() : nil
    }
}

extension Value {
    fileprivate init(catalogueDefault text: Substring) {
        switch text {
        case "{}": self = .emptyObject
        case "\"\"": self = ""
        case "true": self = true
        case "false": self = false
        default: self = Int64(text).map(Value.int) ?? .string(String(text))
        }
    }
}
