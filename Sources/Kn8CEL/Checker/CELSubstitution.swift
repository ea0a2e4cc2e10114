// SPDX-License-Identifier: MIT

/// What is known of the unknown types while an expression is checked: unification with `dyn`, as
/// `cel-go:checker/types.go` does it.
struct CELSubstitution {
    private var bound: [CELType?] = []

    /// A type that nothing is known of.
    mutating func fresh() -> CELType {
        bound.append(nil)
        return .variable(bound.count - 1)
    }

    private func find(_ type: CELType) -> CELType? {
        guard case .variable(let number) = type, bound.indices.contains(number) else { return nil }
        return bound[number]
    }

    /// `type` with everything known filled in; what is unknown becomes `dyn` when `unknownsAreDyn`, and so does what is
    /// beyond `CELLimits.largestType`.
    func apply(_ type: CELType, unknownsAreDyn: Bool = false) -> CELType {
        var budget = CELLimits.largestType
        return apply(type, unknownsAreDyn, &budget)
    }

    private func apply(_ type: CELType, _ unknownsAreDyn: Bool, _ budget: inout Int) -> CELType {
        budget -= 1
        guard budget >= 0 else { return .dyn }
        switch type {
        case .variable:
            if let known = find(type) { return apply(known, unknownsAreDyn, &budget) }
            return unknownsAreDyn ? .dyn : type
        case .list(let element): return .list(apply(element, unknownsAreDyn, &budget))
        case .map(let key, let value):
            return .map(apply(key, unknownsAreDyn, &budget), apply(value, unknownsAreDyn, &budget))
        case .optional(let inner): return .optional(apply(inner, unknownsAreDyn, &budget))
        case .type(let inner): return .type(apply(inner, unknownsAreDyn, &budget))
        default: return type
        }
    }

    /// The overload's types with fresh unknowns for its parameters.
    mutating func instantiate(_ overload: CELOverload) -> (parameters: [CELType], result: CELType) {
        var names: [String: CELType] = [:]
        var parameters: [CELType] = []
        for parameter in overload.parameters { parameters.append(instantiate(parameter, &names)) }
        return (parameters, instantiate(overload.result, &names))
    }

    private mutating func instantiate(_ type: CELType, _ names: inout [String: CELType]) -> CELType {
        switch type {
        case .parameter(let name):
            if let present = names[name] { return present }
            let made = fresh()
            names[name] = made
            return made
        case .list(let element): return .list(instantiate(element, &names))
        case .map(let key, let value): return .map(instantiate(key, &names), instantiate(value, &names))
        case .optional(let inner): return .optional(instantiate(inner, &names))
        case .type(let inner): return .type(instantiate(inner, &names))
        default: return type
        }
    }

    /// Whether each of `types` may stand where `targets` are expected; what that says of unknowns is kept only then.
    mutating func assign(_ types: [CELType], to targets: [CELType]) -> Bool {
        guard types.count == targets.count else { return false }
        let before = bound
        for (type, target) in zip(types, targets) where !canAssign(type, to: target) {
            bound = before
            return false
        }
        return true
    }

    /// Whether `type` may stand where `target` is expected.
    mutating func assign(_ type: CELType, to target: CELType) -> Bool { assign([type], to: [target]) }

    private mutating func canAssign(_ type: CELType, to target: CELType) -> Bool {
        if case .variable = target {
            let (isValid, wasKnown) = substitute(type, for: target)
            if isValid { return true }
            if wasKnown { return false }
        }
        if case .variable = type { return substitute(target, for: type).isValid }
        if type.isDynOrError || target.isDynOrError { return true }
        switch (type, target) {
        case (.null, _): return target.isNullable
        case (_, .null): return type.isNullable
        case (.nullable(let left), .nullable(let right)): return left == right
        case (.nullable(let left), let right): return left == right
        case (let left, .nullable(let right)): return left == right
        case (.type, .type): return true
        case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)):
            return canAssign(left, to: right)
        case (.map(let leftKey, let leftValue), .map(let rightKey, let rightValue)):
            return canAssign(leftKey, to: rightKey) && canAssign(leftValue, to: rightValue)
        default: return type == target
        }
    }

    private mutating func substitute(_ type: CELType, for unknown: CELType) -> (isValid: Bool, wasKnown: Bool) {
        guard case .variable(let number) = unknown else { return (false, false) }
        if type == unknown { return (true, true) }
        if let known = find(unknown) {
            if type == known { return (true, true) }
            guard canAssign(type, to: known) else { return (false, true) }
            let general = Self.moreGeneral(type, known)
            if !occurs(unknown, in: general) { bound[number] = general }
            return (true, true)
        }
        guard !occurs(unknown, in: type) else { return (false, false) }
        bound[number] = type
        return (true, false)
    }

    private func occurs(_ unknown: CELType, in type: CELType) -> Bool {
        if type == unknown { return true }
        switch type {
        case .variable: return find(type).map { occurs(unknown, in: $0) } ?? false
        case .list(let inner), .optional(let inner), .type(let inner): return occurs(unknown, in: inner)
        case .map(let key, let value): return occurs(unknown, in: key) || occurs(unknown, in: value)
        default: return false
        }
    }

    /// The more general of two types that unify.
    static func moreGeneral(_ left: CELType, _ right: CELType) -> CELType {
        isLessSpecific(left, right) ? left : right
    }

    private static func isLessSpecific(_ left: CELType, _ right: CELType) -> Bool {
        switch (left, right) {
        case (.dyn, _), (.variable, _): true
        case (_, .dyn), (_, .variable): false
        case (.list(let mine), .list(let theirs)), (.optional(let mine), .optional(let theirs)):
            isLessSpecific(mine, theirs)
        case (.map(let myKey, let myValue), .map(let theirKey, let theirValue)):
            isLessSpecific(myKey, theirKey) && isLessSpecific(myValue, theirValue)
        case (.type, .type): true
        default: left == right
        }
    }
}

extension CELType {
    /// Whether null may stand where this is expected.
    fileprivate var isNullable: Bool {
        switch self {
        case .null, .nullable, .opaque, .object, .optional, .duration, .timestamp: true
        default: false
        }
    }
}
