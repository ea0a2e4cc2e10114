// SPDX-License-Identifier: MIT

import Kn8Value

@testable import Kn8CEL

/// One test of cel-spec's suite (`cel-spec:proto/cel/expr/conformance/test/simple.proto`).
struct ConformanceCase: Sendable {
    enum Outcome: Hashable, Sendable {
        case passed
        case failed(String)
        /// The test needs something that Kubernetes' CEL does not have, protobuf messages above all.
        case leftOut(String)
    }

    /// What this test needs and this CEL does not have.
    private struct NotApplicable: Error {
        let reason: String
    }

    let file: String
    let section: String
    let name: String
    let expression: String
    private let test: ProtoText

    init(file: String, section: String, _ test: ProtoText) {
        self.file = file
        self.section = section
        self.test = test
        name = test.first("name")?.text ?? ""
        expression = test.first("expr")?.text ?? ""
    }

    private static let protobufWords = [
        "TestAllTypes", "NestedTestAllTypes", "google.protobuf.Any", "google.protobuf.BoolValue",
        "google.protobuf.BytesValue", "google.protobuf.DoubleValue", "google.protobuf.FloatValue",
        "google.protobuf.Int32Value", "google.protobuf.Int64Value", "google.protobuf.ListValue",
        "google.protobuf.StringValue", "google.protobuf.Struct", "google.protobuf.UInt32Value",
        "google.protobuf.UInt64Value", "google.protobuf.Value", "google.protobuf.NullValue",
        "google.protobuf.Timestamp{", "google.protobuf.Duration{", "google.protobuf.FieldMask",
        "google.protobuf.Empty", "GlobalEnum", "NestedEnum", "proto.hasExt", "proto.getExt", "Proto2ExtensionScoped",
        "cel.expr.conformance.proto", "Int32Value", "Int64Value", "UInt32Value", "UInt64Value", "FloatValue",
        "TestRequired",
        "Value{",
    ]

    func run(in base: CELEnvironment) -> Outcome {
        if Self.protobufWords.contains(where: expression.contains) { return .leftOut("protobuf messages") }
        if expression.contains("cel.block") || expression.contains("cel.iterVar") { return .leftOut("cel.block") }
        do {
            return try judge(in: base)
        } catch let failure as NotApplicable {
            return .leftOut(failure.reason)
        } catch {
            return .failed("\(error)")
        }
    }

    private func judge(in base: CELEnvironment) throws -> Outcome {
        var environment = base
        environment.options.container = test.first("container")?.text ?? ""
        environment.options.skipsChecking = test.first("disable_check")?.word == "true"
        for declaration in test.all("type_env") {
            let name = declaration.first("name")?.text ?? ""
            if let type = declaration.first("ident")?.first("type") {
                environment = environment.declaring(name, try Self.type(type))
            } else if declaration.first("function") != nil {
                environment = environment.adding(try Self.function(name, declaration))
            }
        }
        var activation = CELActivation()
        for binding in test.all("bindings") {
            guard let name = binding.first("key")?.text, let value = binding.first("value")?.first("value") else {
                continue
            }
            activation.bind(name, to: try Self.value(value))
        }
        let program: CELProgram
        do {
            program = try environment.compile(expression)
        } catch {
            if test.first("eval_error") != nil || test.first("any_eval_errors") != nil { return .passed }
            return .failed("does not compile: \(error.issues.map(\.message).joined(separator: "; "))")
        }
        let typed = test.first("typed_result")
        if let deduced = typed?.first("deduced_type") {
            let expected = try Self.type(deduced)
            guard expected == program.resultType else {
                return .failed("deduced \(program.resultType), not \(expected)")
            }
            if test.first("check_only")?.word == "true" { return .passed }
        }
        let wantsError = test.first("eval_error") != nil || test.first("any_eval_errors") != nil
        let expected = try (test.first("value") ?? typed?.first("result")).map(Self.value) ?? .bool(true)
        do {
            let value = try program.evaluate(activation, costLimit: .max)
            if wantsError { return .failed("no error but \(value.shown)") }
            return value.isExactly(expected) ? .passed : .failed("\(value.shown) instead of \(expected.shown)")
        } catch {
            return wantsError ? .passed : .failed("error: \(error.message)")
        }
    }

    private static func value(_ proto: ProtoText) throws -> CELValue {
        guard let (name, value) = proto.only else { return .null }
        switch name {
        case "null_value": return .null
        case "bool_value": return .bool(value.word == "true")
        case "int64_value": return .int(Int64(value.word ?? "") ?? 0)
        case "uint64_value": return .uint(UInt64(value.word ?? "") ?? 0)
        case "double_value": return .double(double(value.word ?? ""))
        case "string_value": return .string(value.text ?? "")
        case "bytes_value": if case .string(let bytes) = value { return .bytes(bytes) }
        case "type_value": return .type(try typeNamed(value.text ?? ""))
        case "list_value": return .list(of: try value.all("values").map(Self.value))
        case "map_value":
            return .map(
                CELMap(
                    try value.all("entries").map {
                        (
                            try Self.value($0.first("key") ?? .message([])),
                            try Self.value($0.first("value") ?? .message([]))
                        )
                    }
                )
            )
        case "object_value":
            guard let (type, content) = value.only else { break }
            let seconds = Int64(content.first("seconds")?.word ?? "0") ?? 0
            let nanoseconds = Int64(content.first("nanos")?.word ?? "0") ?? 0
            if type.hasSuffix("google.protobuf.Duration]") {
                return .duration(CELDuration(nanoseconds: seconds * 1_000_000_000 + nanoseconds))
            }
            if type.hasSuffix("google.protobuf.Timestamp]"),
                let moment = CELTimestamp(seconds: seconds, nanoseconds: Int32(nanoseconds))
            {
                return .timestamp(moment)
            }
        default: break
        }
        throw NotApplicable(reason: "protobuf messages")
    }

    private static func double(_ word: String) -> Double {
        switch word {
        case "inf", "infinity", "Infinity": .infinity
        case "-inf", "-infinity", "-Infinity": -.infinity
        case "nan", "NaN": .nan
        default: Double(word) ?? 0
        }
    }

    private static func typeNamed(_ name: String) throws -> CELType {
        switch name {
        case "bool": .bool
        case "int": .int
        case "uint": .uint
        case "double": .double
        case "string": .string
        case "bytes": .bytes
        case "list": .list(.dyn)
        case "map": .map(.dyn, .dyn)
        case "null_type": .null
        case "type": .type(.dyn)
        case "google.protobuf.Timestamp": .timestamp
        case "google.protobuf.Duration": .duration
        case "optional_type": .optional(.dyn)
        default: .opaque(name)
        }
    }

    private static func type(_ proto: ProtoText) throws -> CELType {
        guard let (name, value) = proto.only else { return .dyn }
        switch name {
        case "dyn": return .dyn
        case "null": return .null
        case "primitive": return try primitive(value.word ?? "")
        case "wrapper": return .nullable(try primitive(value.word ?? ""))
        case "well_known":
            switch value.word {
            case "DURATION": return .duration
            case "TIMESTAMP": return .timestamp
            default: return .dyn
            }
        case "list_type": return .list(try value.first("elem_type").map(type) ?? .dyn)
        case "map_type":
            return .map(try value.first("key_type").map(type) ?? .dyn, try value.first("value_type").map(type) ?? .dyn)
        case "type": return .type(try type(value))
        case "type_param": return .parameter(value.text ?? "")
        case "abstract_type":
            guard value.first("name")?.text == "optional_type" else { return .opaque(value.first("name")?.text ?? "") }
            return .optional(try value.first("parameter_types").map(type) ?? .dyn)
        default: throw NotApplicable(reason: "protobuf messages")
        }
    }

    private static func primitive(_ word: String) throws -> CELType {
        switch word {
        case "BOOL": .bool
        case "INT64": .int
        case "UINT64": .uint
        case "DOUBLE": .double
        case "STRING": .string
        case "BYTES": .bytes
        default: throw NotApplicable(reason: "protobuf messages")
        }
    }

    private static func function(_ name: String, _ declaration: ProtoText) throws -> CELLibrary {
        let overloads = try (declaration.first("function")?.all("overloads") ?? []).map { overload in
            CELOverload(
                overload.first("overload_id")?.text ?? "",
                isReceiver: overload.first("is_instance_function") != nil,
                try overload.all("params").map(type),
                try overload.first("result_type").map(type) ?? .dyn,
                implementation: .builtin
            )
        }
        return CELLibrary("test", functions: [CELFunction(name, overloads)])
    }
}

extension CELValue {
    /// Equal, of the same type, and NaN the same as NaN.
    func isExactly(_ other: CELValue) -> Bool {
        switch (self, other) {
        case (.double(let left), .double(let right)): return left == right || (left.isNaN && right.isNaN)
        case (.list(let left), .list(let right)):
            guard let mine = try? left.elements(), let theirs = try? right.elements() else { return false }
            return mine.count == theirs.count && zip(mine, theirs).allSatisfy { $0.isExactly($1) }
        case (.map(let left), .map(let right)):
            guard left.count == right.count else { return false }
            return left.keys.allSatisfy { key in
                guard let mine = try? left.value(at: key), let theirs = try? right.value(at: key) else { return false }
                return mine.isExactly(theirs)
            }
        default: return type.runtimeName == other.type.runtimeName && (try? isEqual(to: other)) == true
        }
    }
}
