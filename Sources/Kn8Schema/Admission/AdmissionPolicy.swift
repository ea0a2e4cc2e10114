// SPDX-License-Identifier: MIT

internal import Kn8CEL
internal import Kn8Value

/// A ValidatingAdmissionPolicy, compiled.
struct AdmissionPolicy: Sendable {
    struct Validation: Sendable {
        let expression: AdmissionExpression
        let message: String
        let messageExpression: AdmissionExpression?
        /// The reason of the refusal; empty for `Invalid`.
        let reason: String
    }

    let name: String
    let match: AdmissionMatch
    /// Whether errors deny, too.
    let failsClosed: Bool
    /// The kind of `params`; nil when there are none.
    let paramKind: (apiVersion: String, kind: String)?
    let conditions: [AdmissionExpression]
    let variables: [(name: String, expression: AdmissionExpression)]
    let validations: [Validation]

    init(_ object: Value) {
        let spec = object["spec"] ?? .null
        name = object["metadata"]?["name"]?.string ?? ""
        match = AdmissionMatch(spec["matchConstraints"] ?? .null)
        failsClosed = spec["failurePolicy"]?.string != "Ignore"
        paramKind = spec["paramKind"].flatMap { kind in
            guard let apiVersion = kind["apiVersion"]?.string, let name = kind["kind"]?.string else { return nil }
            return (apiVersion, name)
        }
        let hasParams = spec["paramKind"] != nil
        let base = AdmissionEnvironment.environment(hasParams: hasParams)
        conditions = (spec["matchConditions"]?.array ?? []).map {
            AdmissionExpression($0["expression"]?.string ?? "", in: base, mustBe: [.bool])
        }
        let (variables, environment) = AdmissionPolicy.variables(of: spec, in: base)
        self.variables = variables
        var messages = AdmissionEnvironment.environment(hasParams: hasParams, hasAuthorizer: false)
        for variable in variables {
            messages = messages.declaring(
                "variables.\(variable.name)",
                variable.expression.program?.resultType ?? .dyn
            )
        }
        validations = (spec["validations"]?.array ?? []).map { value in
            let message = value["messageExpression"]?.string ?? ""
            return Validation(
                expression: AdmissionExpression(value["expression"]?.string ?? "", in: environment, mustBe: [.bool]),
                message: value["message"]?.string ?? "",
                messageExpression: message.trimmed.isEmpty
                    ? nil : AdmissionExpression(message, in: messages, mustBe: [.string]),
                reason: value["reason"]?.string ?? ""
            )
        }
    }

    /// The variables in order, each seeing those before it, and the environment that sees all of them.
    static func variables(
        of spec: Value,
        in base: CELEnvironment
    ) -> (variables: [(name: String, expression: AdmissionExpression)], environment: CELEnvironment) {
        var environment = base
        var variables: [(name: String, expression: AdmissionExpression)] = []
        for value in spec["variables"]?.array ?? [] {
            guard let name = value["name"]?.string else { continue }
            let expression = AdmissionExpression(value["expression"]?.string ?? "", in: environment)
            environment = environment.declaring("variables.\(name)", expression.program?.resultType ?? .dyn)
            variables.append((name, expression))
        }
        return (variables, environment)
    }
}
