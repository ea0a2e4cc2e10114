// SPDX-License-Identifier: MIT

internal import Kn8CEL
internal import Kn8Value

/// One evaluation of a policy: for one object, one binding and one `params`
/// (`kubernetes:apiserver/pkg/admission/plugin/policy/validating/validator.go`).
struct AdmissionEvaluation {
    /// A reason to deny.
    struct Decision {
        let message: String
        var reason = ""
    }

    private static let conditionBudget: UInt64 = 2_500_000
    private static let validationBudget: UInt64 = 10_000_000
    private static let longestMessage = 5120
    private static let outOfBudget =
        "validation failed due to running out of cost budget, no further validation rules will be run"

    private let policy: AdmissionPolicy
    private var activation = CELActivation()

    init(
        _ policy: AdmissionPolicy,
        _ object: Value,
        _ entry: KindEntry,
        _ asked: AdmissionRequest,
        param: Value,
        namespace: Value
    ) {
        self.policy = policy
        activation.bind("object", to: asked.operation == .delete ? .null : CELValue(json: object))
        activation.bind("oldObject", to: asked.old.map { CELValue(json: $0) } ?? .null)
        activation.bind("params", to: CELValue(json: param))
        activation.bind("request", to: Self.request(object, entry, asked))
        activation.bind("namespaceObject", to: (try? AdmissionEnvironment.namespace.adapt(namespace)) ?? .null)
        activation.bind("authorizer", to: CELAuthorizer.offline)
        activation.bind("authorizer.requestResource", to: CELAuthorizer.offlineResource)
    }

    private static func request(_ object: Value, _ entry: KindEntry, _ asked: AdmissionRequest) -> CELValue {
        let kind: Value = [
            "group": .string(entry.group), "version": .string(entry.version), "kind": .string(entry.kind),
        ]
        let resource: Value = [
            "group": .string(entry.group), "version": .string(entry.version), "resource": .string(entry.plural),
        ]
        var request: [(String, Value)] = [
            ("kind", kind), ("resource", resource), ("requestKind", kind), ("requestResource", resource),
            ("operation", .string(asked.operation.rawValue)), ("userInfo", asked.user),
            ("dryRun", .bool(asked.isDryRun)),
            ("options", .emptyObject),
        ]
        if !asked.subresource.isEmpty {
            request += ["subResource", "requestSubResource"].map { ($0, .string(asked.subresource)) }
        }
        if let name = object["metadata"]?["name"]?.string { request.append(("name", .string(name))) }
        if entry.namespaced {
            request.append(("namespace", .string(object["metadata"]?["namespace"]?.string ?? "default")))
        }
        return (try? AdmissionEnvironment.request.adapt(.object(ValueMap(request)))) ?? .null
    }

    /// The reasons to deny; empty when the policy does not apply or nothing is wrong.
    func decisions() -> [Decision] {
        switch conditionsHold() {
        case .failure(let decision): return policy.failsClosed ? [Decision(message: decision.message)] : []
        case .success(false): return []
        case .success(true): break
        }
        var budget = Self.validationBudget
        let activation = withVariables(&budget)
        var decisions: [Decision] = []
        for validation in policy.validations {
            guard let program = validation.expression.program else {
                deny("compilation error: \(validation.expression.fault ?? "")", &decisions)
                continue
            }
            let (result, cost) = program.measure(activation)
            guard cost <= budget else {
                deny(Self.outOfBudget, &decisions)
                return decisions
            }
            budget -= cost
            switch result {
            case .success(.bool(true)): continue
            case .success:
                let message = message(of: validation, activation, &budget)
                decisions.append(Decision(message: message, reason: validation.reason))
            case .failure(let failure): deny(Self.words(validation.expression.source, failure), &decisions)
            }
        }
        return decisions
    }

    private struct ConditionFault: Error {
        let message: String
    }

    /// Whether the match conditions hold: any false one decides, then any error.
    private func conditionsHold() -> Result<Bool, ConditionFault> {
        var errors: [String] = []
        var budget = Self.conditionBudget
        for condition in policy.conditions {
            guard let program = condition.program else {
                errors.append("compilation error: \(condition.fault ?? "")")
                continue
            }
            let (result, cost) = program.measure(activation)
            guard cost <= budget else {
                errors.append(Self.outOfBudget)
                break
            }
            budget -= cost
            switch result {
            case .success(.bool(true)): continue
            case .success: return .success(false)
            case .failure(let failure): errors.append(Self.words(condition.source, failure))
            }
        }
        guard let first = errors.first else { return .success(true) }
        let message = errors.count == 1 ? first : "[\(errors.joined(separator: ", "))]"
        return .failure(ConditionFault(message: message))
    }

    private func deny(_ message: String, _ decisions: inout [Decision]) {
        if policy.failsClosed { decisions.append(Decision(message: message)) }
    }

    private static func words(_ source: String, _ failure: CELFailure) -> String {
        "expression '\(source.trimmed)' resulted in error: \(failure.message)"
    }

    /// Variables see only those before them, so each is evaluated once, in order; a failure counts where it is used.
    private func withVariables(_ budget: inout UInt64) -> CELActivation {
        var activation = activation
        for (name, expression) in policy.variables {
            let value: Result<CELValue, CELFailure>
            if let program = expression.program {
                let (result, cost) = program.measure(activation, costLimit: min(budget, CELLimits.kubernetesCallCost))
                budget -= min(cost, budget)
                value = result.mapError {
                    CELFailure("composited variable \"\(name)\" fails to evaluate: \($0.message)", kind: $0.kind)
                }
            } else {
                value = .failure(
                    CELFailure("composited variable \"\(name)\" fails to compile: \(expression.fault ?? "")")
                )
            }
            activation.bind("variables.\(name)", toResultOf: { () throws(CELFailure) in try value.get() })
        }
        return activation
    }

    private func message(
        of validation: AdmissionPolicy.Validation,
        _ activation: CELActivation,
        _ budget: inout UInt64
    ) -> String {
        if let program = validation.messageExpression?.program {
            let (result, cost) = program.measure(activation, costLimit: min(budget, CELLimits.kubernetesCallCost))
            budget -= min(cost, budget)
            if case .success(.string(let text)) = result {
                let text = text.trimmed
                if !text.isEmpty, !text.hasLineBreak, text.utf8.count <= Self.longestMessage { return text }
            }
        }
        let message = validation.message.trimmed
        return message.isEmpty ? "failed expression: \(validation.expression.source.trimmed)" : message
    }
}
