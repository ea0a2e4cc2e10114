// SPDX-License-Identifier: MIT

internal import Kn8CEL
internal import Kn8Value

/// Runs the rules of a schema on an object (`kubernetes:apiext/apiserver/schema/cel/validation.go`).
struct RuleEvaluation {
    /// What all rules of one object may cost together.
    private static let wholeBudget: UInt64 = 10_000_000
    private static let longestMessage = 5120

    /// What a node is compared with when an object is updated: a failure of what has not changed does not count.
    struct Correlation {
        /// The node itself, when it was there.
        var current: (new: Value, old: Value)?
        /// The nearest node above it that was there.
        var parent: (new: Value, old: Value)?

        var isUnchanged: Bool {
            if let current { return current.new == current.old }
            if let parent { return parent.new == parent.old }
            return false
        }

        /// For a child that was `old`; nil when it was not there, or cannot be told from its siblings.
        func child(_ new: Value, _ old: Value?) -> Correlation {
            guard let current else { return self }
            return Correlation(current: old.map { (new, $0) }, parent: current)
        }
    }

    private var violations: [Violation] = []
    private var budget = RuleEvaluation.wholeBudget
    /// Whether a limit of cost has ended everything.
    private var isOver = false
    private var steps: [FieldPath.Step] = []

    /// What the rules of `tree` say against `object`, which takes the place of `old` when that is given. Failures that
    /// `old` had, too, come as warnings.
    static func violations(of object: Value, replacing old: Value?, _ tree: RuleTree) -> [Violation] {
        var evaluation = RuleEvaluation()
        evaluation.check(object, old, tree, Correlation(current: old.map { (object, $0) }))
        return evaluation.violations
    }

    private mutating func check(_ value: Value, _ old: Value?, _ tree: RuleTree, _ correlation: Correlation) {
        if case .null = value { return }
        run(tree, value, old, correlation)
        if isOver { return }
        switch value {
        case .object(let map):
            guard tree.additional != nil || !tree.fields.isEmpty else { return }
            for entry in map {
                guard let child = tree.fields[entry.key] ?? (tree.isField(entry.key) ? nil : tree.additional) else {
                    continue
                }
                var inner = correlation.child(entry.value, old?[entry.key])
                if correlation.parent == nil, entry.key == "apiVersion" || entry.key == "kind" { inner = Correlation() }
                steps.append(.key(entry.key))
                check(entry.value, old?[entry.key], child, inner)
                steps.removeLast()
                if isOver { return }
            }
        case .array(let elements):
            guard let child = tree.items else { return }
            let partners = Partners(old?.array ?? [], tree.schema.listType)
            for (index, element) in elements.enumerated() {
                let partner = partners.partner(of: element)
                steps.append(.index(index))
                check(element, partner, child, correlation.child(element, partner))
                steps.removeLast()
                if isOver { return }
            }
        default: break
        }
    }

    private mutating func run(_ tree: RuleTree, _ value: Value, _ old: Value?, _ correlation: Correlation) {
        let rules = tree.rules
        if rules.isEmpty { return }
        let old = old.flatMap { $0.isNull ? nil : $0 }
        if budget == 0 {
            addInvalid(
                tree,
                "validation failed due to running out of cost budget, no further validation rules will be run"
            )
            isOver = true
            return
        }
        for rule in rules {
            evaluate(rule, tree, value, old, correlation)
            if isOver { return }
        }
    }

    private mutating func evaluate(
        _ rule: CompiledRule,
        _ tree: RuleTree,
        _ value: Value,
        _ old: Value?,
        _ correlation: Correlation
    ) {
        if let fault = rule.fault {
            addInvalid(tree, "rule compile error: \(fault)")
            return
        }
        guard let program = rule.program else { return }
        let isOptional = rule.rule.optionalOldSelf == true
        if rule.usesOldSelf, old == nil, !isOptional { return }
        var activation = CELActivation()
        let result: Result<CELValue, CELFailure>
        let cost: UInt64
        do throws(CELFailure) {
            activation.bind("self", to: try tree.shape.adapt(value))
            if rule.usesOldSelf {
                let adapted: CELValue? = if let old { try tree.shape.adapt(old) } else { nil }
                activation.bind("oldSelf", to: isOptional ? .optional(adapted) : adapted ?? .null)
            }
            (result, cost) = program.measure(activation)
        } catch {
            (result, cost) = (.failure(error), 0)
        }
        guard cost <= budget else {
            addInvalid(
                tree,
                "validation failed due to running out of cost budget, no further validation rules will be run"
            )
            isOver = true
            return
        }
        budget -= cost
        switch result {
        case .success(.bool(true)): return
        case .failure(let failure): addFailure(failure, rule, tree)
        case .success:
            addBreach(rule, tree, value, activation, isUnchanged: !rule.usesOldSelf && correlation.isUnchanged)
        }
    }

    private mutating func addFailure(_ failure: CELFailure, _ rule: CompiledRule, _ tree: RuleTree) {
        switch failure.kind {
        case .noSuchOverload:
            addInvalid(
                tree,
                "'\(failure.message)': call arguments did not match a supported operator, function or macro signature for "
                    + "rule: \(rule.rule.shown)"
            )
        case .costLimit:
            addInvalid(
                tree,
                "'\(failure.message)': no further validation rules will be run due to call cost exceeds limit for rule: "
                    + rule.rule.shown
            )
            isOver = true
        case .evaluation: addInvalid(tree, "\(failure.message) evaluating rule: \(rule.rule.shown)")
        }
    }

    /// An error that tells the type of the node in place of its value.
    private mutating func addInvalid(_ tree: RuleTree, _ detail: String, at below: [FieldPath.Step] = []) {
        add("Invalid value: \(Value.string(tree.typeName).json()): \(detail)", at: below, severity: .error)
    }

    private mutating func add(_ message: String, at below: [FieldPath.Step], severity: Severity) {
        violations.append(
            Violation(rule: "schema/rule", severity: severity, message: message, path: FieldPath(steps + below))
        )
    }

    private mutating func addBreach(
        _ rule: CompiledRule,
        _ tree: RuleTree,
        _ value: Value,
        _ activation: CELActivation,
        isUnchanged: Bool
    ) {
        var detail = rule.rule.message.isEmpty ? "failed rule: \(rule.rule.shown)" : rule.rule.shown
        if let program = rule.messageProgram {
            let (result, cost) = program.measure(activation)
            guard cost <= budget else {
                addInvalid(
                    tree,
                    "messageExpression evaluation failed due to running out of cost budget, no further validation rules "
                        + "will be run",
                    at: rule.steps
                )
                isOver = true
                return
            }
            budget -= cost
            switch result {
            case .success(.string(let text)):
                let text = text.trimmed
                if !text.isEmpty, !text.hasLineBreak, text.utf8.count <= Self.longestMessage { detail = text }
            case .failure(let failure) where failure.kind == .costLimit:
                addInvalid(
                    tree,
                    "no further validation rules will be run due to call cost exceeds limit for messageExpression: "
                        + Value.string(rule.rule.messageExpression).json(),
                    at: rule.steps
                )
                isOver = true
                return
            default: break
            }
        }
        let shown = tree.typeName == "object" || tree.typeName == "array" ? "" : ": \(value.json())"
        let message =
            switch rule.rule.reason {
            case "FieldValueForbidden": "Forbidden: \(detail)"
            case "FieldValueRequired": "Required value: \(detail)"
            case "FieldValueDuplicate": "Duplicate value\(shown)"
            default: "Invalid value\(shown): \(detail)"
            }
        add(message, at: rule.steps, severity: isUnchanged ? .warning : .error)
    }
}

/// The elements that a list had, found by their keys.
private struct Partners {
    private let keys: [String]
    private var elements: [Value: Value] = [:]

    init(_ old: [Value], _ listType: Schema.ListType?) {
        guard case .map(let keys)? = listType, !keys.isEmpty else {
            keys = []
            return
        }
        self.keys = keys
        for element in old { elements[identity(of: element)] = element }
    }

    func partner(of element: Value) -> Value? { keys.isEmpty ? nil : elements[identity(of: element)] }

    private func identity(of element: Value) -> Value { .array(keys.map { element[$0] ?? .null }) }
}

extension RuleTree {
    /// Whether the schema names the field.
    fileprivate func isField(_ name: String) -> Bool { schema.field(name) != nil }
}
