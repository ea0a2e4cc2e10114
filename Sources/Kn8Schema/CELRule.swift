// SPDX-License-Identifier: MIT

internal import Kn8CEL
internal import Kn8Value

/// One of a node's `x-kubernetes-validations`, as the CRD states it.
struct CELRule: Sendable {
    let rule: String
    let message: String
    let messageExpression: String
    /// `FieldValueInvalid` and the like; nil when the CRD gives none.
    let reason: String?
    let fieldPath: String
    /// Nil when the CRD does not say.
    let optionalOldSelf: Bool?

    init(_ value: Value) {
        rule = value["rule"]?.string ?? ""
        message = value["message"]?.string ?? ""
        messageExpression = value["messageExpression"]?.string ?? ""
        reason = value["reason"]?.string
        fieldPath = value["fieldPath"]?.string ?? ""
        optionalOldSelf = value["optionalOldSelf"]?.bool
    }

    /// What failures call the rule: its message, or its text.
    var shown: String { message.isEmpty ? rule.trimmed : message.trimmed }

    /// As Go prints the rule among JSON, with the characters of HTML escaped.
    var json: String {
        func quoted(_ text: String) -> String {
            var result = ""
            for scalar in Value.string(text).json().unicodeScalars {
                switch scalar {
                case "<": result += "\\u003c"
                case ">": result += "\\u003e"
                case "&": result += "\\u0026"
                default: result.unicodeScalars.append(scalar)
                }
            }
            return result
        }
        return "{\"Rule\":\(quoted(rule)),\"Message\":\(quoted(message)),\"MessageExpression\":"
            + "\(quoted(messageExpression)),\"Reason\":\(reason.map(quoted) ?? "null"),\"FieldPath\":"
            + "\(quoted(fieldPath)),\"OptionalOldSelf\":\(optionalOldSelf.map { $0 ? "true" : "false" } ?? "null")}"
    }
}

extension String {
    /// Whether there is a line break.
    var hasLineBreak: Bool { unicodeScalars.contains { $0 == "\n" || $0 == "\r" } }
}
