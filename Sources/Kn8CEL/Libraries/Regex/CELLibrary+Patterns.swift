// SPDX-License-Identifier: MIT

internal import Kn8Regex

extension CELLibrary {
    /// `find` and `findAll` (`kubernetes:apiserver/pkg/cel/library/regex.go`).
    package static let patterns = CELLibrary(
        "kubernetes.regex",
        functions: [
            CELFunction(
                "find",
                [
                    .receiver(
                        "string_find_string",
                        [.string, .string],
                        .string,
                        cost: .searching,
                        specialize: { constants throws(CELFailure) in
                            guard let pattern = try constantPattern(constants) else { return nil }
                            return .binary { text, _ throws(CELFailure) in find(pattern, try text.text()) }
                        },
                        binary: { text, pattern throws(CELFailure) in
                            find(try compiled(pattern), try text.text())
                        }
                    )
                ]
            ),
            CELFunction(
                "findAll",
                [
                    .receiver(
                        "string_find_all_string",
                        [.string, .string],
                        .list(.string),
                        cost: .searching,
                        specialize: { constants throws(CELFailure) in
                            guard let pattern = try constantPattern(constants) else { return nil }
                            return .binary { text, _ throws(CELFailure) in
                                try findAll(pattern, text.text(), limit: -1)
                            }
                        },
                        binary: { text, pattern throws(CELFailure) in
                            try findAll(compiled(pattern), text.text(), limit: -1)
                        }
                    ),
                    .receiver(
                        "string_find_all_string_int",
                        [.string, .string, .int],
                        .list(.string),
                        cost: .searching,
                        specialize: { constants throws(CELFailure) in
                            guard let pattern = try constantPattern(constants) else { return nil }
                            return .variadic { arguments throws(CELFailure) in
                                let limit = try arguments.argument(2).integer()
                                return try findAll(pattern, arguments.argument(0).text(), limit: limit)
                            }
                        },
                        variadic: { arguments throws(CELFailure) in
                            let limit = try arguments.argument(2).integer()
                            let pattern = try compiled(arguments.argument(1))
                            return try findAll(pattern, arguments.argument(0).text(), limit: limit)
                        }
                    ),
                ]
            ),
        ]
    )

    private static func constantPattern(_ constants: [CELValue?]) throws(CELFailure) -> LinearPattern? {
        guard constants.count > 1, case .string(let source)? = constants[1] else { return nil }
        do {
            return try LinearPattern(source)
        } catch {
            throw CELFailure(error.description)
        }
    }

    private static func compiled(_ pattern: CELValue) throws(CELFailure) -> LinearPattern {
        let source = try pattern.text()
        do {
            return try LinearPattern(source)
        } catch {
            throw CELFailure("Illegal regex: \(error.description)")
        }
    }

    private static func find(_ pattern: LinearPattern, _ text: String) -> CELValue {
        guard pattern.matches(text), let match = pattern.firstMatch(in: text) else { return .string("") }
        return .string(String(match[0] ?? ""))
    }

    /// Beyond this many steps a search for all matches fails; the square of the text would not end.
    private static let mostSteps = 20_000_000

    private static func findAll(
        _ pattern: LinearPattern,
        _ text: String,
        limit: Int64
    ) throws(CELFailure) -> CELValue {
        let most = limit < 0 ? nil : Int(clamping: limit)
        guard let matches = pattern.allMatches(in: text, limit: most, mostSteps: mostSteps) else { throw .costLimit }
        try CELFailure.checkList(matches.count)
        return .list(ofTexts: matches.map { String($0[0] ?? "") })
    }
}
