// SPDX-License-Identifier: MIT

import Foundation
import Kn8Reports
import Testing

@testable import Kn8Commands

struct RuleNamesTests {
    @Test func `the rules that reports know are those of the documentation`() throws {
        let page = try String(contentsOf: Kn8Process.root.appending(path: "docs/validation.md"), encoding: .utf8)
        let documented = page.split(separator: "\n").filter { $0.hasPrefix("| `") }
            .flatMap { $0.dropFirst().prefix { $0 != "|" }.matches(of: /`([a-z]+\/[a-z-]+)`/).map { String($0.1) } }
        #expect(Set(documented).symmetricDifference(RuleNames.rules.map(\.id)) == [])
        #expect(Set(documented).count == RuleNames.rules.count)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let error: String?
    }

    static let rows = [
        Row(testDescription: "a rule", text: "schema/enum=off", error: nil),
        Row(testDescription: "a family", text: "schema/*=note", error: nil),
        Row(testDescription: "all", text: "*=warning", error: nil),
        Row(
            testDescription: "a misspelt rule",
            text: "schema/enun=off",
            error: "--rule schema/enun=off: there is no rule 'schema/enun'; did you mean 'schema/enum'?"
        ),
        Row(
            testDescription: "no level",
            text: "schema/enum",
            error: "--rule schema/enum: write RULE=LEVEL, the level one of off, note, warning, error"
        ),
    ]

    @Test(arguments: rows) func aRuleIsGivenALevel(_ row: Row) {
        if let error = row.error {
            #expect(#expect(throws: CommandError.self) { try RuleNames.level(row.text) }?.message == error)
        } else {
            #expect(throws: Never.self) { try RuleNames.level(row.text) }
        }
    }
}
