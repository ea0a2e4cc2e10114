// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8CEL

/// What the reference implementation was seen to do.
@Suite struct WorkedCaseTests {
    private static let languageRows: [WorkedCase] = (try? WorkedCase.read("language.txt")) ?? []

    private static let libraryRows: [WorkedCase] = (try? WorkedCase.read("libraries.txt")) ?? []

    @Test func fixtureIsThere() {
        #expect(Self.languageRows.count >= 30)
        #expect(Self.libraryRows.count >= 200)
    }

    @Test(arguments: libraryRows) func library(_ row: WorkedCase) throws {
        #expect(try row.outcome(in: .kubernetes(minor: row.minor)) == row.expected)
    }

    @Test(arguments: languageRows) func language(_ row: WorkedCase) throws {
        #expect(try row.outcome(in: .kubernetes(minor: row.minor)) == row.expected)
    }
}
