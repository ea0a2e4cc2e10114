// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

/// The repository's own manifests, carried through every command.
struct ExamplesTests {
    @Test func `the examples are valid, apply whole, and settle`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let examples = ["-R", "-f", "manifests/examples"]
        #expect(try kn8.run(["validate", "--strict"] + examples).status == 0)
        #expect(try kn8.run(["diff"] + examples).status == 1)
        let applied = try kn8.run(["apply"] + examples)
        #expect(applied.status == 0, "\(applied.errors)")
        #expect(applied.errors == "38 objects: 38 created\n")
        let again = try kn8.run(["apply"] + examples)
        #expect(again.errors == "38 objects: 38 unchanged\n")
        #expect(again.output.split(separator: "\n").allSatisfy { $0.hasSuffix(" unchanged") })
        #expect(try kn8.run(["diff"] + examples).status == 0)
    }

    @Test func `the reconcilers make the examples ready`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        _ = try kn8.run("apply", "-R", "-f", "manifests/examples")
        func cell(_ kind: String, _ namespace: String, _ name: String, _ path: String...) throws -> Value? {
            try Value(json: try kn8.run("get", kind, name, "-n", namespace, "-o", "json").output)[path: path]
        }
        #expect(
            try cell("ingressroute", "yutaokaz-advent-calendar", "yutaokaz-advent-calendar", "status", "currentStatus")
                == "valid"
        )
        #expect(try cell("httpproxy", "infra", "namespace-delegation-root", "status", "currentStatus") == "valid")
        #expect(try cell("deployment", "product", "product", "status", "readyReplicas") == 2)
        #expect(try cell("mysqlcluster", "product", "product-db", "status", "readyNodes") == 2)
        let ready = try kn8.run("get", "kafkatopics,ksvc,routes.serving.knative.dev", "-A", "--no-headers")
        #expect(
            ready.output.split(separator: "\n").filter { !$0.isEmpty }.allSatisfy { $0.contains("True") },
            "\(ready.output)"
        )
    }

    static let invalid = try? FileManager.default
        .contentsOfDirectory(atPath: Kn8Process.root.appending(path: "manifests/examples-invalid").path).sorted()

    @Test func `there are invalid examples`() throws {
        #expect(try #require(ExamplesTests.invalid).count >= 10)
    }

    /// The first line of each file names the rule and the place: `# expect: RULE LINE:COLUMN`.
    @Test(arguments: invalid ?? [])
    func theMistakeIsFoundWhereItIs(_ name: String) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = "manifests/examples-invalid/\(name)"
        let text = try String(contentsOf: Kn8Process.root.appending(path: path), encoding: .utf8)
        let words = try #require(text.split(separator: "\n").first).split(separator: " ")
        try #require(words.count == 4 && words[1] == "expect:")
        let outcome = try kn8.run("validate", "-f", path, "-o", "json")
        #expect(outcome.status == 1)
        let findings = try #require(try Value(json: outcome.output)["findings"]?.array)
        let errors = findings.filter { $0["severity"] == "error" }
        #expect(errors.count == 1)
        #expect(errors.first?["rule"]?.string == String(words[2]))
        #expect("\(errors.first?["line"]?.int ?? 0):\(errors.first?["column"]?.int ?? 0)" == words[3])
    }

    @Test(arguments: [("bash", "kn8.bash"), ("zsh", "_kn8"), ("fish", "kn8.fish")])
    func theShippedCompletionsAreTheGenerated(_ shell: String, _ file: String) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let shipped = Kn8Process.root.appending(path: "completions/\(file)")
        #expect(try kn8.run("completion", shell).output == String(contentsOf: shipped, encoding: .utf8))
    }

    @Test func `the shipped manual is the generated one`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let fresh = kn8.folder.appending(path: "man")
        #expect(try kn8.run("manual", "--directory", fresh.path).status == 0)
        let shipped = Kn8Process.root.appending(path: "man")
        let names = try FileManager.default.contentsOfDirectory(atPath: fresh.path).sorted()
        #expect(try FileManager.default.contentsOfDirectory(atPath: shipped.path).sorted() == names)
        for name in names {
            let want = try String(contentsOf: fresh.appending(path: name), encoding: .utf8)
            #expect(try String(contentsOf: shipped.appending(path: name), encoding: .utf8) == want)
        }
    }
}
