// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

/// Every finding at its exact place, over all families of rules: nothing is missing, and nothing is there besides.
struct SeededErrorsTests {
    @Test(arguments: try SeededFile.all().map(\.name))
    func everyFindingIsAtItsPlace(_ name: String) throws {
        let file = try #require(try SeededFile.all().first { $0.name == name })
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = kn8.folder.appending(path: name)
        try file.bytes.write(to: path)
        let outcome = try kn8.run("validate", "-f", path.path, "-o", "json")
        let findings = try #require(try Value(json: outcome.output)["findings"]?.array)
        let found = findings.map { finding in
            func number(_ key: String) -> Int { Int(finding[key]?.int ?? 0) }
            return SeededFile.Place(
                line: number("line"),
                column: number("column"),
                endLine: number("endLine"),
                endColumn: number("endColumn"),
                rule: finding["rule"]?.string ?? ""
            )
        }
        #expect(file.due.filter { !found.contains($0) } == [], "missing")
        #expect(found.filter { !file.due.contains($0) } == [], "not due")
        #expect(found.sorted() == file.due)
        #expect(found.map(\.line) == found.map(\.line).sorted(), "not in the order of the text")
        for finding in findings { #expect(finding["file"]?.string?.hasSuffix(name) == true) }
    }

    @Test func `there are enough of them`() throws {
        let files = try SeededFile.all()
        #expect(files.reduce(0) { $0 + $1.due.count } > 250)
        let families = Set(files.flatMap(\.due).compactMap { $0.rule.split(separator: "/").first.map(String.init) })
        for family in ["yaml", "manifest", "metadata", "schema", "native", "crd", "service", "workload", "contour"] {
            #expect(families.contains(family))
        }
    }
}
