// SPDX-License-Identifier: MIT

extension CELChecker {
    mutating func checkComprehension(_ loop: CELSyntax.Comprehension, _ id: CELSyntax.ID) -> CELType {
        check(loop.range)
        let range = known.apply(type(loop.range))
        let first: CELType
        let second: CELType
        switch range {
        case .list(let element): (first, second) = loop.second == nil ? (element, element) : (.int, element)
        case .map(let key, let value): (first, second) = (key, value)
        case .variable:
            _ = known.assign(.dyn, to: range)
            (first, second) = (.dyn, .dyn)
        case .dyn, .error: (first, second) = (.dyn, .dyn)
        default:
            report(
                "expression of type '\(shown(range))' cannot be range of a comprehension (must be list, map, or "
                    + "dynamic)",
                at: loop.range
            )
            (first, second) = (.error, .error)
        }
        let depth = scopes.count
        scopes.append((loop.variable, first))
        if let name = loop.second { scopes.append((name, second)) }
        defer { scopes.removeLast(scopes.count - depth) }
        if let predicate = loop.predicate { check(predicate) }
        if let transform = loop.transform { check(transform) }
        let result = resultType(of: loop, first: first)
        if let predicate = loop.predicate, !known.assign(type(predicate), to: .bool) {
            reportPredicate(predicate, of: loop, accumulator: result, id)
        }
        return known.apply(result)
    }

    private mutating func resultType(of loop: CELSyntax.Comprehension, first: CELType) -> CELType {
        let made = loop.transform.map { known.apply(type($0)) } ?? .error
        switch loop.kind {
        case .all, .exists, .existsOne: return .bool
        case .map: return .list(made)
        case .filter: return .list(first)
        case .transformMap: return .map(first, made)
        case .transformMapEntry:
            switch made {
            case .map: return made
            case .dyn, .error: return .map(.dyn, .dyn)
            default:
                if let transform = loop.transform {
                    reportMismatch(expected: .map(.dyn, .dyn), found: made, at: transform)
                }
                return .error
            }
        }
    }

    /// `all` and `exists` are made of `&&` and `||`, the others of `?:`; the messages show it.
    private mutating func reportPredicate(
        _ predicate: CELSyntax.ID,
        of loop: CELSyntax.Comprehension,
        accumulator: CELType,
        _ id: CELSyntax.ID
    ) {
        switch loop.kind {
        case .all, .exists: reportMismatch(expected: .bool, found: type(predicate), at: predicate)
        case .existsOne: reportNoOverload("_?_:_", [type(predicate), .int, .int], isMember: false, at: id)
        case .map, .filter, .transformMap, .transformMapEntry:
            reportNoOverload("_?_:_", [type(predicate), accumulator, accumulator], isMember: false, at: id)
        }
    }

    mutating func checkBinding(_ name: String, _ value: CELSyntax.ID, _ body: CELSyntax.ID) -> CELType {
        check(value)
        scopes.append((name, type(value)))
        defer { scopes.removeLast() }
        check(body)
        return known.apply(type(body))
    }

    mutating func checkOptionalMap(
        _ target: CELSyntax.ID,
        _ variable: String,
        _ body: CELSyntax.ID,
        isFlat: Bool,
        _ id: CELSyntax.ID
    ) -> CELType {
        check(target)
        let type = known.apply(self.type(target))
        let inner: CELType
        switch type {
        case .optional(let wrapped): inner = wrapped
        case .dyn, .error, .variable: inner = .dyn
        default:
            reportNoOverload("hasValue", [type], isMember: true, at: id)
            inner = .error
        }
        scopes.append((variable, inner))
        defer { scopes.removeLast() }
        check(body)
        let made = known.apply(self.type(body))
        guard isFlat else { return .optional(made) }
        switch made {
        case .optional, .dyn, .error: return made
        default:
            reportNoOverload("_?_:_", [.bool, made, .optional(.dyn)], isMember: false, at: id)
            return .error
        }
    }
}
