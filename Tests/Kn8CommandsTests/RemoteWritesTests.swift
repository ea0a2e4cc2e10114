// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// What is asked of another server when something is written to it, and how it is taken back.
@Suite struct RemoteWritesTests {
    private static func map(_ name: String, _ data: String) -> String {
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: \(name)}\ndata: {\(data)}\n---\n"
    }

    struct Strictness: Sendable, CustomTestStringConvertible {
        let command: String
        let mode: String
        let status: Int32
        let output: String
        let errors: String
        var testDescription: String { "\(command) --validate=\(mode)" }
    }

    static let strictness: [Strictness] = [("apply", "configured"), ("create", "created"), ("replace", "replaced")]
        .flatMap { command, done in
            let output = "deployment.apps/web \(done)\n"
            let warning = "Warning: unknown field \"spec.x\"\n"
            return [
                Strictness(command: command, mode: "warn", status: 0, output: output, errors: warning),
                Strictness(command: command, mode: "ignore", status: 0, output: output, errors: ""),
                Strictness(command: command, mode: "strict", status: 1, output: "", errors: "strict decoding error"),
            ]
        }

    @Test(arguments: strictness)
    func theServerIsAskedToBeAsStrict(_ row: Strictness) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let served = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        func deployment(_ fields: String) throws -> String {
            try kn8.file(
                "d.yaml",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  \(fields)
                  selector: {matchLabels: {a: b}}
                  template:
                    metadata: {labels: {a: b}}
                    spec: {containers: [{name: c, image: i}]}
                """
            )
        }
        func run(_ arguments: [String]) throws -> Kn8Process.Outcome {
            try kn8.run(["--kubeconfig", served.kubeconfig] + arguments)
        }
        if row.command != "create" {
            #expect(try run(["apply", "-f", try deployment("replicas: 1")]).status == 0)
        }
        let file = try deployment("replicas: 2\n  x: 1")
        let outcome = try run([row.command, "-f", file, "--validate=\(row.mode)"])
        #expect(outcome.status == row.status)
        #expect(outcome.output == row.output)
        #expect(row.mode == "strict" ? outcome.errors.contains(row.errors) : outcome.errors == row.errors)
    }

    @Test func whatWasWrittenIsTakenBack() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let served = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        let home = ["XDG_STATE_HOME": kn8.folder.appending(path: "home").path]
        func run(_ arguments: String..., input: String = "") throws -> Kn8Process.Outcome {
            try kn8.run(["--kubeconfig", served.kubeconfig] + arguments, input: input, environment: home)
        }
        #expect(try run("undo", "--list").output == "Nothing to undo.\n")
        #expect(try run("apply", "-f", "-", input: Self.map("a", "x: '1'")).status == 0)
        #expect(try run("apply", "-f", "-", input: Self.map("a", "x: '2'") + Self.map("b", "k: '1'")).status == 0)
        #expect(try run("patch", "cm", "a", "-p", #"{"data":{"z":"9"}}"#).status == 0)
        #expect(try run("auth", "can-i", "get", "pods").output == "yes\n")
        #expect(try run("apply", "-f", "-", "--dry-run=server", input: Self.map("c", "x: '1'")).status == 0)
        #expect(try run("undo", "--list").output.split(separator: "\n").count == 4)
        // Independent objects are written at the same time, in any order.
        let tried = try run("undo", "2", "--dry-run").output
        #expect(tried.contains("configmap/b deleted (dry run)\n") && tried.contains("configmap/a reverted (dry run)\n"))
        #expect(tried.hasSuffix("Would undo 2 (apply): 1 deleted, 1 reverted.\n"))
        let undone = try run("undo", "2")
        #expect(undone.output.hasSuffix("Undid 2 (apply): 1 deleted, 1 reverted.\n") && undone.errors.isEmpty)
        #expect(try run("get", "cm", "a", "-o", "yaml").output.contains("data:\n  x: \"1\"\n  z: \"9\"\n"))
        #expect(try run("get", "cm", "b").status == 1)
        #expect(try run("undo", "2").errors.hasPrefix("error: 2 has been undone already, by 4"))
        #expect(try run("delete", "cm", "a").status == 0)
        #expect(try run("undo").output == "configmap/a restored\nUndid 5 (delete): 1 restored.\n")
        // The embedded server has records of its own.
        #expect(try kn8.run(["undo", "--list"], environment: home).output == "Nothing to undo.\n")
        #expect(
            try kn8.run("--kubeconfig", served.kubeconfig, "undo").errors
                == "error: without a home folder nothing is noted that could be undone; set HOME or XDG_STATE_HOME\n"
        )
    }

    @Test func aRecordIsForItsClusterAlone() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let home = ["XDG_STATE_HOME": kn8.folder.appending(path: "home").path]
        let first = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        let apply = ["apply", "-f", "-", "--kubeconfig", first.kubeconfig]
        #expect(try kn8.run(apply, input: Self.map("a", "x: '1'"), environment: home).status == 0)
        // Another cluster at the same address, as far as the record can tell.
        let folder = kn8.folder.appending(path: "home/kn8/undo")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let other = try ServedCluster(
            in: kn8.folder.appending(path: "home"),
            arguments: ["--no-reconcile"]
        )
        let place = String(other.address.map { $0.isLetter || $0.isNumber || ".-".contains($0) ? $0 : "_" })
        try FileManager.default.copyItem(at: folder.appending(path: names[0]), to: folder.appending(path: place))
        #expect(
            try kn8.run(["undo", "--kubeconfig", other.kubeconfig], environment: home).errors
                == "error: 1 was written to another cluster, which \(other.address) led to before\n"
        )
    }
}
