// SPDX-License-Identifier: MIT

/// `size`, `contains`, `startsWith`, `endsWith`, `matches`.
enum TextFunctions {
    static let functions: [CELFunction] = [
        CELFunction("size", sizes(isReceiver: false) + sizes(isReceiver: true)),
        CELFunction(
            "contains",
            [
                .receiver("contains_string", [.string, .string], .bool, cost: containsCost) {
                    text,
                    part throws(CELFailure) in
                    guard case .string(let text) = text, case .string(let part) = part else { throw .noSuchOverload }
                    return .bool(contains(Array(text.utf8), Array(part.utf8)))
                }
            ]
        ),
        CELFunction(
            "startsWith",
            [
                .receiver("starts_with_string", [.string, .string], .bool, cost: affixCost) {
                    text,
                    part throws(CELFailure) in
                    guard case .string(let text) = text, case .string(let part) = part else { throw .noSuchOverload }
                    return .bool(text.utf8.starts(with: part.utf8))
                }
            ]
        ),
        CELFunction(
            "endsWith",
            [
                .receiver("ends_with_string", [.string, .string], .bool, cost: affixCost) {
                    text,
                    part throws(CELFailure) in
                    guard case .string(let text) = text, case .string(let part) = part else { throw .noSuchOverload }
                    return .bool(text.utf8.suffix(part.utf8.count).elementsEqual(part.utf8))
                }
            ]
        ),
        MatchesFunction.function,
    ]

    private static func sizes(isReceiver: Bool) -> [CELOverload] {
        let kinds: [(String, CELType)] = [
            ("bytes", .bytes), ("list", .list(.parameter("A"))), ("map", .map(.parameter("A"), .parameter("B"))),
            ("string", .string),
        ]
        return kinds.map { name, type in
            CELOverload(
                isReceiver ? "\(name)_size" : "size_\(name)",
                isReceiver: isReceiver,
                [type],
                .int,
                implementation: .unary { value throws(CELFailure) in .int(Int64(clamping: value.costSize)) }
            )
        }
    }

    /// Measured on the text, estimated on what is looked for: so does cel-go.
    private static let affixCost = CELCallCost(
        actual: { arguments, _ in arguments.first?.costSize.scaledUp(by: 0.1) ?? 1 },
        estimate: { arguments in
            CELCallCost.Estimate(cost: (arguments.last?.size ?? .unknown).scaled(by: 0.1))
        }
    )

    private static let containsCost = CELCallCost(
        actual: { arguments, _ in
            guard arguments.count == 2 else { return 1 }
            return arguments[0].costSize.scaledUp(by: 0.1).saturatingProduct(arguments[1].costSize.scaledUp(by: 0.1))
        },
        estimate: { arguments in
            guard arguments.count == 2 else { return CELCallCost.Estimate(cost: CELRange(1)) }
            return CELCallCost.Estimate(cost: arguments[0].size.scaled(by: 0.1) * arguments[1].size.scaled(by: 0.1))
        }
    )

    /// Linear in both, by the table of borders (Knuth, Morris, Pratt).
    private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        guard !part.isEmpty else { return true }
        guard part.count <= text.count else { return false }
        var borders = [Int](repeating: 0, count: part.count)
        var length = 0
        for index in part.indices.dropFirst() {
            while length > 0, part[index] != part[length] { length = borders[length - 1] }
            if part[index] == part[length] { length += 1 }
            borders[index] = length
        }
        length = 0
        for byte in text {
            while length > 0, byte != part[length] { length = borders[length - 1] }
            if byte == part[length] { length += 1 }
            if length == part.count { return true }
        }
        return false
    }
}
