// SPDX-License-Identifier: MIT

import Foundation
import Testing

@testable import Kn8CEL

/// What a rule on `self` is estimated to cost at most: the numbers are those of Kubernetes' own tests
/// (`kubernetes:apiext/apiserver/schema/cel/compilation_test.go`).
@Suite struct CostEstimateTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let rule: String
        /// The schema of `self`, with the given `maxLength`, `maxItems` or `maxProperties` at its top.
        let shape: @Sendable (UInt64?) -> CELShape
        /// Without any bound.
        let unbounded: UInt64
        let bound: UInt64
        let bounded: UInt64

        var testDescription: String { "\(label): \(rule)" }

        init(
            _ label: String,
            _ rule: String,
            _ shape: @escaping @Sendable (UInt64?) -> CELShape,
            _ unbounded: UInt64,
            _ bound: UInt64,
            _ bounded: UInt64
        ) {
            (self.label, self.rule, self.shape) = (label, rule, shape)
            (self.unbounded, self.bound, self.bounded) = (unbounded, bound, bounded)
        }
    }

    private static func list(_ element: CELShape) -> @Sendable (UInt64?) -> CELShape {
        { CELShape(.list(element, .atomic), largestCount: $0) }
    }

    private static func map(_ element: CELShape) -> @Sendable (UInt64?) -> CELShape {
        { CELShape(.map(element), largestCount: $0) }
    }

    private static let string: @Sendable (UInt64?) -> CELShape = {
        CELShape(.string, largestCount: $0.map { $0 * 4 })
    }
    private static let bytes: @Sendable (UInt64?) -> CELShape = { CELShape(.bytes, largestCount: $0) }
    private static let number = CELShape(.double)
    private static let text = CELShape(.string)
    private static let numbers = CELShape(.list(number, .atomic))
    private static let anything = CELShape(.dyn)
    private static let date = CELShape(.timestamp, smallestSize: 12)

    private static let rows: [Row] = [
        Row("numbers", "self.all(x, true)", list(number), 4_718_591, 10, 32),
        Row("strings", "self.all(x, true)", list(text), 3_145_727, 20, 62),
        Row("booleans", "self.all(x, true)", list(CELShape(.bool)), 1_887_437, 5, 17),
        Row("lists of numbers", "self.all(x, true)", list(numbers), 3_145_727, 100, 302),
        Row("map of numbers", "self.all(x, true)", map(number), 1_348_169, 10, 32),
        Row("map of strings", "self.all(x, true)", map(text), 1_179_647, 3, 11),
        Row("map of booleans", "self.all(x, true)", map(CELShape(.bool)), 943_718, 100, 302),
        Row("string", "self.contains('test')", string, 314_574, 10, 5),
        Row("string", "self.startsWith('test')", string, 2, 15, 2),
        Row("string", "self.endsWith('test')", string, 2, 30, 2),
        Row("string", "size(self + \"hello\") > size(\"hello\")", string, 314_578, 4, 7),
        Row("numbers", "self[1] == 0.0", list(number), 2, 5000, 2),
        Row("strings", "self[1] == self[1]", list(text), 314_577, 8, 314_577),
        Row("squared", "self.all(x, self.all(y, true))", list(number), 7_421_701_914_624, 10, 352),
        Row("cubed", "self.all(x, self.all(y, self.all(z, true)))", list(number), 11_673_320_338_545_967_103, 10, 3552),
        Row("string", "self.matches(\"x\")", string, 314_574, 50, 22),
        Row("string", "\"\".matches(\"(((((((((())))))))))[0-9]\")", string, 7, 10, 7),
        Row("string", "self.matches(\"\")", string, 1, 100, 1),
        Row("numbers", "self[3] == 0.0", list(number), 2, 0, 2),
        Row("map of numbers", "self[\"x\"] == 0.0", map(number), 2, 0, 2),
        Row("string", "self == \"x\"", string, 2, 0, 1),
        Row("bytes", "self == b\"x\"", bytes, 2, 0, 1),
        Row("numbers", "self.all(x, x == 0.0)", list(number), 6_291_454, 3 * 1024 * 2048, 25_165_826),
        Row("int or string", "self.all(x, true)", list(anything), 4_718_591, 10, 32),
        Row("int or string", "self[0] == 5", list(anything), 3, 10, 3),
        Row("booleans", "self[0] == false", list(CELShape(.bool)), 2, 25, 2),
        Row("lists of numbers", "self[0][0] == -1.0", list(numbers), 3, 51, 3),
        Row("maps of numbers", "self.all(x, x.y == 25.2)", list(CELShape(.map(number))), 6_291_452, 12, 74),
        Row("maps of numbers", "self[0].x > 2.0", list(CELShape(.map(number))), 4, 3000, 4),
        Row("durations", "self.all(x, true)", list(CELShape(.duration)), 2_359_295, 5, 17),
        Row("durations", "self[0].getHours() == 2", list(CELShape(.duration)), 4, 525, 4),
        Row("dates", "self.all(x, true)", list(date), 725_936, 15, 47),
        Row("dates", "self[2].getDayOfMonth() == 13", list(date), 4, 42, 4),
        Row("moments", "self.all(x, true)", list(CELShape(.timestamp)), 428_963, 25, 77),
        Row("moments", "self[2].getMinutes() == 45", list(CELShape(.timestamp)), 4, 99, 4),
        Row("map of int or string", "self.all(x, true)", map(anything), 1_348_169, 15, 47),
        Row("map of lists", "self.all(x, true)", map(numbers), 1_179_647, 25, 77),
        Row("map of durations", "self.all(x, true)", map(CELShape(.duration)), 1_048_577, 5, 17),
        Row("map of dates", "self.all(x, true)", map(date), 524_288, 10, 32),
        Row("map of moments", "self.all(x, true)", map(CELShape(.timestamp)), 349_526, 25, 77),
    ]

    @Test(arguments: rows) func most(_ row: Row) throws {
        for (bound, expected) in [(nil, row.unbounded), (row.bound, row.bounded)] {
            let shape = row.shape(bound)
            let program = try CELEnvironment.kubernetes.declaring("self", shape.type).compile(row.rule)
            #expect(program.costEstimate(shapes: ["self": shape]).most == expected, "bound \(bound ?? 0)")
        }
    }

    /// A line of `Fixtures/estimates.txt`: a schema in short, a rule on `self`, the most it is estimated to cost.
    struct Line: Sendable, CustomTestStringConvertible {
        let schema: String
        let rule: String
        let most: UInt64

        var testDescription: String { "\(schema): \(rule)" }

        init?(_ line: String) {
            let sides = line.components(separatedBy: " ⇒ ")
            let parts = sides[0].components(separatedBy: " ⊢ ")
            guard sides.count == 2, parts.count == 2, let most = UInt64(sides[1]) else { return nil }
            (schema, rule, self.most) = (parts[0], parts[1], most)
        }
    }

    private static let lines: [Line] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "Fixtures/estimates.txt")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { Line(String($0)) }
    }()

    @Test func fixtureIsThere() { #expect(Self.lines.count >= 85) }

    @Test(arguments: lines) func most(_ line: Line) throws {
        let shape = try #require(ShapeText.shape(line.schema))
        let program = try CELEnvironment.kubernetes.declaring("self", shape.type).compile(line.rule)
        #expect(program.costEstimate(shapes: ["self": shape]).most == line.most)
    }
}
