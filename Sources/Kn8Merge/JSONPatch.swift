// SPDX-License-Identifier: MIT

package import Kn8Value

/// JSON Patch, RFC 6902: a list of operations that all succeed or change nothing.
package struct JSONPatch: Hashable, Sendable {
    /// Why a patch cannot be read or applied.
    package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// The sentence.
        package let description: String
        /// Whether the patch itself is malformed, rather than unfit for the document.
        package let isMalformed: Bool
        /// Whether the patch asks for more than the server does.
        package var isTooLarge = false
    }

    private enum Operation: Hashable, Sendable {
        case add(Value)
        case remove
        case replace(Value)
        case move(from: [String])
        case copy(from: [String])
        case test(Value)
    }

    private struct Step: Hashable, Sendable {
        let operation: Operation
        let path: [String]
        let pathText: String
    }

    /// The most operations that the API server takes in one patch.
    package static let operationLimit = 10_000
    /// The most bytes of JSON that the copies of one patch may add, as the API server has it.
    package static let copyLimit = 3 * 1024 * 1024
    private static let depthLimit = 500

    private let steps: [Step]

    /// The patch that `value`, a list of operations, spells.
    package init(_ value: Value) throws(Failure) {
        guard let operations = value.array else {
            throw Failure(
                description: "error decoding patch: json: cannot unmarshal \(value.typeName) into Go value of type "
                    + "[]handlers.jsonPatchOp",
                isMalformed: true
            )
        }
        guard operations.count <= JSONPatch.operationLimit else {
            throw Failure(
                description: "The allowed maximum operations in a JSON patch is \(JSONPatch.operationLimit), got "
                    + "\(operations.count)",
                isMalformed: true,
                isTooLarge: true
            )
        }
        var steps: [Step] = []
        for operation in operations { steps.append(try JSONPatch.step(operation)) }
        self.steps = steps
    }

    private static func step(_ value: Value) throws(Failure) -> Step {
        func pointer(_ field: String) throws(Failure) -> (steps: [String], text: String) {
            guard let text = value[field]?.string, let pointer = JSONPointer(text) else {
                throw Failure(description: "\"\(field)\" is missing or no JSON pointer", isMalformed: false)
            }
            return (pointer.steps, text)
        }
        func operand() throws(Failure) -> Value {
            guard let operand = value["value"] else {
                throw Failure(description: "\"value\" is missing", isMalformed: false)
            }
            return operand
        }
        let path = try pointer("path")
        let operation: Operation
        switch value["op"]?.string ?? "" {
        case "add": operation = .add(try operand())
        case "remove": operation = .remove
        case "replace": operation = .replace(try operand())
        case "move": operation = .move(from: try pointer("from").steps)
        case "copy": operation = .copy(from: try pointer("from").steps)
        case "test": operation = .test(try operand())
        case let other: throw Failure(description: "Unexpected kind: \(other)", isMalformed: false)
        }
        return Step(operation: operation, path: path.steps, pathText: path.text)
    }

    /// `document` after every operation in turn.
    package func applied(to document: Value) throws(Failure) -> Value {
        var result = document
        var copied = 0
        for step in steps {
            switch step.operation {
            case .add(let value): try JSONPatch.change(&result, at: step.path[...], to: .insert(value), step.pathText)
            case .remove: try JSONPatch.change(&result, at: step.path[...], to: .remove, step.pathText)
            case .replace(let value):
                try JSONPatch.change(&result, at: step.path[...], to: .replace(value), step.pathText)
            case .copy(let from):
                let value = try JSONPatch.value(in: result, at: from)
                copied += value.json().utf8.count
                guard copied <= JSONPatch.copyLimit else {
                    throw Failure(
                        description: "Unable to complete the copy, the accumulated size increase of patch is "
                            + "\(copied), exceeding the limit \(JSONPatch.copyLimit)",
                        isMalformed: false,
                        isTooLarge: true
                    )
                }
                try JSONPatch.change(&result, at: step.path[...], to: .insert(value), step.pathText)
            case .move(let from):
                let value = try JSONPatch.value(in: result, at: from)
                guard !(step.path.count > from.count && step.path.starts(with: from)) else {
                    throw Failure(description: "cannot move a value into itself", isMalformed: false)
                }
                try JSONPatch.change(&result, at: from[...], to: .remove, step.pathText)
                try JSONPatch.change(&result, at: step.path[...], to: .insert(value), step.pathText)
            case .test(let expected):
                let found = (try? JSONPatch.value(in: result, at: step.path)) ?? .null
                guard found.isEqualNumber(expected) || found == expected else {
                    throw Failure(description: "testing value \(step.pathText) failed", isMalformed: false)
                }
            }
        }
        return result
    }

    private enum Change {
        case insert(Value)
        case replace(Value)
        case remove
    }

    private static func value(in document: Value, at path: [String]) throws(Failure) -> Value {
        var current = document
        for step in path {
            let next: Value? =
                switch current {
                case .object(let map): map[step]
                case .array(let elements): index(step, upTo: elements.count - 1).map { elements[$0] }
                default: nil
                }
            guard let next else {
                throw Failure(description: "no value at \"/\(path.joined(separator: "/"))\"", isMalformed: false)
            }
            current = next
        }
        return current
    }

    private static func change(
        _ target: inout Value,
        at path: ArraySlice<String>,
        to change: Change,
        _ text: String
    ) throws(Failure) {
        let missing = Failure(description: "no value at \"\(text)\"", isMalformed: false)
        guard path.count <= depthLimit else { throw missing }
        guard let step = path.first else {
            switch change {
            case .insert(let value), .replace(let value): target = value
            case .remove: target = .null
            }
            return
        }
        let isLast = path.count == 1
        switch target {
        case .object(var map):
            target = .null
            if !isLast {
                guard var child = map[step] else { throw missing }
                map[step] = .null
                try JSONPatch.change(&child, at: path.dropFirst(), to: change, text)
                map[step] = child
            } else {
                switch change {
                case .insert(let value): map[step] = value
                case .replace(let value):
                    guard map[step] != nil else { throw missing }
                    map[step] = value
                case .remove:
                    guard map[step] != nil else { throw missing }
                    map[step] = nil
                }
            }
            target = .object(map)
        case .array(var elements):
            target = .null
            if isLast, case .insert(let value) = change {
                guard let place = step == "-" ? elements.count : index(step, upTo: elements.count) else {
                    throw missing
                }
                elements.insert(value, at: place)
            } else {
                guard let place = index(step, upTo: elements.count - 1) else { throw missing }
                if !isLast {
                    try JSONPatch.change(&elements[place], at: path.dropFirst(), to: change, text)
                } else if case .replace(let value) = change {
                    elements[place] = value
                } else {
                    elements.remove(at: place)
                }
            }
            target = .array(elements)
        default: throw missing
        }
    }

    // An array index has no sign and no leading zero.
    private static func index(_ step: String, upTo last: Int) -> Int? {
        guard !step.isEmpty, step.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            step == "0" || !step.hasPrefix("0"), let index = Int(step), index <= last
        else { return nil }
        return index
    }
}

extension Value {
    fileprivate func isEqualNumber(_ other: Value) -> Bool {
        switch (self, other) {
        case (.int(let lhs), .double(let rhs)): Double(lhs) == rhs
        case (.double(let lhs), .int(let rhs)): lhs == Double(rhs)
        default: false
        }
    }
}
