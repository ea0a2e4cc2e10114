// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// The exit statuses that docs/compatibility.md tabulates.
struct ExitStatusTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let arguments: [String]
        var input = ""
        let status: Int32
        let errors: String
    }

    static let rows = [
        Row(testDescription: "no command prints the help", arguments: [], status: 0, errors: ""),
        Row(testDescription: "version", arguments: ["version"], status: 0, errors: ""),
        Row(
            testDescription: "an unknown flag",
            arguments: ["get", "--bogus"],
            status: 1,
            errors: "unknown flag: --bogus"
        ),
        Row(
            testDescription: "a usage error of diff is never 1",
            arguments: ["diff", "--bogus"],
            status: 2,
            errors: "unknown flag: --bogus"
        ),
        Row(
            testDescription: "a path that is not there",
            arguments: ["validate", "-f", "/nope.yaml"],
            status: 2,
            errors: "error: the path \"/nope.yaml\" does not exist"
        ),
        Row(
            testDescription: "a usage error of validate is never 1",
            arguments: ["validate", "--bogus"],
            status: 2,
            errors: "unknown flag: --bogus"
        ),
        Row(
            testDescription: "nothing to validate",
            arguments: ["validate"],
            status: 2,
            errors: "error: must specify -f, or files in .kn8.yaml"
        ),
        Row(
            testDescription: "no minor of Kubernetes",
            arguments: ["validate", "-f", "-", "--kubernetes-version", ""],
            status: 2,
            errors: "error: --kubernetes-version : write a minor from 1.8 to 1."
        ),
        Row(
            testDescription: "a strictness that there is not",
            arguments: ["validate", "-f", "-", "--validate", "no"],
            status: 2,
            errors: "error: invalid - validate option \"no\"; must be one of"
        ),
        Row(
            testDescription: "no path at all",
            arguments: ["apply"],
            status: 2,
            errors: "error: must specify one of -f and -k"
        ),
        Row(
            testDescription: "an empty input has no objects to apply",
            arguments: ["apply", "-f", "-"],
            status: 1,
            errors: "error: no objects passed to apply"
        ),
        Row(
            testDescription: "nothing to compare does not differ",
            arguments: ["diff", "-f", "-"],
            status: 0,
            errors: ""
        ),
        Row(testDescription: "an empty input is valid", arguments: ["validate", "-f", "-"], status: 0, errors: ""),
        Row(
            testDescription: "a broken document",
            arguments: ["validate", "-f", "-"],
            input: "a: [",
            status: 1,
            errors: ""
        ),
        Row(
            testDescription: "diff of a broken document",
            arguments: ["diff", "-f", "-"],
            input: "a: [",
            status: 2,
            errors: "STDIN:1:"
        ),
        Row(
            testDescription: "a state file that cannot be made",
            arguments: ["get", "pods", "--state", "/proc/nowhere/state.db"],
            status: 1,
            errors: "Error from server (InternalError): the folder /proc/nowhere for the cluster file "
        ),
        Row(
            testDescription: "deep nesting",
            arguments: ["validate", "-f", "-"],
            input: String(repeating: "[", count: 99_999),
            status: 1,
            errors: ""
        ),
    ]

    @Test(arguments: rows)
    func endsAsTabulated(_ row: Row) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let outcome = try kn8.run(row.arguments, input: row.input)
        #expect(outcome.status == row.status, "\(outcome.errors)\(outcome.output)")
        #expect(row.errors.isEmpty ? outcome.errors.isEmpty : outcome.errors.contains(row.errors))
    }

    @Test func `what cannot be written is an error`() throws {
        let process = Process()
        process.executableURL = Kn8Process.executable
        process.arguments = ["version"]
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: "/dev/full"))
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(text == "error: write standard output: no space left on device\n")
        #expect(process.terminationStatus == 2)
    }
}
