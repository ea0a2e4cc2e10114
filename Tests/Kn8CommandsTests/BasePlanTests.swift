// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

/// `kn8 plan --base` and `kn8 ci`, run as processes in a repository of their own.
struct BasePlanTests {
    /// A git repository with kn8 in it.
    private struct Repository {
        let kn8: Kn8Process
        let root: URL

        init() throws {
            kn8 = try Kn8Process()
            root = kn8.folder.appending(path: "repo")
            try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
            try git("init", "-q", "-b", "main", ".")
        }

        func git(_ words: String...) throws {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com"] + words
            process.currentDirectoryURL = root
            process.environment = ["PATH": "/usr/bin:/bin", "HOME": kn8.folder.path]
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0)
        }

        func write(_ name: String, _ text: String) throws {
            let url = root.appending(path: name)
            let folder = url.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }

        func remove(_ name: String) throws { try FileManager.default.removeItem(at: root.appending(path: name)) }

        func read(_ name: String) throws -> String {
            try String(contentsOf: root.appending(path: name), encoding: .utf8)
        }

        func commit() throws {
            try git("add", "-A")
            try git("commit", "-q", "-m", "change")
        }

        func run(_ words: String..., environment: [String: String] = [:]) throws -> Kn8Process.Outcome {
            try kn8.run(words, in: root, environment: environment)
        }
    }

    private static func topic(_ partitions: Int) -> String {
        """
        apiVersion: kafka.strimzi.io/v1beta2
        kind: KafkaTopic
        metadata:
          name: orders
          namespace: queue
          labels: {strimzi.io/cluster: queue}
        spec:
          partitions: \(partitions)
          replicas: 1

        """
    }

    private static func web(_ image: String) -> String {
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: c, image: "\(image)"}]}

        """
    }

    private static func change() throws -> Repository {
        let repository = try Repository()
        try repository.write("manifests/topic.yaml", topic(3))
        try repository.write("manifests/deep/web.yaml", web("web:1"))
        let map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: old, namespace: shop}\n"
        try repository.write("manifests/old.yaml", map)
        try repository.write("manifests/kustomization.yaml", "resources: [topic.yaml]\n")
        try repository.commit()
        try repository.write("manifests/topic.yaml", topic(1))
        try repository.write("manifests/deep/web.yaml", web("web:2"))
        try repository.remove("manifests/old.yaml")
        try repository.write("manifests/new.yaml", map.replacing("old", with: "new"))
        return repository
    }

    @Test func `a plan from a commit to the working tree`() throws {
        let repository = try Self.change()
        defer { repository.kn8.cleanUp() }
        let plan = try repository.run("plan", "--base", "HEAD", "-R", "-f", "manifests", "-o", "json")
        #expect(plan.status == 0 && plan.errors.isEmpty, "\(plan.errors)")
        let value = try Value(json: plan.output)
        let changes = (value["changes"]?.array ?? []).filter { $0["derived"] == false }
        #expect(
            changes.map { "\($0["action"]?.string ?? "") \($0["kind"]?.string ?? "")/\($0["name"]?.string ?? "")" } == [
                "create ConfigMap/new", "update Deployment/web", "update KafkaTopic/orders", "delete ConfigMap/old",
            ]
        )
        let gates = [("data-loss", 1), ("delete", 1), ("recreate,privilege", 0), ("no-effect", 0)]
        for (word, status) in gates {
            let run = try repository.run("plan", "--base", "main", "-R", "-f", "manifests", "--fail-on", word)
            #expect(run.status == status, "\(word)")
        }
        // Only what stands in the folder itself, from below it.
        let shallow = try repository.kn8.run(
            ["plan", "--base", "main...", "-f", "."],
            in: repository.root.appending(path: "manifests")
        )
        #expect(
            shallow.output.contains("Plan: 1 to create, 1 to update, 1 to delete, 0 unchanged"),
            "\(shallow.output)"
        )
        let filtered = try repository.run(
            "plan",
            "--base",
            "main",
            "-f",
            "manifests/*.yaml",
            "--only",
            "data-loss,delete",
            "--kind",
            "kafkatopics"
        )
        #expect(filtered.output.contains("By the manifests:\n  update  kafkatopic.kafka.strimzi.io/orders (queue)\n"))
        #expect(!filtered.output.contains("configmap"))
    }

    struct Misuse: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let words: [String]
        let error: String
    }

    static let misuses = [
        Misuse(testDescription: "no such commit", words: ["--base", "v9"], error: "git knows no such commit here"),
        Misuse(
            testDescription: "an option for git",
            words: ["--base=--all"],
            error: "write a branch, a tag or a commit"
        ),
        Misuse(testDescription: "a plan to save", words: ["--base", "HEAD", "--out", "p"], error: "cannot be saved"),
        Misuse(
            testDescription: "no such word",
            words: ["--base", "HEAD", "--only", "x"],
            error: "no consequence \"x\""
        ),
        Misuse(
            testDescription: "standard input",
            words: ["--base", "HEAD", "-f", "-"],
            error: "standard input is in no"
        ),
    ]

    @Test(arguments: misuses) func `what cannot be planned`(row: Misuse) throws {
        let repository = try Repository()
        defer { repository.kn8.cleanUp() }
        try repository.write("a.yaml", Self.topic(1))
        try repository.commit()
        let result = try repository.kn8.run(["plan", "-f", "a.yaml"] + row.words, in: repository.root)
        #expect(result.status == 2)
        #expect(result.errors.contains(row.error), "\(result.errors)")
    }

    @Test func `findings and plan in every form`() throws {
        let repository = try Self.change()
        defer { repository.kn8.cleanUp() }
        try repository.write(
            "manifests/bad.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bad}\ndata: {a: 1}\n"
        )
        let flags = ["-o", "sarif=s.sarif", "-o", "github=g.txt", "-o", "json=j.json", "--fail-on", "data-loss"]
        let words = ["ci", "-R", "-f", "manifests"] + flags + ["-o", "markdown"]
        let variables = ["CI_MERGE_REQUEST_DIFF_BASE_SHA": "main"]
        let result = try repository.kn8.run(words, in: repository.root, environment: variables)
        #expect(result.status == 1 && result.errors.isEmpty, "\(result.errors)")
        for part in ["## kn8 ci: failed\n", "### kn8 validate: failed", "schema/type", "### kn8 plan", "| update |"] {
            #expect(result.output.contains(part), "\(result.output)")
        }
        let sarif = try Value(json: try repository.read("s.sarif"))
        let results = sarif["runs"]?[0]?["results"]?.array ?? []
        let places = results.map { result -> String in
            let place = result["locations"]?[0]?["physicalLocation"]
            let line = place?["region"]?["startLine"]?.int ?? 0
            let file = place?["artifactLocation"]?["uri"]?.string ?? ""
            return "\(result["level"]?.string ?? "") \(result["ruleId"]?.string ?? "") \(file):\(line)"
        }
        #expect(places.contains("error plan/data-loss manifests/topic.yaml:8"), "\(places)")
        #expect(places.contains("note plan/restart manifests/deep/web.yaml:8"), "\(places)")
        #expect(places.contains("error schema/type manifests/bad.yaml:4"), "\(places)")
        let annotations = try repository.read("g.txt")
        #expect(annotations.contains("::error file=manifests/topic.yaml,line=8,"), "\(annotations)")
        let json = try Value(json: try repository.read("j.json"))
        #expect(json["version"] == 1 && json["base"]?["revision"] == "main" && json["fails"] == true)
        #expect(json["plan"]?["changes"]?.array?.isEmpty == false && json["validate"]?["findings"] != nil)
    }

    @Test func `a loss that somebody answers for is passed over`() throws {
        let repository = try Self.change()
        defer { repository.kn8.cleanUp() }
        let off = ["--rule", "kafka/cluster-missing=off"]
        let plain = ["ci", "--base", "HEAD", "-R", "-f", "manifests", "--fail-on", "data-loss", "-o", "text"] + off
        #expect(try repository.kn8.run(plain, in: repository.root).status == 1)
        let text = Self.topic(1).replacing(
            "partitions: 1",
            with: "partitions: 1 # kn8:ignore plan/data-loss it was empty"
        )
        try repository.write("manifests/topic.yaml", text)
        let passed = try repository.kn8.run(plain, in: repository.root)
        #expect(passed.status == 0, "\(passed.output)\(passed.errors)")
        // Who only validates has nothing to complain of.
        let validated = try repository.kn8.run(
            ["validate", "--strict", "-R", "-f", "manifests"] + off,
            in: repository.root
        )
        #expect(validated.status == 0, "\(validated.output)")
    }

    @Test func `a comment stays within its bounds`() throws {
        let repository = try Repository()
        defer { repository.kn8.cleanUp() }
        try repository.write("a.yaml", "")
        try repository.commit()
        let maps = (0..<900).map { number in
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a-rather-long-name-for-a-map-that-takes-much-room-\(number)}
            wrong: true

            """
        }
        try repository.write("a.yaml", maps.joined(separator: "---\n"))
        let result = try repository.run("ci", "--base", "HEAD", "-f", "a.yaml", "--validate", "warn")
        #expect(result.output.count <= 60_000)
        #expect(result.output.contains(/… and \d+ more, too many for one comment\.\n\n### kn8 plan/))
        #expect(result.output.hasSuffix("more, too many for one comment.\n"), "\(result.output.suffix(300))")
    }
}
