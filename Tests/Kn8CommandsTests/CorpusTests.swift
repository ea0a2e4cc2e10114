// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

/// The verdicts on a folder of manifests that people run, which `KN8_CORPUS` names; it is no part of the repository.
@Suite struct CorpusTests {
    private static let folder = ProcessInfo.processInfo.environment["KN8_CORPUS"]

    @Test("verdicts on the corpus: set KN8_CORPUS to its folder", .enabled(if: folder != nil))
    func verdicts() throws {
        let folder = try #require(Self.folder)
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let outcome = try kn8.run("validate", "-R", "-f", "\(folder)/testbed", "-o", "json")
        let report = try Value(json: outcome.output)
        let counts = (report["findings"]?.array ?? []).reduce(into: [String: Int]()) {
            $0[$1["rule"]?.string ?? "", default: 0] += 1
        }
        let schema = counts.filter {
            $0.key.hasPrefix("schema/") || $0.key.hasPrefix("manifest/") || $0.key.hasPrefix("crd/")
        }
        #expect(
            schema == [
                "schema/removed-api": 183, "schema/deprecated-field": 18, "schema/unknown-field": 2,
                "manifest/not-an-object": 33,
            ]
        )
        #expect(report["summary"]?["objects"] == 871 && report["summary"]?["files"] == 194)
        #expect(try kn8.run("validate", "-R", "-f", "\(folder)/3scale").status == 0)
    }
}
