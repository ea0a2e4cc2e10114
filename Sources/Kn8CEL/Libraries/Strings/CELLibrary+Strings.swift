// SPDX-License-Identifier: MIT

extension CELLibrary {
    /// The strings of cel-go's version 0, with which CEL came to Kubernetes.
    package static let strings = CELLibrary("strings", functions: stringFunctions + [joining])

    /// Version 2, since Kubernetes 1.29: with `format` and `strings.quote`.
    package static let strings2 = CELLibrary("strings", functions: stringFunctions + [joining, formatting, quoting])

    private static let stringFunctions = [
        CELFunction(
            "charAt",
            [
                .receiver("string_char_at_int", [.string, .int], .string) { text, index throws(CELFailure) in
                    .string(try StringFunctions.charAt(text.text(), index.integer()))
                }
            ]
        ),
        CELFunction(
            "indexOf",
            [
                .receiver("string_index_of_string", [.string, .string], .int, cost: .visiting) {
                    text,
                    needle throws(CELFailure) in
                    .int(try StringFunctions.indexOf(text.text(), needle.text()))
                },
                .receiver(
                    "string_index_of_string_int",
                    [.string, .string, .int],
                    .int,
                    cost: .visiting,
                    variadic: { arguments throws(CELFailure) in
                        let (text, needle) = (try arguments.argument(0).text(), try arguments.argument(1).text())
                        return .int(
                            try StringFunctions.indexOf(text, needle, from: arguments.argument(2).integer())
                        )
                    }
                ),
            ]
        ),
        CELFunction(
            "lastIndexOf",
            [
                .receiver("string_last_index_of_string", [.string, .string], .int, cost: .visiting) {
                    text,
                    needle throws(CELFailure) in
                    .int(try StringFunctions.lastIndexOf(text.text(), needle.text()))
                },
                .receiver(
                    "string_last_index_of_string_int",
                    [.string, .string, .int],
                    .int,
                    cost: .visiting,
                    variadic: { arguments throws(CELFailure) in
                        let (text, needle) = (try arguments.argument(0).text(), try arguments.argument(1).text())
                        return .int(
                            try StringFunctions.lastIndexOf(text, needle, from: arguments.argument(2).integer())
                        )
                    }
                ),
            ]
        ),
        CELFunction(
            "lowerAscii",
            [
                .receiver("string_lower_ascii", [.string], .string, cost: .transforming(0)) {
                    text throws(CELFailure) in .string(StringFunctions.lowerAscii(try text.text()))
                }
            ]
        ),
        CELFunction(
            "upperAscii",
            [
                .receiver("string_upper_ascii", [.string], .string, cost: .transforming(0)) {
                    text throws(CELFailure) in .string(StringFunctions.upperAscii(try text.text()))
                }
            ]
        ),
        CELFunction(
            "trim",
            [
                .receiver("string_trim", [.string], .string, cost: .transforming(0)) {
                    text throws(CELFailure) in .string(StringFunctions.trim(try text.text()))
                }
            ]
        ),
        CELFunction(
            "substring",
            [
                .receiver("string_substring_int", [.string, .int], .string, cost: .transforming(0)) {
                    text,
                    start throws(CELFailure) in
                    .string(try StringFunctions.substring(text.text(), start.integer()))
                },
                .receiver(
                    "string_substring_int_int",
                    [.string, .int, .int],
                    .string,
                    cost: .transforming(0),
                    variadic: { arguments throws(CELFailure) in
                        let start = try arguments.argument(1).integer()
                        let end = try arguments.argument(2).integer()
                        return .string(try StringFunctions.substring(arguments.argument(0).text(), start, end))
                    }
                ),
            ]
        ),
        CELFunction(
            "replace",
            [
                .receiver(
                    "string_replace_string_string",
                    [.string, .string, .string],
                    .string,
                    cost: replacing,
                    variadic: replace
                ),
                .receiver(
                    "string_replace_string_string_int",
                    [.string, .string, .string, .int],
                    .string,
                    cost: replacing,
                    variadic: replace
                ),
            ]
        ),
        CELFunction(
            "split",
            [
                .receiver("string_split_string", [.string, .string], .list(.string), cost: splitting) {
                    text,
                    separator throws(CELFailure) in
                    .list(ofTexts: try StringFunctions.split(text.text(), separator.text()))
                },
                .receiver(
                    "string_split_string_int",
                    [.string, .string, .int],
                    .list(.string),
                    cost: splitting,
                    variadic: { arguments throws(CELFailure) in
                        let (text, separator) = (try arguments.argument(0).text(), try arguments.argument(1).text())
                        let limit = try arguments.argument(2).integer()
                        return .list(ofTexts: try StringFunctions.split(text, separator, limit: limit))
                    }
                ),
            ]
        ),
    ]

    @Sendable private static func replace(_ arguments: [CELValue]) throws(CELFailure) -> CELValue {
        let text = try arguments.argument(0).text()
        let (old, new) = (try arguments.argument(1).text(), try arguments.argument(2).text())
        let limit = arguments.count > 3 ? try arguments.argument(3).integer() : -1
        return .string(try StringFunctions.replace(text, old, new, limit: limit))
    }

    private static let joining = CELFunction(
        "join",
        [
            .receiver("list_join", [.list(.string)], .string, cost: joiningCost) { list throws(CELFailure) in
                .string(try StringFunctions.join(list.items(), ""))
            },
            .receiver("list_join_string", [.list(.string), .string], .string, cost: joiningCost) {
                list,
                separator throws(CELFailure) in
                .string(try StringFunctions.join(list.items(), separator.text()))
            },
        ]
    )

    private static let formatting = CELFunction(
        "format",
        [
            .receiver(
                "string_format",
                [.string, .list(.dyn)],
                .string,
                cost: .traversal(of: 0),
                specialize: { constants throws(CELFailure) in
                    guard case .string(let template)?? = constants.first else { return nil }
                    let text = FormatText(template)
                    return .binary { _, arguments throws(CELFailure) in
                        .string(try text.filled(with: arguments.items()))
                    }
                },
                binary: { template, arguments throws(CELFailure) in
                    .string(try FormatText(template.text()).filled(with: arguments.items()))
                }
            )
        ]
    )

    private static let quoting = CELFunction(
        "strings.quote",
        [
            .global(
                "strings_quote",
                [.string],
                .string,
                cost: .traversal(of: 0) { sizes in
                    guard let size = sizes.first else { return .unknown }
                    return CELRange(
                        least: size.least.saturatingSum(2),
                        most: size.most.saturatingProduct(2).saturatingSum(2)
                    )
                }
            ) { text throws(CELFailure) in
                .string(StringFunctions.quote(try text.text()))
            }
        ]
    )

    // What a replacement can grow to: every place where the old text may be holds the new one.
    private static let replacing = CELCallCost(
        actual: { arguments, _ in arguments.first.map { $0.costSize.scaledUp(by: 0.2) } ?? 1 },
        estimate: { arguments in
            guard arguments.count >= 3 else { return CELCallCost.Estimate(cost: .unknown) }
            let (text, old, new) = (arguments[0].size, arguments[1].size, arguments[2].size)
            var most: (count: UInt64, kept: UInt64) = (0, 0)
            if old.least == 0 {
                most = (text.most.saturatingSum(1), text.most)
            } else if new.most <= old.least {
                most = (0, text.most)
            } else {
                most = ((Double(text.most) / Double(old.least)).roundedUpCount, 0)
            }
            var least: (count: UInt64, kept: UInt64) = (0, 0)
            if old.most == 0 {
                least = (text.least.saturatingSum(1), text.least)
            } else if old.most > new.least {
                least = ((Double(text.least) / Double(old.most)).roundedUpCount, 0)
            }
            let count = CELRange(least: least.count, most: most.count)
            let size = count * new + CELRange(least: least.kept, most: most.kept)
            return CELCallCost.Estimate(cost: text.scaled(by: 0.2), resultSize: size)
        }
    )

    private static let splitting = CELCallCost(
        actual: { arguments, _ in arguments.first.map { $0.costSize.scaledUp(by: 0.2) } ?? 1 },
        estimate: { arguments in
            guard let text = arguments.first else { return CELCallCost.Estimate(cost: .unknown) }
            var most = text.size.most
            if arguments.count > 2, case .int(let limit)? = arguments[2].constant {
                most = UInt64(bitPattern: limit)
            }
            return CELCallCost.Estimate(
                cost: text.size.scaled(by: 0.2),
                resultSize: CELRange(least: 0, most: most)
            )
        }
    )

    private static let joiningCost = CELCallCost(
        actual: { _, result in result.costSize.scaledUp(by: 0.2) },
        estimate: { arguments in
            guard let list = arguments.first else { return CELCallCost.Estimate(cost: .unknown) }
            var size = list.size * list.elementSize
            if arguments.count > 1 {
                let count = CELRange(
                    least: list.size.least == 0 ? 0 : list.size.least - 1,
                    most: list.size.most == 0 ? 0 : list.size.most - 1
                )
                size = size + arguments[1].size * count
            }
            return CELCallCost.Estimate(cost: size.scaled(by: 0.1), resultSize: size)
        }
    )
}

extension Double {
    /// Rounded up; the largest number when it is beyond.
    fileprivate var roundedUpCount: UInt64 {
        let up = rounded(.up)
        return up >= 18_446_744_073_709_551_616.0 ? .max : UInt64(max(up, 0))
    }
}
