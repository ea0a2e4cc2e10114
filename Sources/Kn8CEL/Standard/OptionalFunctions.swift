// SPDX-License-Identifier: MIT

/// `optional.of` and the methods of optionals (`cel-go:cel/library.go`).
enum OptionalFunctions {
    private static let value = CELType.parameter("V")
    private static let optional = CELType.optional(.parameter("V"))

    static let functions: [CELFunction] = [
        CELFunction(
            "optional.of",
            [.global("optional_of", [value], optional, unary: { .optional($0) })]
        ),
        CELFunction(
            "optional.none",
            [.global("optional_none", [], optional, variadic: { _ in .optional(nil) })]
        ),
        CELFunction(
            "optional.ofNonZeroValue",
            [.global("optional_ofNonZeroValue", [value], optional, unary: { .optional($0.isZero ? nil : $0) })]
        ),
        CELFunction(
            "hasValue",
            [
                .receiver("optional_hasValue", [optional], .bool) { value throws(CELFailure) in
                    .bool(try unwrap(value) != nil)
                }
            ]
        ),
        CELFunction(
            "value",
            [
                .receiver("optional_value", [optional], value) { value throws(CELFailure) in
                    guard let inner = try unwrap(value) else { throw CELFailure("optional.none() dereference") }
                    return inner
                }
            ]
        ),
        CELFunction(
            "or",
            [
                .receiver("optional_or_optional", [optional, optional], optional) { first, second throws(CELFailure) in
                    try unwrap(first) == nil ? second : first
                }
            ]
        ),
        CELFunction(
            "orValue",
            [
                .receiver("optional_orValue_value", [optional, value], value) { first, second throws(CELFailure) in
                    try unwrap(first) ?? second
                }
            ]
        ),
        CELFunction(
            "optional.unwrap",
            [.global("optional_unwrap", [.list(optional)], .list(value), unary: unwrapAll)]
        ),
        CELFunction(
            "unwrapOpt",
            [.receiver("optional_unwrapOpt", [.list(optional)], .list(value), unary: unwrapAll)]
        ),
        CELFunction(
            "first",
            [
                .receiver("list_first", [.list(value)], optional) { list throws(CELFailure) in
                    guard case .list(let list) = list else { throw .noSuchOverload }
                    return .optional(list.count == 0 ? nil : try list.element(at: 0))
                }
            ]
        ),
        CELFunction(
            "last",
            [
                .receiver("list_last", [.list(value)], optional) { list throws(CELFailure) in
                    guard case .list(let list) = list else { throw .noSuchOverload }
                    return .optional(list.count == 0 ? nil : try list.element(at: list.count - 1))
                }
            ]
        ),
    ]

    private static func unwrap(_ value: CELValue) throws(CELFailure) -> CELValue? {
        guard case .optional(let inner) = value else { throw .noSuchOverload }
        return inner
    }

    private static func unwrapAll(_ value: CELValue) throws(CELFailure) -> CELValue {
        guard case .list(let list) = value else { throw .noSuchOverload }
        var result: [CELValue] = []
        for element in try list.elements() {
            if let inner = try unwrap(element) { result.append(inner) }
        }
        return .list(of: result)
    }
}

extension CELValue {
    /// Whether this is the zero value of its type, which `optional.ofNonZeroValue` leaves out.
    fileprivate var isZero: Bool {
        switch self {
        case .null, .bool(false), .int(0), .uint(0), .optional(nil): true
        case .double(let number): number == 0
        case .string(let text): text.isEmpty
        case .bytes(let bytes): bytes.isEmpty
        case .duration(let span): span.nanoseconds == 0
        case .timestamp(let moment): moment.seconds == CELTimestamp.firstSecond && moment.nanoseconds == 0
        case .list(let list): list.count == 0
        case .map(let map): map.count == 0
        case .object(let object): object.json.isEmpty
        default: false
        }
    }
}
