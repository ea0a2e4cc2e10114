// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8CEL

/// What the reference implementation was seen to do.
@Suite struct WorkedCaseTests {
    private static let languageRows: [WorkedCase] = (try? WorkedCase.read("language.txt")) ?? []

    @Test func fixtureIsThere() { #expect(Self.languageRows.count >= 30) }

    @Test(arguments: languageRows) func language(_ row: WorkedCase) throws {
        #expect(try row.outcome(in: .kubernetes(minor: row.minor)) == row.expected)
    }
}
