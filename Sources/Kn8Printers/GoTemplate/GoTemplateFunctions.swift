// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The functions of Go templates (`go:text/template/funcs.go`), and kubectl's two.
enum GoTemplateFunctions {
    /// What a function is named, and what it does.
    typealias Function = @Sendable ([Value]) throws(GoTemplate.Fault) -> Value

    /// The names of all functions.
    static let names: Set<String> = Set(functions.keys).union(["and", "or"])

    private static let functions: [String: Function] = [
        "base64decode": { arguments throws(GoTemplate.Fault) in try decoded(only(arguments, "base64decode")) },
        "call": { _ throws(GoTemplate.Fault) in throw fault("call", "call of nil") },
        "eq": { arguments throws(GoTemplate.Fault) in try .bool(equalsAny(arguments)) },
        "exists": { arguments throws(GoTemplate.Fault) in
            .bool(arguments.count < 2 || (try? element(arguments)).map { $0 != .null } ?? false)
        },
        "ge": { arguments throws(GoTemplate.Fault) in try .bool(!precedes(arguments, "ge")) },
        "gt": { arguments throws(GoTemplate.Fault) in try .bool(precedes(arguments.reversed(), "gt")) },
        "html": { arguments throws(GoTemplate.Fault) in .string(escaped(GoFormat.spaced(arguments), GoEscapes.html)) },
        "index": { arguments throws(GoTemplate.Fault) in try element(arguments) },
        "js": { arguments throws(GoTemplate.Fault) in .string(escaped(GoFormat.spaced(arguments), GoEscapes.script)) },
        "le": { arguments throws(GoTemplate.Fault) in try .bool(!precedes(arguments.reversed(), "le")) },
        "len": { arguments throws(GoTemplate.Fault) in try length(only(arguments, "len")) },
        "lt": { arguments throws(GoTemplate.Fault) in try .bool(precedes(arguments, "lt")) },
        "ne": { arguments throws(GoTemplate.Fault) in
            guard arguments.count == 2 else { throw count("ne", "2", arguments.count) }
            return try .bool(!equalsAny(arguments))
        },
        "not": { arguments throws(GoTemplate.Fault) in .bool(!isTrue(try only(arguments, "not"))) },
        "print": { arguments throws(GoTemplate.Fault) in .string(GoFormat.spaced(arguments)) },
        "printf": { arguments throws(GoTemplate.Fault) in
            guard let format = arguments.first else { throw count("printf", "at least 1", 0) }
            guard let format = format.string else { throw GoTemplate.Fault(message: "expected string") }
            return .string(GoFormat.text(format, arguments.dropFirst()))
        },
        "println": { arguments throws(GoTemplate.Fault) in
            .string(arguments.map(\.goText).joined(separator: " ") + "\n")
        },
        "slice": { arguments throws(GoTemplate.Fault) in try slice(arguments) },
        "urlquery": { arguments throws(GoTemplate.Fault) in .string(GoEscapes.query(GoFormat.spaced(arguments))) },
    ]

    /// What `name` makes of `arguments`.
    static func call(_ name: String, _ arguments: [Value]) throws(GoTemplate.Fault) -> Value {
        guard let function = functions[name] else {
            throw GoTemplate.Fault(message: "function \"\(name)\" not defined")
        }
        return try function(arguments)
    }

    /// Whether a value counts: zero and what is empty do not.
    static func isTrue(_ value: Value) -> Bool {
        switch value {
        case .null: false
        case .bool(let flag): flag
        case .int(let number): number != 0
        case .double(let number): number != 0
        case .string(let text): !text.isEmpty
        case .array(let elements): !elements.isEmpty
        case .object(let map): !map.isEmpty
        }
    }

    // MARK: Elements

    private static func element(_ arguments: [Value]) throws(GoTemplate.Fault) -> Value {
        guard var value = arguments.first else { throw count("index", "at least 1", 0) }
        for index in arguments.dropFirst() {
            switch value {
            case .object(let map):
                guard let key = index.string else {
                    throw fault("index", "value has type \(type(of: index)); should be string")
                }
                value = map[key] ?? .null
            case .array(let elements): value = elements[try position(index, below: elements.count)]
            case .string(let text):
                let bytes = Array(text.utf8)
                value = .int(Int64(bytes[try position(index, below: bytes.count)]))
            case .null: throw fault("index", "index of untyped nil")
            default: throw fault("index", "can't index item of type \(type(of: value))")
            }
        }
        return value
    }

    private static func position(_ index: Value, below count: Int) throws(GoTemplate.Fault) -> Int {
        guard case .int(let number) = index else {
            throw fault("index", "cannot index slice/array with type \(type(of: index))")
        }
        guard let position = Int(exactly: number), (0..<count).contains(position) else {
            throw fault("index", "index out of range: \(number)")
        }
        return position
    }

    private static func slice(_ arguments: [Value]) throws(GoTemplate.Fault) -> Value {
        guard let value = arguments.first else { throw count("slice", "at least 1", 0) }
        guard arguments.count <= 4 else { throw fault("slice", "too many slice indexes: \(arguments.count - 1)") }
        let length: Int
        switch value {
        case .array(let elements): length = elements.count
        case .string(let text): length = text.utf8.count
        case .null: throw fault("slice", "slice of untyped nil")
        default: throw fault("slice", "can't slice item of type \(type(of: value))")
        }
        var bounds: [Int] = []
        for index in arguments.dropFirst() { bounds.append(try position(index, below: length + 1)) }
        let start = bounds.first ?? 0
        let end = bounds.count > 1 ? bounds[1] : length
        guard start <= end else { throw fault("slice", "invalid slice index: \(start) > \(end)") }
        switch value {
        case .array(let elements): return .array(Array(elements[start..<end]))
        case .string(let text): return .string(String(decoding: Array(text.utf8)[start..<end], as: UTF8.self))
        default: return value
        }
    }

    private static func length(_ value: Value) throws(GoTemplate.Fault) -> Value {
        switch value {
        case .array(let elements): return .int(Int64(elements.count))
        case .object(let map): return .int(Int64(map.count))
        case .string(let text): return .int(Int64(text.utf8.count))
        case .null: throw fault("len", "len of untyped nil")
        default: throw fault("len", "len of type \(type(of: value))")
        }
    }

    // MARK: Comparison

    private static func equalsAny(_ arguments: [Value]) throws(GoTemplate.Fault) -> Bool {
        guard let first = arguments.first, arguments.count > 1 else {
            throw fault("eq", "missing argument for comparison")
        }
        for other in arguments.dropFirst() where try equals(first, other) { return true }
        return false
    }

    private static func equals(_ one: Value, _ other: Value) throws(GoTemplate.Fault) -> Bool {
        switch (one, other) {
        case (.null, _), (_, .null): return one == other
        case (.bool, .bool), (.int, .int), (.double, .double), (.string, .string): return one == other
        case (.array, .array), (.object, .object): throw fault("eq", "non-comparable type \(type(of: one))")
        default: throw fault("eq", "incompatible types for comparison")
        }
    }

    private static func precedes(_ arguments: [Value], _ name: String) throws(GoTemplate.Fault) -> Bool {
        guard arguments.count == 2 else { throw count(name, "2", arguments.count) }
        switch (arguments[0], arguments[1]) {
        case (.int(let one), .int(let other)): return one < other
        case (.double(let one), .double(let other)): return one < other
        case (.string(let one), .string(let other)): return Array(one.utf8).lexicographicallyPrecedes(Array(other.utf8))
        default: throw fault(name, "incompatible types for comparison")
        }
    }

    // MARK: Text

    private static func escaped(_ text: String, _ escapes: [Unicode.Scalar: String]) -> String {
        var result = ""
        for scalar in text.unicodeScalars { result += escapes[scalar] ?? String(scalar) }
        return result
    }

    private static func decoded(_ value: Value) throws(GoTemplate.Fault) -> Value {
        guard let text = value.string else { throw fault("base64decode", "expected string") }
        // What stands for a secret stands for it decoded, too.
        guard SecretStandIn.found(in: text) == nil else { return value }
        guard let bytes = Base64.decoded(text) else {
            let place = Base64.illegalByte(in: text).map { " at input byte \($0)" } ?? ""
            throw fault("base64decode", "base64 decode failed: illegal base64 data\(place)")
        }
        return .string(String(decoding: bytes, as: UTF8.self))
    }

    // MARK: Complaints

    private static func only(_ arguments: [Value], _ name: String) throws(GoTemplate.Fault) -> Value {
        guard let first = arguments.first, arguments.count == 1 else { throw count(name, "1", arguments.count) }
        return first
    }

    private static func count(_ name: String, _ wanted: String, _ count: Int) -> GoTemplate.Fault {
        GoTemplate.Fault(message: "wrong number of args for \(name): want \(wanted) got \(count)")
    }

    private static func fault(_ name: String, _ message: String) -> GoTemplate.Fault {
        GoTemplate.Fault(message: "error calling \(name): \(message)")
    }

    private static func type(of value: Value) -> String { GoFormat.type(of: value) }
}
