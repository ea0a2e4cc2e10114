// SPDX-License-Identifier: MIT

internal import Kn8Value

extension Schema {
    /// How a node finds the definitions that its text names.
    typealias Scope = @Sendable (String) -> SchemaDefinition?

    /// The node of a definition in the catalogue's form: one line a field.
    convenience init(definition name: String, text: String, scope: Scope) {
        let lines = text[...].pieces(at: UInt8(ascii: "\n"))
        let head = lines.first?.pieces(at: UInt8(ascii: " ")).dropFirst(2) ?? []
        // The definitions of CRDs are judged as the server judges custom resources.
        let isNative = !head.contains("custom")
        self.init(
            type: .object,
            fields: lines.dropFirst().compactMap { SchemaField(catalogueLine: $0, isNative: isNative, scope: scope) },
            preservesUnknown: head.contains("open"),
            isAtomic: head.contains("map=atomic"),
            definition: isNative ? name : "",
            isNative: isNative
        )
    }
}

extension SchemaField {
    /// The field of a line `name[!] type [word=value ...]`; nil when the line is none.
    fileprivate init?(catalogueLine line: Substring, isNative: Bool, scope: Schema.Scope) {
        let parts = line.pieces(at: UInt8(ascii: " "), most: 2)
        guard parts.count >= 2 else { return nil }
        let isRequired = parts[0].hasSuffix("!")
        var words: [Substring: Substring] = [:]
        var rest = parts.count > 2 ? parts[2] : ""
        while let equals = rest.utf8.firstIndex(of: UInt8(ascii: "=")) {
            let key = rest[..<equals]
            // The values of an enumeration, and a pattern, may hold spaces; they end the line.
            let end =
                key == "enum" || key == "pattern"
                ? rest.endIndex : rest.utf8.firstIndex(of: UInt8(ascii: " ")) ?? rest.endIndex
            words[key] = rest[rest.index(after: equals)..<end]
            rest = rest[end...].drop { $0 == " " }
        }
        self.init(
            name: String(isRequired ? parts[0].dropLast() : parts[0]),
            link: SchemaLink(catalogueType: parts[1], words: words, isNative: isNative, scope: scope),
            isRequired: isRequired,
            defaultValue: words["default"].map(Value.init(catalogueDefault:)),
            patchStrategy: words["patch"].map(String.init) ?? "",
            mergeKey: words["merge"].map(String.init) ?? "",
            isAtomic: words["map"] == "atomic",
            isStruct: words["go"] == "struct"
        )
    }
}

extension SchemaLink {
    /// The node of a type as the catalogue spells it: `string`, `[core.v1.Container]`, `{quantity}`, …
    fileprivate init(
        catalogueType text: Substring,
        words: [Substring: Substring],
        isNative: Bool,
        scope: Schema.Scope
    ) {
        func inside(_ type: Substring) -> SchemaLink {
            // What is said of the values is said of the innermost ones.
            let rest = words.filter { SchemaConstraints.words.contains($0.key) }
            return SchemaLink(catalogueType: type, words: rest, isNative: isNative, scope: scope)
        }
        if let inner = text.between("[", "]") {
            let listType: Schema.ListType? =
                switch words["list"] {
                case "atomic": .atomic
                case "set": .set
                case "map": .map(keys: (words["keys"] ?? "").split(separator: ",").map(String.init))
                default: nil
                }
            let constraints = SchemaConstraints(catalogueSizes: words, isList: true)
            self = .node(
                Schema(
                    type: .array,
                    items: inside(inner),
                    listType: listType,
                    constraints: constraints,
                    isNative: isNative
                )
            )
        } else if let inner = text.between("{", "}") {
            let isAtomic = words["map"] == "atomic"
            self = .node(
                Schema(
                    type: .object,
                    additional: inside(inner),
                    isAtomic: isAtomic,
                    constraints: SchemaConstraints(catalogueSizes: words, isList: false),
                    isNative: isNative
                )
            )
        } else if text.contains("."), let definition = scope(String(text)) {
            self = .definition(definition)
        } else {
            let (type, format) = Schema.scalar(text)
            self = .node(
                Schema(
                    type: type,
                    format: words["format"].map(String.init) ?? format,
                    preservesUnknown: !isNative && (type == .object || type == .any),
                    nullable: words["null"] == "yes",
                    constraints: SchemaConstraints(catalogueWords: words, type: type),
                    isNative: isNative
                )
            )
        }
    }
}

extension SchemaConstraints {
    /// The words that say something of a scalar.
    fileprivate static let words: Set<Substring> = ["enum", "min", "max", "minlen", "maxlen", "pattern", "format"]

    /// The rules of a scalar; nil when there are none.
    fileprivate init?(catalogueWords words: [Substring: Substring], type: Schema.ValueType) {
        guard words.keys.contains(where: SchemaConstraints.words.contains) else { return nil }
        self.init()
        if let list = words["enum"] {
            values = list.split(separator: "|", omittingEmptySubsequences: false).map {
                (type == .integer ? Int64($0).map(Value.int) : nil) ?? .string(String($0))
            }
        }
        minimum = words["min"].flatMap { Double($0) }
        maximum = words["max"].flatMap { Double($0) }
        minLength = words["minlen"].flatMap { Int($0) }
        maxLength = words["maxlen"].flatMap { Int($0) }
        pattern = words["pattern"].map(String.init) ?? ""
        if isEmpty { return nil }
    }

    /// How many elements a list or a map has; nil when any number.
    fileprivate init?(catalogueSizes words: [Substring: Substring], isList: Bool) {
        let least = words["minitems"].flatMap { Int($0) }
        let most = words["maxitems"].flatMap { Int($0) }
        guard least != nil || most != nil else { return nil }
        self.init()
        if isList { (minItems, maxItems) = (least, most) } else { (minProperties, maxProperties) = (least, most) }
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
