// SPDX-License-Identifier: MIT

/// The values of variables for one evaluation. A few names, so looking one up walks the list.
package struct CELActivation: Sendable {
    enum Binding: Sendable {
        case value(CELValue)
        case lazy(@Sendable () throws(CELFailure) -> CELValue)
    }

    private var bindings: [(name: String, binding: Binding)] = []

    /// No variables.
    package init() {}

    /// Gives `name` a value.
    package mutating func bind(_ name: String, to value: CELValue) { bindings.append((name, .value(value))) }

    /// Gives `name` a value that is made when it is first needed, at most once in an evaluation.
    package mutating func bind(_ name: String, toResultOf make: @escaping @Sendable () throws(CELFailure) -> CELValue) {
        bindings.append((name, .lazy(make)))
    }

    func binding(_ name: String) -> Binding? {
        for candidate in bindings where candidate.name == name { return candidate.binding }
        return nil
    }
}

extension CELActivation: ExpressibleByDictionaryLiteral {
    /// The variables of the literal.
    package init(dictionaryLiteral elements: (String, CELValue)...) {
        for (name, value) in elements { bind(name, to: value) }
    }
}
