// SPDX-License-Identifier: MIT

import Foundation
import Kn8Reports
import Kn8Schema
import Kn8Value
import Testing

@testable import Kn8Commands

/// The verdict does not depend on how the input is cut, where it is kept, and how many work on it.
@Suite struct ManifestChecksTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let workers: String
        let memory: Int
        var testDescription: String { label }
    }

    private static let rows = [
        Row(label: "two workers", workers: "2", memory: 64 << 20),
        Row(label: "nine workers", workers: "9", memory: 64 << 20),
        Row(label: "one worker, nothing kept", workers: "1", memory: 100),
        Row(label: "four workers, nothing kept", workers: "4", memory: 100),
    ]

    @Test(arguments: rows) func findingsAreTheSameInTheSameOrder(row: Row) async throws {
        let folder = try Folder()
        try folder.write("stream.yaml", ManifestChecksTests.stream(of: 3000))
        for index in 0..<150 { try folder.write("part-\(index).yaml", ManifestChecksTests.stream(of: index % 4)) }
        try folder.write("definition.yaml", ManifestChecksTests.definition)
        for path in [folder.path, ManifestChecksTests.manifests] {
            let alone = try await ManifestChecksTests.verdict(path, workers: "1", memory: 64 << 20)
            let verdict = try await ManifestChecksTests.verdict(path, workers: row.workers, memory: row.memory)
            #expect(verdict.objectCount == alone.objectCount)
            #expect(verdict.findings == alone.findings)
        }
        let verdict = try await ManifestChecksTests.verdict(folder.path, workers: row.workers, memory: row.memory)
        #expect(verdict.findings.contains { $0.rule == "service/no-backends" && ($0.span?.start.line ?? 0) > 10_000 })
        #expect(!verdict.findings.contains { $0.rule == "schema/unknown-kind" })
        let reader = ExcerptReader(verdict.texts)
        #expect((reader.excerpt("\(folder.path)/stream.yaml", 10_001)?.firstLine ?? 0) > 9_900)
    }

    private static let manifests = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("manifests").path

    private static func verdict(
        _ path: String,
        workers: String,
        memory: Int
    ) async throws -> ManifestChecks.Verdict {
        let checks = ManifestChecks(
            catalog: .standard,
            strictness: .strict,
            work: OrderedWork(environment: ["KN8_WORKERS": workers]),
            timings: WorkTimings(isOn: false),
            memory: memory
        )
        return try await checks.verdict(on: try ManifestFiles.list([path], recursive: true))
    }

    // Sound objects among broken ones: a typo, a port out of range, a missing name, a Service of no pods, bad YAML.
    private static func stream(of count: Int) -> String {
        (0..<count).map { index in
            switch index % 7 {
            case 1:
                "---\napiVersion: v1\nkind: Service\nmetadata:\n  name: s-\(index)\nspec:\n  selector:\n"
                    + "    app: none-\(index)\n  ports:\n    - port: 70000\n"
            case 3: "---\n# \(index)\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c-\(index)\ndate:\n  a: b\n"
            case 4: "---\napiVersion: example.org/v1\nkind: Widget\nmetadata:\n  name: w-\(index)\nspec:\n  size: big\n"
            case 5 where index % 5 == 0 && count < 10: "---\napiVersion: v1\nkind: [\n"
            default: "---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: x\nstringData:\n  a: \"\(index)\"\n"
            }
        }.joined()
    }

    private static let definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata:
          name: widgets.example.org
        spec:
          group: example.org
          names: {kind: Widget, plural: widgets, singular: widget, listKind: WidgetList}
          scope: Namespaced
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    spec: {type: object, properties: {size: {type: integer}}}

        """
}

/// A folder that goes with its last reference.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("kn8-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
        try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
    }
}
