// SPDX-License-Identifier: MIT

internal import Kn8Value

/// `int(x)`, `string(x)` and the other conversions, `type(x)` and `dyn(x)`.
enum ConversionFunctions {
    static let functions: [CELFunction] = [
        CELFunction(
            "type",
            [.global("type", [.parameter("A")], .type(.parameter("A")), unary: { .type($0.type) })]
        ),
        CELFunction("dyn", [.global("to_dyn", [.parameter("A")], .dyn, unary: { $0 })]),
        convert("bool", .bool, [.bool, .string], bool),
        convert("bytes", .bytes, [.bytes, .string], bytes),
        convert("double", .double, [.double, .int, .string, .uint], double),
        convert("duration", .duration, [.duration, .int, .string], duration),
        convert("int", .int, [.int, .double, .duration, .string, .timestamp, .uint], int),
        convert(
            "string",
            .string,
            [.string, .bool, .bytes, .double, .duration, .int, .timestamp, .uint],
            string
        ),
        convert("timestamp", .timestamp, [.timestamp, .int, .string], timestamp),
        convert("uint", .uint, [.uint, .double, .int, .string], uint),
    ]

    private static func convert(
        _ name: String,
        _ result: CELType,
        _ sources: [CELType],
        _ body: @escaping @Sendable (CELValue) throws(CELFailure) -> CELValue
    ) -> CELFunction {
        CELFunction(
            name,
            sources.map { source in
                let isTraversal = (name == "string" && source == .bytes) || (name == "bytes" && source == .string)
                return .global(
                    "\(idName(source))_to_\(idName(result))",
                    [source],
                    result,
                    cost: isTraversal ? .traversal(of: 0) { $0.first ?? .unknown } : .fixed(1),
                    unary: body
                )
            }
        )
    }

    private static func idName(_ type: CELType) -> String {
        switch type {
        case .int: "int64"
        case .uint: "uint64"
        default: type.description
        }
    }

    private static func failure(_ source: String, _ target: String) -> CELFailure {
        CELFailure("type conversion error from '\(source)' to '\(target)'")
    }

    private static func bool(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .bool: return value
        case .string(let text):
            switch text {
            case "1", "t", "T", "TRUE", "true", "True": return .bool(true)
            case "0", "f", "F", "FALSE", "false", "False": return .bool(false)
            default: throw failure("string", "bool")
            }
        default: throw .noSuchOverload("bool(\(value.type.runtimeName))")
        }
    }

    private static func bytes(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .bytes: return value
        case .string(let text): return .bytes(Array(text.utf8))
        default: throw .noSuchOverload("bytes(\(value.type.runtimeName))")
        }
    }

    private static func double(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .double: return value
        case .int(let number): return .double(Double(number))
        case .uint(let number): return .double(Double(number))
        case .string(let text):
            guard let number = NumberText.double(text) else { throw failure("string", "double") }
            return .double(number)
        default: throw .noSuchOverload("double(\(value.type.runtimeName))")
        }
    }

    private static func duration(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .duration: return value
        case .int(let number): return .duration(CELDuration(nanoseconds: number))
        case .string(let text):
            guard let span = CELDuration(text) else { throw failure("string", "google.protobuf.Duration") }
            return .duration(span)
        default: throw .noSuchOverload("duration(\(value.type.runtimeName))")
        }
    }

    private static func timestamp(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .timestamp: return value
        case .int(let seconds):
            guard let moment = CELTimestamp(seconds: seconds) else { throw CELFailure("timestamp overflow") }
            return .timestamp(moment)
        case .string(let text):
            guard let moment = CELTimestamp(text) else { throw failure("string", "google.protobuf.Timestamp") }
            return .timestamp(moment)
        default: throw .noSuchOverload("timestamp(\(value.type.runtimeName))")
        }
    }

    private static func int(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .int: return value
        case .uint(let number):
            guard let result = Int64(exactly: number) else { throw .integerOverflow }
            return .int(result)
        case .double(let number):
            guard number > -9_223_372_036_854_775_808.0, number < 9_223_372_036_854_775_808.0 else {
                throw .integerOverflow
            }
            return .int(Int64(number))
        case .string(let text):
            guard let number = NumberText.int(text) else { throw failure("string", "int") }
            return .int(number)
        case .timestamp(let moment): return .int(moment.seconds)
        case .duration(let span): return .int(span.nanoseconds)
        default: throw .noSuchOverload("int(\(value.type.runtimeName))")
        }
    }

    private static func uint(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .uint: return value
        case .int(let number):
            guard number >= 0 else { throw .unsignedOverflow }
            return .uint(UInt64(number))
        case .double(let number):
            guard number >= 0, number < 18_446_744_073_709_551_616.0 else { throw .unsignedOverflow }
            return .uint(UInt64(number))
        case .string(let text):
            guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt64(text) else {
                throw failure("string", "uint")
            }
            return .uint(number)
        default: throw .noSuchOverload("uint(\(value.type.runtimeName))")
        }
    }

    private static func string(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .string: return value
        case .bool(let flag): return .string(flag ? "true" : "false")
        case .int(let number): return .string(String(number))
        case .uint(let number): return .string(String(number))
        case .double(let number): return .string(number.goText)
        case .bytes(let bytes):
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw CELFailure("invalid UTF-8 in bytes, cannot convert to string")
            }
            return .string(text)
        case .timestamp(let moment): return .string(moment.text)
        case .duration(let span): return .string(span.secondsText)
        default: throw .noSuchOverload("string(\(value.type.runtimeName))")
        }
    }
}
