// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

@testable import Kn8CEL

/// What evaluations cost: the numbers are those of Kubernetes' own tests
/// (`kubernetes:apiext/apiserver/schema/cel/celcoststability_test.go`).
@Suite struct CostTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let object: Value
        let rule: String
        let cost: UInt64

        var testDescription: String { rule }

        init?(_ line: String) throws {
            let sides = line.components(separatedBy: " ⇒ ")
            let parts = sides[0].components(separatedBy: " ⊢ ")
            guard sides.count == 2, parts.count == 2, let cost = UInt64(sides[1]) else { return nil }
            object = try Value(json: parts[0])
            rule = parts[1]
            self.cost = cost
        }
    }

    private static let rows: [Row] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/costs.txt")
        let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
        return lines.compactMap { try? Row(String($0)) }
    }()

    @Test func fixtureIsThere() { #expect(Self.rows.count >= 75) }

    @Test(arguments: rows) func cost(_ row: Row) throws {
        let program = try CELEnvironment.kubernetes.declaring("self", .dyn).compile(row.rule)
        let (result, cost) = program.measure(["self": CELValue(json: row.object)])
        #expect(try result.get().shown == "bool true" || row.rule.contains("optMap"))
        #expect(cost == row.cost)
    }

    @Test func limitEndsEvaluation() throws {
        let program = try CELEnvironment.kubernetes.declaring("self", .dyn).compile("self.all(x, self.all(y, x == y))")
        let list = CELValue.list(of: Array(repeating: .int(1), count: 1000))
        #expect(throws: CELFailure.costLimit) { try program.evaluate(["self": list], costLimit: 10_000) }
    }

    @Test func nothingAbsorbsTheLimit() throws {
        let program = try CELEnvironment.kubernetes.declaring("self", .dyn)
            .compile("self.all(x, x == 1) || true || self.all(x, x == 1)")
        let list = CELValue.list(of: Array(repeating: .int(2), count: 3))
        #expect(try program.evaluate(["self": list]).shown == "bool true")
        #expect(throws: CELFailure.costLimit) { try program.evaluate(["self": list], costLimit: 2) }
    }

    /// Lists that double at each step would hold 2^60 elements, and cost next to nothing in Kubernetes' units.
    @Test func copiesAreBounded() throws {
        let doubling = String(repeating: ".map(x, x + x)", count: 60)
        let program = try CELEnvironment.kubernetes.compile("[[1]]\(doubling).size() == 1")
        #expect(throws: CELFailure.costLimit) { try program.evaluate([:]) }
    }
}
