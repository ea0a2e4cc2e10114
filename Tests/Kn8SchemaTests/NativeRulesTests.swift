// SPDX-License-Identifier: MIT

import Kn8Schema
import Kn8Value
import Testing

@Suite struct NativeRulesTests {
    @Test(arguments: NativeCase.all("new-"))
    func ofNewObjects(_ row: NativeCase) {
        #expect(row.object != .null)
        let found = SchemaCatalog.standard.validate(row.object).filter { !row.isIgnored($0.rule) }
        #expect(found.map(\.told) == row.want)
        // Everything is found where there is something to see.
        for violation in found { #expect(row.object.value(at: violation.path) != nil, "\(violation)") }
    }

    @Test(arguments: NativeCase.all("change-"))
    func ofChanges(_ row: NativeCase) throws {
        let before = try #require(row.before)
        let found = SchemaCatalog.standard.violations(from: before, to: row.object)
        #expect(found.map(\.told) == row.want)
        for violation in found { #expect(row.object.value(at: violation.path) != nil, "\(violation)") }
        #expect(SchemaCatalog.standard.violations(from: row.object, to: row.object).isEmpty)
    }

    @Test func everyFileHasCases() {
        #expect(NativeCase.all("new-").count > 300)
        #expect(NativeCase.all("change-").count > 40)
    }
}
