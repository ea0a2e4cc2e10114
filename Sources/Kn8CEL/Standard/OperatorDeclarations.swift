// SPDX-License-Identifier: MIT

/// The signatures of the operators; what they do is `CELOperation` and `CELPlanner`.
enum OperatorDeclarations {
    private static let list = CELType.list(.parameter("A"))
    private static let map = CELType.map(.parameter("A"), .parameter("B"))

    private static func signature(_ id: String, _ parameters: [CELType], _ result: CELType) -> CELOverload {
        CELOverload(id, isReceiver: false, parameters, result, implementation: .builtin)
    }

    static let functions: [CELFunction] =
        [
            CELFunction(
                "_?_:_",
                [signature("conditional", [.bool, .parameter("A"), .parameter("A")], .parameter("A"))]
            ),
            CELFunction("_==_", [signature("equals", [.parameter("A"), .parameter("A")], .bool)]),
            CELFunction("_!=_", [signature("not_equals", [.parameter("A"), .parameter("A")], .bool)]),
            CELFunction("!_", [signature("logical_not", [.bool], .bool)]),
            CELFunction(
                "-_",
                [signature("negate_double", [.double], .double), signature("negate_int64", [.int], .int)]
            ),
            CELFunction(
                "@in",
                [
                    signature("in_list", [.parameter("A"), list], .bool),
                    signature("in_map", [.parameter("A"), map], .bool),
                ]
            ),
            CELFunction(
                "_[_]",
                [
                    signature("index_list", [list, .int], .parameter("A")),
                    signature("index_map", [map, .parameter("A")], .parameter("B")),
                    signature("optional_list_index_value", [.optional(list), .int], .optional(.parameter("A"))),
                    signature(
                        "optional_map_index_value",
                        [.optional(map), .parameter("A")],
                        .optional(.parameter("B"))
                    ),
                ]
            ),
            CELFunction(
                "_[?_]",
                [
                    signature("list_optindex_optional_int", [list, .int], .optional(.parameter("A"))),
                    signature(
                        "optional_list_optindex_optional_int",
                        [.optional(list), .int],
                        .optional(.parameter("A"))
                    ),
                    signature(
                        "map_optindex_optional_value",
                        [map, .parameter("A")],
                        .optional(.parameter("B"))
                    ),
                    signature(
                        "optional_map_optindex_optional_value",
                        [.optional(map), .parameter("A")],
                        .optional(.parameter("B"))
                    ),
                ]
            ),
            CELFunction(
                "_+_",
                [
                    signature("add_bytes", [.bytes, .bytes], .bytes),
                    signature("add_double", [.double, .double], .double),
                    signature("add_duration_duration", [.duration, .duration], .duration),
                    signature("add_duration_timestamp", [.duration, .timestamp], .timestamp),
                    signature("add_timestamp_duration", [.timestamp, .duration], .timestamp),
                    signature("add_int64", [.int, .int], .int),
                    signature("add_list", [list, list], list),
                    signature("add_string", [.string, .string], .string),
                    signature("add_uint64", [.uint, .uint], .uint),
                ]
            ),
            CELFunction(
                "_-_",
                [
                    signature("subtract_double", [.double, .double], .double),
                    signature("subtract_duration_duration", [.duration, .duration], .duration),
                    signature("subtract_int64", [.int, .int], .int),
                    signature("subtract_timestamp_duration", [.timestamp, .duration], .timestamp),
                    signature("subtract_timestamp_timestamp", [.timestamp, .timestamp], .duration),
                    signature("subtract_uint64", [.uint, .uint], .uint),
                ]
            ),
            arithmetic("_*_", "multiply", [.double, .int, .uint]),
            arithmetic("_/_", "divide", [.double, .int, .uint]),
            arithmetic("_%_", "modulo", [.int, .uint]),
        ] + orders.map { ordering($0, $1, pairs: same.map { ($0, $0) }) }

    /// `<` and its kin between numbers of different types.
    static let crossTypeOrdering: [CELFunction] = orders.map { name, id in
        ordering(
            name,
            id,
            pairs: [(.int, .double), (.int, .uint), (.uint, .double), (.uint, .int), (.double, .int), (.double, .uint)]
        )
    }

    private static let orders = [
        ("_<_", "less"), ("_<=_", "less_equals"), ("_>_", "greater"), ("_>=_", "greater_equals"),
    ]

    private static let same: [CELType] = [
        .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration,
    ]

    private static func ordering(_ name: String, _ id: String, pairs: [(CELType, CELType)]) -> CELFunction {
        CELFunction(
            name,
            pairs.map { left, right in
                let types = left == right ? idName(left) : "\(idName(left))_\(idName(right))"
                return signature("\(id)_\(types)", [left, right], .bool)
            }
        )
    }

    private static func arithmetic(_ name: String, _ id: String, _ types: [CELType]) -> CELFunction {
        CELFunction(name, types.map { signature("\(id)_\(idName($0))", [$0, $0], $0) })
    }

    private static func idName(_ type: CELType) -> String {
        switch type {
        case .int: "int64"
        case .uint: "uint64"
        default: type.description
        }
    }
}
