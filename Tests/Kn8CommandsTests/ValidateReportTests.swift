// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

/// Where the reports of `validate` go, and how it ends.
struct ValidateReportTests {
    static let flawed = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: a}
        bogus: 1
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: b}
        spec:
          selector: {app: b}
          ports: [{port: 80}]
        """

    @Test func `a definition that is refused is said once, and objects of it lead there`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let outcome = try kn8.run(
            "validate",
            "-f",
            "-",
            input: """
                {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
                "metadata": {"name": "as.b.c"}, "spec": {"group": "b.c", "scope": "Cluster", "names": {"kind": "A"},
                "versions": [{"name": "v1", "served": true, "storage": true,
                "schema": {"openAPIV3Schema": {"type": "object"}}}]}}
                {"apiVersion": "b.c/v1", "kind": "A", "metadata": {"name": "a"}}
                """
        )
        #expect(outcome.output.contains("help: mend its CustomResourceDefinition, which is refused"))
        let pieces = outcome.output.components(separatedBy: "spec.names.plural: Required value")
        #expect(pieces.count == 2, "\(outcome.output)")
    }

    @Test func `several reports at once go where they are told`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        _ = try kn8.file("flawed.yaml", Self.flawed)
        let outcome = try kn8.run(
            [
                "validate", "-f", "flawed.yaml", "-o", "sarif=out.sarif", "-o", "github", "-o", "junit=./out.xml", "-o",
                "markdown=/dev/stderr",
            ],
            in: kn8.folder
        )
        #expect(outcome.status == 1)
        #expect(outcome.output.hasPrefix("::error file=flawed.yaml,line=4,col=1,"))
        #expect(outcome.errors.hasPrefix("### kn8 validate: failed"))
        let sarif = try Value(json: String(contentsOf: kn8.folder.appending(path: "out.sarif"), encoding: .utf8))
        #expect(sarif["runs"]?[0]?["results"]?.array?.count == 2)
        let junit = try String(contentsOf: kn8.folder.appending(path: "out.xml"), encoding: .utf8)
        #expect(junit.contains("tests=\"2\" failures=\"1\""))
        let left = try FileManager.default.contentsOfDirectory(atPath: kn8.folder.path).filter { $0.contains(".kn8-") }
        #expect(left == [])
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let arguments: [String]
        var environment: [String: String] = [:]
        var status: Int32 = 1
        var output = ""
        var errors = ""
    }

    static let rows = [
        Row(
            testDescription: "two reports on standard output",
            arguments: ["-o", "json", "-o", "sarif=-"],
            status: 2,
            errors: "only one report can go to standard output, not both json and sarif; name a file for one"
        ),
        Row(
            testDescription: "two reports in one file",
            arguments: ["-o", "json=x", "-o", "sarif=./x"],
            status: 2,
            errors: "two reports would go to ./x: json and sarif"
        ),
        Row(
            testDescription: "a format that there is not",
            arguments: ["-o", "sarfi"],
            status: 2,
            errors: "there is no report format 'sarfi', there are text, json, sarif, "
        ),
        Row(testDescription: "no file", arguments: ["-o", "sarif="], status: 2, errors: "-o sarif= names no file"),
        Row(
            testDescription: "a file that cannot be written",
            arguments: ["-o", "sarif=no/where.sarif"],
            status: 2,
            errors: "error: write no/where.sarif: no such file or directory"
        ),
        Row(
            testDescription: "a folder for a file",
            arguments: ["-o", "sarif=."],
            status: 2,
            errors: "error: write .: it is a folder"
        ),
        Row(
            testDescription: "only files leave a summary",
            arguments: ["-o", "sarif=/dev/null"],
            errors: "2 objects in 1 file: 1 error, 1 warning\n"
        ),
        Row(
            testDescription: "annotations choose themselves on GitHub",
            arguments: [],
            environment: ["GITHUB_ACTIONS": "true"],
            output: "flawed.yaml:4:1: error: ",
            errors: "::error file=flawed.yaml,line=4,"
        ),
        Row(
            testDescription: "annotations are not written twice",
            arguments: ["-o", "github"],
            environment: ["GITHUB_ACTIONS": "true"],
            output: "::error file=flawed.yaml,line=4,"
        ),
        Row(testDescription: "never fail", arguments: ["--fail-on", "never"], status: 0, output: "1 error, 1 warning"),
        Row(
            testDescription: "a rule turned off",
            arguments: ["--rule", "schema/unknown-field=off"],
            status: 0,
            output: "2 objects in 1 file: 1 warning\n"
        ),
        Row(
            testDescription: "a rule turned off, strictly",
            arguments: ["--rule", "schema/unknown-field=off", "--strict"],
            output: "2 objects in 1 file: 1 warning\n"
        ),
        Row(
            testDescription: "warnings fail",
            arguments: ["--rule", "schema/*=off", "--fail-on", "warning"],
            output: "1 warning\n"
        ),
        Row(testDescription: "notes", arguments: ["--rule", "*=note"], status: 0, output: "2 notes\n"),
        Row(testDescription: "the milder left out", arguments: ["--severity", "error"], output: "file: 1 error\n"),
        Row(
            testDescription: "a severity that there is not",
            arguments: ["--severity", "never"],
            status: 2,
            errors: "--severity takes error, warning or note"
        ),
        Row(
            testDescription: "a kind left out",
            arguments: ["--ignore-kind", "configmap"],
            status: 0,
            output: "2 objects in 1 file: 1 warning\n"
        ),
        Row(
            testDescription: "a file left out",
            arguments: ["--exclude", "fl*.yaml"],
            status: 0,
            output: "0 objects in 0 files: no findings\n"
        ),
        Row(
            testDescription: "a baseline that is not there",
            arguments: ["--baseline", "no.json"],
            status: 2,
            errors: "error: open no.json: no such file or directory"
        ),
        Row(
            testDescription: "a baseline that is none",
            arguments: ["--baseline", "flawed.yaml"],
            status: 2,
            errors: "error: the baseline flawed.yaml cannot be used: it is not JSON: invalid character 'a'"
        ),
        Row(
            testDescription: "colours asked for",
            arguments: ["--color", "always"],
            output: "\u{1B}[1;31merror:\u{1B}[0m"
        ),
    ]

    @Test(arguments: rows) func endsAndSays(_ row: Row) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        _ = try kn8.file("flawed.yaml", Self.flawed)
        let outcome = try kn8.run(
            ["validate", "-f", "flawed.yaml"] + row.arguments,
            in: kn8.folder,
            environment: row.environment
        )
        #expect(outcome.status == row.status, "\(outcome.output)\(outcome.errors)")
        #expect(row.output.isEmpty || outcome.output.contains(row.output), "\(outcome.output)")
        #expect(row.errors.isEmpty ? outcome.errors.isEmpty : outcome.errors.contains(row.errors), "\(outcome.errors)")
    }

    @Test func `a baseline lets only new findings fail`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        _ = try kn8.file("flawed.yaml", Self.flawed)
        let written = try kn8.run(["validate", "-f", "flawed.yaml", "--write-baseline", "known.json"], in: kn8.folder)
        #expect(written.status == 0)
        #expect(written.output == "2 objects in 1 file: no findings (2 in the baseline)\n")
        let first = try String(contentsOf: kn8.folder.appending(path: "known.json"), encoding: .utf8)

        // Lines move, and a field more is wrong.
        _ = try kn8.file(
            "flawed.yaml",
            "# a comment\n\n" + Self.flawed.replacing("bogus: 1", with: "bogus: 1\nother: 2")
        )
        let arguments = ["validate", "-f", "flawed.yaml", "--strict", "--baseline", "known.json"]
        let outcome = try kn8.run(arguments, in: kn8.folder)
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("flawed.yaml:7:1: error: unknown field \"other\""))
        #expect(outcome.output.hasSuffix("2 objects in 1 file: 1 error (2 in the baseline)\n"))

        _ = try kn8.file("flawed.yaml", Self.flawed.replacing("bogus: 1\n", with: ""))
        let better = try kn8.run(arguments, in: kn8.folder)
        #expect(better.status == 0)
        #expect(better.output.contains("note: 1 finding of the baseline known.json is gone [baseline/stale]"))

        _ = try kn8.file("flawed.yaml", Self.flawed)
        _ = try kn8.run(arguments + ["--write-baseline", "known.json"], in: kn8.folder)
        #expect(try String(contentsOf: kn8.folder.appending(path: "known.json"), encoding: .utf8) == first)
    }

    @Test func `what manifests say of themselves is passed over`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let text = """
            # kn8:ignore service/no-backends its pods are made elsewhere
            apiVersion: v1
            kind: Service
            metadata: {name: b}
            spec:
              selector: {app: b}
              ports: [{port: 80}]
              # kn8:ignore schema/unknown-field for the old release
              bogus: 1
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: a
              annotations:
                kn8.dev/ignore: "schema/*: made by a tool"
            bogus: 1
            data:
              text: |
                # kn8:ignore schema/enum not a comment
              quoted: "# kn8:ignore schema/enum nor this"
            other: 1
            """
        let path = try kn8.file("a.yaml", text)
        let outcome = try kn8.run("validate", "--strict", "-f", path)
        #expect(outcome.status == 0, "\(outcome.output)")
        #expect(outcome.output == "2 objects in 1 file: no findings (4 suppressed)\n")
        let stale = try kn8.file("b.yaml", text.replacing("bogus: 1\n---", with: "type: ClusterIP\n---"))
        let unused = try kn8.run("validate", "--strict", "-f", stale)
        #expect(unused.status == 1)
        #expect(
            unused.output.contains(
                "b.yaml:8:3: warning: nothing is suppressed here: 'schema/unknown-field' was not found"
            )
        )
    }

    @Test func `Ctrl-C ends it with what it has`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let process = Process()
        let input = Pipe()
        let output = Pipe()
        process.executableURL = Kn8Process.executable
        process.arguments = ["validate", "-f", "-"]
        process.environment = kn8.environment
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data("apiVersion: v1\n".utf8))
        // Before it listens, the signal would end it without a word.
        let deadline = Date.now.addingTimeInterval(120)
        while !Self.listens(process.processIdentifier), Date.now < deadline { Thread.sleep(forTimeInterval: 0.02) }
        process.interrupt()
        while process.isRunning, Date.now < deadline { Thread.sleep(forTimeInterval: 0.02) }
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 130)
        #expect(text.hasPrefix("interrupted; so far: "))
        try input.fileHandleForWriting.close()
    }

    /// Whether the process has a handler for SIGINT.
    private static func listens(_ process: Int32) -> Bool {
        let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
        let mask = line.flatMap { UInt64($0.dropFirst(7).filter { !$0.isWhitespace }, radix: 16) } ?? 0
        return mask & (1 << UInt64(SIGINT - 1)) != 0
    }
}
