// SPDX-License-Identifier: MIT

/// A static type of the language, and what `type(x)` yields at run time (there without parameters).
///
/// `dyn` is assignable to and from everything; `error` is the type of an expression that was already refused, which
/// keeps one mistake from being reported twice.
package indirect enum CELType: Sendable {
    case null
    case bool
    case int
    case uint
    case double
    case string
    case bytes
    case duration
    case timestamp
    case dyn
    case error
    case list(CELType)
    case map(CELType, CELType)
    case optional(CELType)
    /// The type of a type. The type of `int` is `type(int)`.
    case type(CELType)
    /// A primitive that may also be null.
    case nullable(CELType)
    /// A type known by name only, of a library: `kubernetes.Quantity`, `net.IP`.
    case opaque(String)
    /// A type with declared fields, of an OpenAPI schema or a request. Two of them are the same when their names are.
    case object(CELShape)
    /// A type parameter of an overload, `T`.
    case parameter(String)
    /// A type that is not known yet while an expression is checked. Never part of a checked program.
    case variable(Int)
}

extension CELType: Hashable {
    /// Whether both are the same type, parameters included.
    package static func == (lhs: CELType, rhs: CELType) -> Bool {
        switch (lhs, rhs) {
        case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double), (.string, .string),
            (.bytes, .bytes), (.duration, .duration), (.timestamp, .timestamp), (.dyn, .dyn), (.error, .error):
            true
        case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)),
            (.type(let left), .type(let right)), (.nullable(let left), .nullable(let right)):
            left == right
        case (.map(let leftKey, let leftValue), .map(let rightKey, let rightValue)):
            leftKey == rightKey && leftValue == rightValue
        case (.opaque(let left), .opaque(let right)), (.parameter(let left), .parameter(let right)): left == right
        case (.object(let left), .object(let right)): left === right || left.name == right.name
        case (.variable(let left), .variable(let right)): left == right
        default: false
        }
    }

    /// Mixes in the name of the type at run time.
    package func hash(into hasher: inout Hasher) { hasher.combine(runtimeName) }
}

extension CELType {
    /// What `type(x)` prints: the name without parameters.
    package var runtimeName: String {
        switch self {
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .duration: "google.protobuf.Duration"
        case .timestamp: "google.protobuf.Timestamp"
        case .dyn: "dyn"
        case .error: "error"
        case .list: "list"
        case .map: "map"
        case .optional: "optional_type"
        case .type: "type"
        case .nullable(let inner): inner.runtimeName
        case .opaque(let name): name
        case .object(let shape): shape.name
        case .parameter(let name): name
        case .variable: "dyn"
        }
    }

    /// Whether a value of this type may be anything (`dyn`), or was refused already.
    var isDynOrError: Bool {
        switch self {
        case .dyn, .error: true
        default: false
        }
    }

    var isError: Bool {
        if case .error = self { true } else { false }
    }

    var isDyn: Bool {
        if case .dyn = self { true } else { false }
    }

    /// The type inside an optional; nil for every other type.
    var unwrappedOptional: CELType? {
        if case .optional(let inner) = self { inner } else { nil }
    }
}

extension CELType {
    /// Whether the type is made of more than `bound` types. A type can name another twice, and so be far larger than
    /// the expression it is of; nothing may walk such a type to its end.
    func isLarger(than bound: Int) -> Bool {
        var budget = bound
        return !fits(in: &budget)
    }

    private func fits(in budget: inout Int) -> Bool {
        budget -= 1
        guard budget >= 0 else { return false }
        return switch self {
        case .list(let inner), .optional(let inner), .type(let inner), .nullable(let inner): inner.fits(in: &budget)
        case .map(let key, let value): key.fits(in: &budget) && value.fits(in: &budget)
        default: true
        }
    }
}

extension CELType: CustomStringConvertible {
    /// As cel-go prints it in the messages of its checker: `list(int)`, `timestamp`, `optional_type(dyn)`
    /// (`cel-go:checker/format.go`).
    package var description: String {
        switch self {
        case .null: "null"
        case .duration: "duration"
        case .timestamp: "timestamp"
        case .error: "!error!"
        case .list(let element): "list(\(element))"
        case .map(let key, let value): "map(\(key), \(value))"
        case .optional(let inner): "optional_type(\(inner))"
        case .type(let inner): if case .dyn = inner { "type" } else { "type(\(inner))" }
        case .nullable(let inner): "wrapper(\(inner))"
        case .variable(let number): "_var\(number)"
        case .bool, .int, .uint, .double, .string, .bytes, .dyn, .opaque, .object, .parameter: runtimeName
        }
    }
}
