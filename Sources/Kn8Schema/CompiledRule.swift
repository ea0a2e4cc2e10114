// SPDX-License-Identifier: MIT

internal import Kn8CEL
internal import Kn8Value

/// A rule, compiled for the node that it is of (`kubernetes:apiext/apiserver/schema/cel/compilation.go`).
struct CompiledRule: Sendable {
    let rule: CELRule
    /// Nil when the rule is blank or does not compile.
    let program: CELProgram?
    /// What is wrong with the rule; nil when nothing is.
    let fault: String?
    /// Nil when there is none or it does not compile.
    let messageProgram: CELProgram?
    /// What is wrong with the message's expression; nil when nothing is.
    let messageFault: String?
    let usesOldSelf: Bool
    /// Where failures are reported, below the node.
    let steps: [FieldPath.Step]
    /// The most an evaluation can cost.
    let cost: UInt64
    let messageCost: UInt64

    /// `rule` of the node of `schema`, which CEL sees as `shape`.
    init(_ rule: CELRule, _ schema: Schema, _ shape: CELShape) {
        self.rule = rule
        steps = RuleFieldPath.steps(rule.fieldPath, in: schema) ?? []
        let type = shape.type
        let oldType = rule.optionalOldSelf == true ? CELType.optional(type) : type
        let environment = CELEnvironment.kubernetes.declaring("self", type).declaring("oldSelf", oldType)
        let shapes = ["self": shape, "oldSelf": shape]
        let main = Self.compile(rule.rule, in: environment, mustBe: .bool)
        program = main.program
        fault = main.fault
        usesOldSelf = main.program?.variables.contains("oldSelf") ?? false
        cost = main.program?.costEstimate(shapes: shapes).most ?? 0
        guard main.program != nil, !rule.messageExpression.trimmed.isEmpty else {
            (messageProgram, messageFault, messageCost) = (nil, nil, 0)
            return
        }
        let message = Self.compile(rule.messageExpression, in: environment, mustBe: .string)
        messageProgram = message.program
        messageFault = message.fault
        messageCost = message.program?.costEstimate(shapes: shapes).most ?? 0
    }

    private static func compile(
        _ source: String,
        in environment: CELEnvironment,
        mustBe type: CELType
    ) -> (program: CELProgram?, fault: String?) {
        if source.trimmed.isEmpty { return (nil, nil) }
        let isMessage = type == .string
        do throws(CELIssues) {
            let program = try environment.compile(source)
            guard program.resultType == type else {
                return (
                    nil,
                    isMessage ? "messageExpression must evaluate to a string" : "cel expression must evaluate to a bool"
                )
            }
            return (program, nil)
        } catch {
            if error.isInstantiation {
                let words = isMessage ? "messageExpression instantiation failed" : "program instantiation failed"
                return (nil, "\(words): \(error.issues.first?.message ?? "")")
            }
            return (nil, "\(isMessage ? "messageExpression compilation failed" : "compilation failed"): \(error)")
        }
    }
}
