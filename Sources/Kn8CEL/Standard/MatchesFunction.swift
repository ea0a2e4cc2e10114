// SPDX-License-Identifier: MIT

internal import Kn8Regex

/// `s.matches(pattern)` and `matches(s, pattern)`: whether the pattern matches anywhere, in linear time.
enum MatchesFunction {
    static let function = CELFunction(
        "matches",
        [
            .global(
                "matches",
                [.string, .string],
                .bool,
                // Only the receiver form has a cost of its own in cel-go.
                cost: .fixed(1),
                specialize: specialize,
                binary: { text, pattern throws(CELFailure) in try matches(text, pattern) }
            ),
            .receiver(
                "matches_string",
                [.string, .string],
                .bool,
                cost: cost,
                specialize: specialize,
                binary: { text, pattern throws(CELFailure) in try matches(text, pattern) }
            ),
        ]
    )

    static func compile(_ pattern: String) throws(CELFailure) -> LinearPattern {
        do throws(PatternSyntaxError) {
            return try LinearPattern(pattern)
        } catch {
            throw CELFailure("\(error)")
        }
    }

    private static func matches(_ text: CELValue, _ pattern: CELValue) throws(CELFailure) -> CELValue {
        guard case .string(let text) = text, case .string(let pattern) = pattern else { throw .noSuchOverload }
        return .bool(try compile(pattern).matches(text))
    }

    private static let specialize: CELOverload.Specialization = { arguments throws(CELFailure) in
        guard arguments.count == 2, case .string(let source) = arguments[1] else { return nil }
        let pattern = try compile(source)
        return .binary { text, _ throws(CELFailure) in
            guard case .string(let text) = text else { throw .noSuchOverload }
            return .bool(pattern.matches(text))
        }
    }

    private static let cost = CELCallCost(
        actual: { arguments, _ in
            guard arguments.count == 2 else { return 1 }
            let text = (arguments[0].costSize.saturatingSum(1)).scaledUp(by: 0.1)
            return text.saturatingProduct(arguments[1].costSize.scaledUp(by: 0.25))
        },
        estimate: { arguments in
            guard arguments.count == 2 else { return CELCallCost.Estimate(cost: CELRange(1)) }
            let text = (arguments[0].size + CELRange(1)).scaled(by: 0.1)
            return CELCallCost.Estimate(cost: text * arguments[1].size.scaled(by: 0.25))
        }
    )
}
