// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

@testable import Kn8Merge

/// The public test vectors of JSON Patch (github.com/json-patch/json-patch-tests), in the folder that
/// `KN8_JSON_PATCH_TESTS` names.
struct PublicPatchVectorTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let document: Value
        let patch: Value
        /// Nil when the patch must be refused.
        let expected: Value?
    }

    static let folder = ProcessInfo.processInfo.environment["KN8_JSON_PATCH_TESTS"]

    /// The records of both files that are not switched off. One that says neither a result nor an error must pass.
    static var vectors: [Vector] {
        guard let folder else { return [] }
        return ["tests.json", "spec_tests.json"].flatMap { name -> [Vector] in
            guard let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8),
                let records = (try? Value(json: text))?.array
            else { return [] }
            return records.enumerated().compactMap { index, record in
                guard record["disabled"]?.bool != true, let document = record["doc"], let patch = record["patch"]
                else { return nil }
                return Vector(
                    testDescription: "\(name) \(index): \(record["comment"]?.string ?? record["error"]?.string ?? "")",
                    document: document,
                    patch: patch,
                    expected: record["error"] == nil ? record["expected"] ?? document : nil
                )
            }
        }
    }

    @Test(.enabled(if: folder != nil), arguments: vectors) func answers(vector: Vector) {
        let result = try? JSONPatch(vector.patch).applied(to: vector.document)
        #expect(result == vector.expected)
    }

    @Test(.enabled(if: folder != nil)) func `there are as many as their authors wrote`() {
        #expect(Self.vectors.count >= 100)
    }
}
