// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

/// `--validate` on the commands that have it, as child processes.
struct StrictnessTests {
    static let unknown = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web}
        bogus: 1
        data: {a: b}
        """
    static let twice = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web}
        data:
          a: b
          a: c
        """

    struct Row: Sendable, CustomTestStringConvertible {
        var mode: String
        var severity: String?
        var testDescription: String { mode }
    }

    @Test(arguments: [
        Row(mode: "strict", severity: "error"), Row(mode: "true", severity: "error"),
        Row(mode: "warn", severity: "warning"), Row(mode: "ignore", severity: nil), Row(mode: "false", severity: nil),
    ])
    func validateJudgesFieldsAsStrictlyAsAsked(_ row: Row) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        for (text, rule) in [(Self.unknown, "schema/unknown-field"), (Self.twice, "yaml/duplicate-key")] {
            let outcome = try kn8.run(
                "validate",
                "-f",
                "-",
                "-o",
                "json",
                "--validate=\(row.mode)",
                input: text
            )
            let findings = try Value(json: outcome.output)["findings"]?.array ?? []
            #expect(findings.compactMap { $0["rule"]?.string } == (row.severity == nil ? [] : [rule]))
            #expect(findings.first?["severity"]?.string == row.severity)
            #expect(outcome.status == (row.severity == "error" ? 1 : 0))
        }
    }

    @Test func `apply refuses, warns or passes over`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let strict = try kn8.run("apply", "-f", "-", input: Self.unknown)
        #expect(strict.status == 1)
        #expect(strict.errors.contains("strict decoding error: unknown field \"bogus\""))
        let warned = try kn8.run("apply", "-f", "-", "--validate=warn", input: Self.unknown)
        #expect(warned.output == "configmap/web created\n")
        #expect(warned.errors == "Warning: unknown field \"bogus\"\n")
        #expect(warned.status == 0)
        #expect(try !kn8.run("get", "cm", "web", "-o", "yaml").output.contains("bogus: 1"))
        let ignored = try kn8.run("apply", "-f", "-", "--validate=ignore", input: Self.unknown)
        #expect(ignored.output == "configmap/web unchanged\n")
        #expect(ignored.errors.isEmpty)
    }

    @Test func `of a key that is set twice the last one counts, or the document is refused`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let strict = try kn8.run("apply", "-f", "-", input: Self.twice)
        #expect(strict.status == 1)
        #expect(strict.errors.contains("duplicate field \"data.a\""))
        #expect(try kn8.run("diff", "-f", "-", "--validate=ignore", input: Self.twice).output.contains("+  a: c\n"))
        let warned = try kn8.run("apply", "-f", "-", "--validate=warn", input: Self.twice)
        #expect(warned.output == "configmap/web created\n")
        #expect(warned.errors.contains("warning: duplicate field \"data.a\""))
        #expect(try kn8.run("get", "cm", "web", "-o", "yaml").output.contains("  a: c\n"))
    }

    @Test func `another word is refused in kubectl's words`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let outcome = try kn8.run("apply", "-f", "-", "--validate=bogus", input: Self.unknown)
        #expect(
            outcome.errors
                == "error: invalid - validate option \"bogus\"; must be one of: strict (or true), warn, ignore (or false)\n"
        )
        #expect(outcome.status == 2)
    }
}
