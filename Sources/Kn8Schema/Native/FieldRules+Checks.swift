// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The checks that the rules of many kinds share.
extension FieldRules {
    /// A text must be there.
    mutating func require(_ map: ValueMap, _ key: String, _ detail: String = "") {
        if map.isMissing(key) { required(Field(key), detail) }
    }

    /// A text, where there is one, has `shape`; with `isRequired` the empty text is judged as well.
    mutating func shape(_ map: ValueMap, _ key: String, _ shape: NameShape, isRequired: Bool = false) {
        let text: String
        switch map[key] {
        case .string(let present)?: text = present
        case nil, .null?: text = ""
        default: return
        }
        guard !text.isEmpty || isRequired, !shape.holds(text) else { return }
        for words in shape.faults(in: text) { invalid(Field(key), .string(text), words) }
    }

    /// A text is there and has `shape`.
    mutating func requireShape(_ map: ValueMap, _ key: String, _ shape: NameShape) {
        if map.isMissing(key) { required(Field(key)) } else { self.shape(map, key, shape) }
    }

    /// A text, where there is one, is among `choices`; an empty one counts as the default.
    mutating func choice(_ map: ValueMap, _ key: String, _ choices: [String]) {
        guard case .string(let text)? = map[key], !text.isEmpty, !choices.contains(text) else { return }
        unsupported(Field(key), .string(text), choices)
    }

    /// A text is there and among `choices`.
    mutating func requireChoice(_ map: ValueMap, _ key: String, _ choices: [String]) {
        if map.isMissing(key) { required(Field(key)) } else { choice(map, key, choices) }
    }

    /// A number is not negative.
    mutating func notNegative(_ map: ValueMap, _ key: String) {
        guard let number = map.number(key), number < 0 else { return }
        invalid(Field(key), .int(number), "must be greater than or equal to 0")
    }

    /// A number is in `range`.
    mutating func within(_ map: ValueMap, _ key: String, _ range: ClosedRange<Int64>) {
        guard let number = map.number(key), !range.contains(number) else { return }
        invalid(
            Field(key),
            .int(number),
            "must be between \(range.lowerBound) and \(range.upperBound), inclusive"
        )
    }

    /// A port number, or with names allowed its name.
    mutating func port(_ map: ValueMap, _ key: String) {
        switch map[key] {
        case .int(let number)?:
            if !(1...65_535).contains(number) {
                invalid(Field(key), .int(number), "must be between 1 and 65535, inclusive")
            }
        case .string(let name)?:
            if !NameShape.portName.holds(name) {
                for words in NameShape.portName.faults(in: name) { invalid(Field(key), .string(name), words) }
            }
        default: break
        }
    }

    /// A file mode.
    mutating func fileMode(_ map: ValueMap, _ key: String) {
        guard let mode = map.number(key), !(0...0o777).contains(mode) else { return }
        invalid(Field(key), .int(mode), "must be a number between 0 and 0777 (octal), both inclusive")
    }

    /// A relative path that does not lead upwards.
    mutating func descendingPath(_ field: Field, _ path: String, notReserved: Bool = false, seenAt seen: Field? = nil) {
        if path.hasPrefix("/") { invalid(field, .string(path), "must be a relative path", seenAt: seen) }
        noBacksteps(field, path, seenAt: seen)
        if notReserved, path.hasPrefix(".."), !path.hasPrefix("../") {
            invalid(field, .string(path), "must not start with '..'", seenAt: seen)
        }
    }

    /// A path without `..`.
    mutating func noBacksteps(_ field: Field, _ path: String, seenAt seen: Field? = nil) {
        guard path.contains(".."), path.split(separator: "/").contains("..") else { return }
        invalid(field, .string(path), "must not contain '..'", seenAt: seen)
    }

    /// A value, `number%` or not negative.
    mutating func intOrPercent(_ map: ValueMap, _ key: String) {
        switch map[key] {
        case .int: notNegative(map, key)
        case .string(let text)?:
            guard IntOrPercent.percent(text) == nil else { return }
            invalid(
                Field(key),
                .string(text),
                "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex "
                    + "used for validation is '[0-9]+%')"
            )
        default: break
        }
    }

    /// A percentage of at most 100.
    mutating func atMostAll(_ map: ValueMap, _ key: String) {
        guard let text = map.optionalText(key), let percent = IntOrPercent.percent(text), percent > 100 else { return }
        invalid(Field(key), .string(text), "must not be greater than 100%")
    }

    /// An IP address of either family.
    mutating func address(_ field: Field, _ value: Value?) {
        guard let text = value?.string, NetworkAddress(text) == nil else { return }
        invalid(field, .string(text), "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)")
    }

    /// An IP prefix of either family.
    mutating func prefix(_ field: Field, _ text: String) {
        guard NetworkPrefix(text) == nil else { return }
        invalid(field, .string(text), "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)")
    }

    /// `example.com/path`.
    mutating func domainPrefixedPath(_ map: ValueMap, _ key: String) {
        let field = Field(key)
        guard let text = map.optionalText(key) else { return }
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard !text.isEmpty else { return required(field) }
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            return invalid(field, .string(text), "must be a domain-prefixed path (such as \"acme.io/foo\")")
        }
        for words in NameShape.subdomain.faults(in: String(parts[0])) {
            invalid(field, .string(String(parts[0])), words)
        }
        let others = Set("/-._~%!$&'()*+,;=:".utf8)
        if !parts[1].utf8.allSatisfy({ $0.isAlphanumeric || others.contains($0) }) {
            invalid(
                field,
                .string(String(parts[1])),
                "Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')"
            )
        }
    }
}

/// A count, or a share of another count.
enum IntOrPercent {
    /// The number before the `%`; nil when the text is no percentage.
    static func percent(_ text: String) -> Int64? {
        guard text.utf8.last == UInt8(ascii: "%"), text.utf8.count > 1, text.utf8.dropLast().allSatisfy(\.isDigit)
        else {
            return nil
        }
        return Int64(text.dropLast()) ?? .max
    }

    /// The count or the percentage; what is neither counts as nothing.
    static func amount(_ value: Value?) -> Int64 {
        switch value {
        case .int(let number)?: number
        case .string(let text)?: percent(text) ?? Int64(text) ?? 0
        default: 0
        }
    }
}
