// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What makes a value unfit for a schema that merges (`structured-merge-diff:typed/validate.go`).
package struct TypedFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where, as a sentence spells it: `.spec.containers[name="c"].image`; empty for the whole.
    package var path: String
    /// What is wrong.
    package let reason: String

    /// Place and reason.
    package var description: String { path.isEmpty ? reason : "\(path): \(reason)" }

    /// The server's words for all of `faults`.
    package static func words(_ faults: [TypedFault]) -> String {
        faults.count == 1
            ? faults[0].description : (["errors:"] + faults.map { "  \($0)" }).joined(separator: "\n")
    }
}

/// Values seen through a schema: what is wrong with them, which fields they have, how they merge, differ and shrink.
struct TypedValues {
    /// The deepest nesting that is looked into; what lies deeper is one value.
    static let depthLimit = 200

    /// What is wrong with `value`; empty when nothing is. Elements may be there twice only if `allowsDuplicates`.
    static func faults(
        in value: Value,
        _ schema: any MergeSchema,
        allowsDuplicates: Bool = false,
        depth: Int = 0
    ) -> [TypedFault] {
        guard depth < depthLimit, !value.isNull else { return [] }
        let form = schema.mergeForm.form(of: value)
        func fault(_ reason: String) -> [TypedFault] { [TypedFault(path: "", reason: reason)] }
        switch form {
        case .text: return value.string == nil ? fault("expected string, got \(value.goWords)") : []
        case .number:
            switch value {
            case .int, .double: return []
            default: return fault("expected numeric (int or float), got \(value.goType)")
            }
        case .flag: return value.bool == nil ? fault("expected boolean, got \(value.goPlain)") : []
        case .scalar, .untyped, .untypedAtomic:
            switch value {
            case .object, .array: return fault("expected any scalar, got \(value.goPlain)")
            default: return []
            }
        case .atomicList, .set, .keyedList:
            guard let list = value.array else { return fault("expected list, got \(value.goPlain)") }
            return faults(ofElements: list, form, schema, allowsDuplicates, depth)
        case .mapping, .atomicMapping:
            guard let map = value.object else { return fault("expected map, got \(value.goPlain)") }
            var faults: [TypedFault] = []
            for entry in map {
                guard let below = schema.below(entry.key) else {
                    faults.append(TypedFault(path: ".\(entry.key)", reason: "field not declared in schema"))
                    break
                }
                let inner = self.faults(in: entry.value, below, allowsDuplicates: allowsDuplicates, depth: depth + 1)
                faults += inner.map { TypedFault(path: ".\(entry.key)\($0.path)", reason: $0.reason) }
            }
            return faults
        }
    }

    private static func faults(
        ofElements list: [Value],
        _ form: MergeForm,
        _ schema: any MergeSchema,
        _ allowsDuplicates: Bool,
        _ depth: Int
    ) -> [TypedFault] {
        var faults: [TypedFault] = []
        var seen: Set<FieldStep> = []
        for (index, element) in list.enumerated() {
            var step = FieldStep.index(index)
            if form != .atomicList {
                guard let found = schema.step(of: element) else {
                    let reason = schema.reasonWithoutStep(element)
                    return faults + [TypedFault(path: "", reason: "element \(index): \(reason)")]
                }
                step = found
                if !seen.insert(step).inserted, !allowsDuplicates {
                    faults.append(TypedFault(path: "", reason: "duplicate entries for key \(step)"))
                }
            }
            guard let below = schema.mergeElements else { continue }
            let inner = self.faults(in: element, below, allowsDuplicates: allowsDuplicates, depth: depth + 1)
            faults += inner.map { TypedFault(path: "\(step)\($0.path)", reason: $0.reason) }
        }
        return faults
    }
}

extension MergeSchema {
    fileprivate func reasonWithoutStep(_ element: Value) -> String {
        guard case .keyedList(let keys) = mergeForm else {
            switch element {
            case .object: return "associative list without keys has an element that's a map type"
            case .array: return "not supported: associative list with lists as elements"
            default: return "associative list without keys has an element that's an explicit null"
            }
        }
        if element.isNull { return "associative list with keys may not have a null element" }
        if element.object == nil { return "associative list with keys may not have non-map elements" }
        let names = keys.map { "\"\($0)\"" }.joined(separator: " ")
        return
            "associative list with keys has an element that omits all key fields [\(names)] (and doesn't have default "
            + "values for any key fields)"
    }
}

extension Value {
    // Go's spelling of a value that is not what was asked for.
    fileprivate var goWords: String { "&value.valueUnstructured{Value:\(goSyntax)}" }

    private var goSyntax: String {
        switch self {
        case .object(let map):
            let entries = map.map { "\"\($0.key)\":\($0.value.goSyntax)" }
            return "map[string]interface {}{\(entries.joined(separator: ", "))}"
        case .array(let list): return "[]interface {}{\(list.map(\.goSyntax).joined(separator: ", "))}"
        case .null: return "interface {}(nil)"
        default: return json()
        }
    }

    fileprivate var goPlain: String { "&{\(goPlainInside)}" }

    private var goPlainInside: String {
        switch self {
        case .object(let map): "map[\(map.map { "\($0.key):\($0.value.goPlainInside)" }.joined(separator: " "))]"
        case .array(let list): "[\(list.map(\.goPlainInside).joined(separator: " "))]"
        case .string(let text): text
        case .null: "<nil>"
        default: json()
        }
    }

    fileprivate var goType: String {
        switch self {
        case .string: "string"
        case .bool: "bool"
        case .int: "int64"
        case .double: "float64"
        case .array: "[]interface {}"
        case .object: "map[string]interface {}"
        case .null: "<nil>"
        }
    }
}
