// SPDX-License-Identifier: MIT

internal import Kn8Value

extension SchemaValidator {
    mutating func checkConstraints(_ value: Value, _ schema: Schema, _ rules: SchemaConstraints, _ place: Place) {
        if let values = rules.values, !(schema.isNative && (place.isStatus || value == .string(""))) {
            checkEnumeration(value, values)
        }
        switch value {
        case .string(let text): checkText(text, rules)
        case .int(let number): checkNumber(Double(number), rules, shown: value.shown)
        case .double(let number): checkNumber(number, rules, shown: value.shown)
        case .array(let elements): checkCount(elements.count, rules)
        case .object(let map): checkFieldCount(map.count, rules)
        case .null, .bool: break
        }
        checkJunctors(value, rules)
    }

    private mutating func checkEnumeration(_ value: Value, _ values: [Value]) {
        guard !values.contains(value) else { return }
        let texts = values.compactMap(\.string)
        let nearest = value.string.flatMap { NearestName.of($0, among: texts) }
        let list = values.map(\.shown).joined(separator: ", ")
        add("schema/enum", remedy: nearest.map { "did you mean '\($0)'?" }) { _ in
            "Unsupported value: \(value.shown): supported values: \(list)"
        }
    }

    private mutating func checkText(_ text: String, _ rules: SchemaConstraints) {
        let length = text.unicodeScalars.count
        if let least = rules.minLength, length < least {
            add("schema/length") {
                "Invalid value: \(Value.string(text).shown): \($0) in body should be at least \(least) chars long"
            }
        }
        if let most = rules.maxLength, length > most {
            add("schema/length") { _ in "Too long: may not be more than \(most) bytes" }
        }
        let pattern = rules.pattern
        if !pattern.isEmpty, PatternCheck.fails(text, pattern) {
            add("schema/pattern") {
                "Invalid value: \(Value.string(text).shown): \($0) in body should match '\(pattern)'"
            }
        }
    }

    private mutating func checkNumber(_ number: Double, _ rules: SchemaConstraints, shown: String) {
        func refuse(_ words: String) {
            add("schema/range") { "Invalid value: \(shown): \($0) in body should be \(words)" }
        }
        if let least = rules.minimum, rules.excludesMinimum ? number <= least : number < least {
            refuse("greater than \(rules.excludesMinimum ? "" : "or equal to ")\(Value.plain(least))")
        }
        if let most = rules.maximum, rules.excludesMaximum ? number >= most : number > most {
            refuse("less than \(rules.excludesMaximum ? "" : "or equal to ")\(Value.plain(most))")
        }
        if let factor = rules.multipleOf, factor > 0, (number / factor).rounded() != number / factor {
            refuse("a multiple of \(Value.plain(factor))")
        }
    }

    private mutating func checkCount(_ count: Int, _ rules: SchemaConstraints) {
        if let least = rules.minItems, count < least {
            add("schema/length") { "Invalid value: \(count): \($0) in body should have at least \(least) items" }
        }
        if let most = rules.maxItems, count > most { addTooMany(count, most) }
    }

    private mutating func checkFieldCount(_ count: Int, _ rules: SchemaConstraints) {
        if let least = rules.minProperties, count < least {
            add("schema/length") { "Invalid value: \(count): \($0) in body should have at least \(least) properties" }
        }
        if let most = rules.maxProperties, count > most { addTooMany(count, most) }
    }

    private mutating func addTooMany(_ count: Int, _ most: Int) {
        add("schema/length") { _ in "Too many: \(count): must have at most \(most) item\(most == 1 ? "" : "s")" }
    }

    private mutating func checkJunctors(_ value: Value, _ rules: SchemaConstraints) {
        for schema in rules.allOf { check(value, schema, Place(depth: 1)) }
        if !rules.anyOf.isEmpty, !rules.anyOf.contains(where: { SchemaValidator.holds(value, $0) }) {
            add("schema/any-of") { "Invalid value: \"\": \"\($0)\" must validate at least one schema (anyOf)" }
        }
        if !rules.oneOf.isEmpty {
            let count = rules.oneOf.count { SchemaValidator.holds(value, $0) }
            if count != 1 {
                let found = count == 0 ? "Found none valid" : "Found \(count) valid alternatives"
                add("schema/one-of") {
                    "Invalid value: \"\": \"\($0)\" must validate one and only one schema (oneOf). \(found)"
                }
            }
        }
        if let not = rules.not, SchemaValidator.holds(value, not) {
            add("schema/not") { "Invalid value: \"\": \"\($0)\" must not validate the schema (not)" }
        }
    }

    // Inside a junctor only what the branch names counts; the fields around it are known elsewhere.
    private static func holds(_ value: Value, _ schema: Schema) -> Bool {
        var validator = SchemaValidator(strictness: .ignore)
        validator.check(value, schema, Place(depth: 1))
        return validator.breaches.isEmpty
    }

    /// What Go's decoder says of a text that its type cannot hold.
    mutating func checkDecodes(_ value: Value, _ schema: Schema) {
        guard case .string(let text) = value else { return }
        switch schema.format {
        case "byte":
            guard let offset = Base64.illegalByte(in: text) else { return }
            add("schema/format", remedy: "encode the value in base64, or write it under stringData if this is a Secret")
            { _ in
                "illegal base64 data at input byte \(offset)"
            }
        case "date-time":
            guard let words = GoTime.failure(of: text) else { return }
            add("schema/format", remedy: "write a time such as 2006-01-02T15:04:05Z") { _ in words }
        default: break
        }
    }

    mutating func checkFormat(_ value: Value, _ schema: Schema) {
        guard case .string(let text) = value, !FormatCheck.matches(text, schema.format) else { return }
        let format = schema.format
        add("schema/format") {
            "Invalid value: \(Value.string(text).shown): \($0) in body must be of type \(format): \"\(text)\""
        }
    }
}

extension Value {
    /// The value as the server's messages show it: strings in quotes, the rest as JSON.
    var shown: String { json() }

    /// A number of a rule: without a fraction when it is whole.
    fileprivate static func plain(_ number: Double) -> String {
        Int64(exactly: number).map(String.init) ?? Value.double(number).json()
    }
}
