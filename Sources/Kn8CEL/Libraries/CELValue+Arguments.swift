// SPDX-License-Identifier: MIT

// What implementations of functions take out of their arguments; each throws `no such overload` for another kind.
extension CELValue {
    func text() throws(CELFailure) -> String {
        guard case .string(let text) = self else { throw .noSuchOverload }
        return text
    }

    func integer() throws(CELFailure) -> Int64 {
        guard case .int(let number) = self else { throw .noSuchOverload }
        return number
    }

    func flag() throws(CELFailure) -> Bool {
        guard case .bool(let flag) = self else { throw .noSuchOverload }
        return flag
    }

    func items() throws(CELFailure) -> CELList {
        guard case .list(let list) = self else { throw .noSuchOverload }
        return list
    }

    func opaque<Kind: CELOpaque>(_ kind: Kind.Type = Kind.self) throws(CELFailure) -> Kind {
        guard case .opaque(let value) = self, let value = value as? Kind else { throw .noSuchOverload }
        return value
    }

    /// `texts` as a list.
    static func list(ofTexts texts: [String]) -> CELValue { .list(of: texts.map { .string($0) }) }
}

extension Array where Element == CELValue {
    /// The argument at `position`; throws when there are fewer.
    func argument(_ position: Int) throws(CELFailure) -> CELValue {
        guard indices.contains(position) else { throw .noSuchOverload }
        return self[position]
    }
}

extension CELFailure {
    /// Refuses a result that would be larger than `CELLimits.largestText`.
    static func checkText(_ bytes: Int) throws(CELFailure) {
        if bytes > CELLimits.largestText { throw .costLimit }
    }

    /// Refuses a result that would be larger than `CELLimits.largestList`.
    static func checkList(_ count: Int) throws(CELFailure) {
        if count > CELLimits.largestList { throw .costLimit }
    }
}
