// SPDX-License-Identifier: MIT
import Foundation
import Kn8Policy
import Kn8Value
import Kn8YAML
import Testing

/// The examples of the repository under the rules for text, manifests and sets; the schema rules have their own tests.
struct PolicyExamplesTests {
    static let manifests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "manifests")

    static func files(_ folder: String) -> [String] {
        let root = manifests.appending(path: folder).path
        let found = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return found.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(root)/\($0)" }
    }

    static func findings(_ files: [String]) throws -> [Finding] {
        var objects: [SourceObject] = []
        var findings: [Finding] = []
        for file in files {
            let bytes = Array(try Data(contentsOf: URL(filePath: file)))
            for item in YAMLStream.documents(in: bytes, file: file) {
                switch item {
                case .findings(let found): findings += found
                case .document(let document):
                    let (held, found) = Manifests.objects(in: document)
                    objects += held
                    findings += found
                }
            }
        }
        return findings
            + Policy.violations(in: objects.map(\.value)).map { objects[$0.object].finding($0.violation) }
    }

    @Test(arguments: ["contour", "kafka", "knative", "mysql", "openshift", ""])
    func theExamplesKeepAllRules(_ folder: String) throws {
        let files = Self.files(folder.isEmpty ? "examples" : "examples/\(folder)")
        #expect(!files.isEmpty)
        #expect(try Self.findings(files) == [])
    }

    @Test(arguments: files("examples-invalid")) func theOnlyErrorOfAnInvalidExampleIsTheOneItNames(
        _ file: String
    ) throws {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let words = try #require(text.split(separator: "\n").first).split(separator: " ")
        try #require(words.count >= 4 && words[1] == "expect:")
        let found = try Self.findings([file]).filter { $0.severity == .error }.map {
            "\($0.rule) \($0.span?.start.line ?? 0):\($0.span?.start.column ?? 0)"
        }
        #expect(found == (words[2].hasPrefix("schema/") ? [] : ["\(words[2]) \(words[3])"]))
    }
}
