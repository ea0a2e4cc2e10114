// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8CEL

/// No source text crashes, hangs or eats memory.
@Suite struct HostileInputTests {
    /// SplitMix64, so that a failure can be run again.
    struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let words = [
        "self", "x", "a.b", "[", "]", "{", "}", "(", ")", ".", ".?", "[?", "?", ":", ",", "+", "-", "*", "/", "%", "!",
        "==", "!=", "<", "<=", ">", ">=", "in", "&&", "||", "1", "0", "-1", "1u", "2.5", "1e400", "0x7f",
        "9223372036854775807", "'s'", "\"t\"", "r'\\d'", "b'\\xff'", "'''", "\\", "`", "@", "\u{1F451}", "true",
        "false",
        "null", "has", "all", "exists", "exists_one", "map", "filter", "transformMap", "size", "string", "int",
        "timestamp", "duration", "matches", "optional.of", "optMap", "dyn", "type", "//", "\n", "for", "namespace",
        "has(self.x)", "self.all(x, x > 1)", "[1, 2].map(x, x + 1)", "{'a': 1}", "self.?a.orValue(1)",
    ]

    private static let valid = [
        "self.all(x, has(x.y) && x.y.size() > 3 ? x.z == 'a' : x.w in [1, 2, 3])",
        "{'a': 1, 'b': 2}.transformMap(k, v, v * 2).exists(k, k == 'a')",
        "timestamp('2024-01-31T00:00:00Z') + duration('1h30m') > timestamp(self.when)",
        "self.?a.?b.orValue('d').matches('^[a-z]+(-[0-9]*)?$') || !(self[0] == b\"\\303\\277\")",
        "[1, 2, 3].filter(i, i % 2 == 0).map(i, string(i) + 'x').exists_one(s, s.startsWith('2'))",
        "type(self) == map && double(self.n) / 2.5e3 >= -1.0 ? 1u : 2u",
    ]

    private func run(_ source: String) {
        let environment = CELEnvironment.kubernetes.declaring("self", .dyn)
        guard let program = try? environment.compile(source) else { return }
        let object: CELValue = .map(
            CELMap([(.string("a"), .list(of: [.int(1), .string("x")])), (.string("n"), .int(7))])
        )
        _ = program.measure(["self": object], costLimit: 100_000)
        _ = program.costEstimate(shapes: ["self": .dyn])
    }

    @Test(arguments: 1...4) func wordSoup(_ seed: UInt64) {
        var dice = Dice(state: seed)
        for _ in 0..<500 {
            let count = Int.random(in: 1...24, using: &dice)
            run((0..<count).compactMap { _ in Self.words.randomElement(using: &dice) }.joined(separator: " "))
        }
    }

    @Test(arguments: 1...4) func mutations(_ seed: UInt64) {
        var dice = Dice(state: seed &* 77)
        for _ in 0..<500 {
            guard let base = Self.valid.randomElement(using: &dice) else { continue }
            var scalars = Array(base.unicodeScalars)
            for _ in 0..<Int.random(in: 1...4, using: &dice) where !scalars.isEmpty {
                let place = Int.random(in: 0..<scalars.count, using: &dice)
                switch Int.random(in: 0..<4, using: &dice) {
                case 0: scalars.remove(at: place)
                case 1:
                    scalars.insert(contentsOf: (Self.words.randomElement(using: &dice) ?? "").unicodeScalars, at: place)
                case 2: scalars[place] = Unicode.Scalar(UInt8.random(in: 0...255, using: &dice))
                default: scalars.insert(contentsOf: scalars[place...].prefix(20), at: place)
                }
            }
            run(String(String.UnicodeScalarView(scalars)))
        }
    }

    struct Tower: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let source: String
        /// Whether the depth is refused; otherwise the text is just long.
        let isRefused: Bool
    }

    private static let towers: [Tower] = [
        Tower(testDescription: "brackets", source: many("(", 4_000) + "1" + many(")", 4_000), isRefused: true),
        Tower(testDescription: "brackets open", source: many("(", 16_000), isRefused: true),
        Tower(testDescription: "lists", source: many("[", 4_000) + many("]", 4_000), isRefused: true),
        Tower(testDescription: "maps", source: many("{1:", 4_000) + "1" + many("}", 4_000), isRefused: true),
        Tower(testDescription: "calls", source: many("dyn(", 4_000) + "1" + many(")", 4_000), isRefused: true),
        Tower(testDescription: "sum", source: "1" + many("+1", 6_000), isRefused: true),
        Tower(testDescription: "differences", source: "1" + many("-1", 300), isRefused: true),
        Tower(testDescription: "relations", source: "1" + many("==1", 6_000), isRefused: true),
        Tower(testDescription: "conditions", source: many("true?1:", 4_000) + "1", isRefused: true),
        Tower(testDescription: "selections", source: "self" + many(".a", 6_000), isRefused: true),
        Tower(testDescription: "indices", source: "self" + many("[0]", 6_000), isRefused: true),
        Tower(
            testDescription: "loops",
            source: many("[1].all(x, ", 5_000) + "true" + many(")", 5_000),
            isRefused: true
        ),
        Tower(testDescription: "types that double", source: doubledType(60), isRefused: true),
        Tower(testDescription: "types that double a little", source: doubledType(6), isRefused: false),
        Tower(testDescription: "nots", source: many("!", 16_000) + "true", isRefused: false),
        Tower(testDescription: "minuses", source: many("-", 16_000) + "self.n", isRefused: false),
        Tower(testDescription: "and", source: "true" + many("&&true", 4_000), isRefused: false),
        Tower(testDescription: "or", source: "false" + many("||false", 4_000), isRefused: false),
        Tower(testDescription: "list", source: "[1" + many(",1", 8_000) + "].size() > 0", isRefused: false),
        Tower(testDescription: "at the limit", source: many("(", 200) + "1" + many(")", 200), isRefused: false),
        Tower(testDescription: "lists at the limit", source: many("[", 240) + many("]", 240), isRefused: false),
        Tower(
            testDescription: "calls at the limit",
            source: many("dyn(", 240) + "1" + many(")", 240),
            isRefused: false
        ),
        Tower(testDescription: "conditions at the limit", source: many("true?1:", 240) + "1", isRefused: false),
        Tower(
            testDescription: "loops at the limit",
            source: many("[1].all(x, ", 240) + "true" + many(")", 240),
            isRefused: false
        ),
        Tower(testDescription: "sum at the limit", source: "1" + many("+1", 240), isRefused: false),
    ]

    /// Each step's type names the one before twice.
    private static func doubledType(_ steps: Int) -> String {
        (1...steps).map { "[{x\($0 - 1): x\($0 - 1)}].map(x\($0), " }.joined().replacing("{x0: x0}", with: "1")
            + "x\(steps)" + many(")", steps)
    }

    private static func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    @Test(arguments: towers) func depth(_ tower: Tower) throws {
        run(tower.source)
        let issues = #expect(throws: (any Error).self, "compiles") {
            _ = try CELEnvironment.kubernetes.declaring("self", .dyn).compile(tower.source)
            if !tower.isRefused { throw CancellationError() }
        }
        #expect((issues is CELIssues) == tower.isRefused)
    }

    @Test func longSource() {
        let source = String(repeating: " ", count: 100_001)
        let issues = #expect(throws: CELIssues.self) { try CELEnvironment.kubernetes.compile(source) }
        let message = "expression code point size exceeds limit: size: 100001, limit 100000"
        #expect(issues?.issues.first?.message == message)
    }

    /// Values that name one value twice compare in bounded time, however large they are when written out.
    @Test func sharedValues() throws {
        let steps = String(repeating: ".map(x, [x, x])", count: 60)
        let program = try CELEnvironment.kubernetes.compile("dyn([1])\(steps) == dyn([1])\(steps)")
        #expect(throws: CELFailure.costLimit) { try program.evaluate([:]) }
    }

    /// `size()` of a long text, and comparing lists in lists, cost 1 in Kubernetes' units.
    @Test(arguments: ["self.l.all(x, self.s.size() > 0)", "self.l.all(x, [self.l] == [self.l])"])
    func cheapButLong(_ rule: String) throws {
        let list = CELValue.list(of: Array(repeating: .int(1), count: 200))
        let text = CELValue.string(String(repeating: "a", count: 1 << 16))
        let program = try CELEnvironment.kubernetes.declaring("self", .dyn).compile(rule)
        let value: CELValue = .map(CELMap([(.string("l"), list), (.string("s"), text)]))
        let (result, cost) = program.measure(["self": value], costLimit: .max, workLimit: 10_000)
        #expect(throws: CELFailure.costLimit) { try result.get() }
        #expect(cost < 10_000)
        #expect(throws: Never.self) { try program.evaluate(["self": value]) }
    }
}
