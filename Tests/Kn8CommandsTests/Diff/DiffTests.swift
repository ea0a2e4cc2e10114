// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

/// `kn8 diff` as a child process: its forms, its exit statuses, and the program it may hand over to.
struct DiffTests {
    static let before = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, finalizers: [x/a, x/b]}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
              - {name: web, image: "nginx:1", resources: {requests: {cpu: 1000m}}}
        """
    static let after = before.replacing("nginx:1", with: "nginx:2").replacing("replicas: 2", with: "replicas: 3")

    private func withDeployment(_ body: (Kn8Process) throws -> Void) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        #expect(try kn8.run("apply", "-f", "-", input: Self.before).status == 0)
        try body(kn8)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var format: String
        var output: String
        var testDescription: String { format }
    }

    @Test(arguments: [
        Row(format: "name", output: "deployment.apps/web\n"),
        Row(
            format: "structured",
            output: """
                ~ deployment.apps/web (default)
                    spec.replicas: 2 → 3
                    spec.template.spec.containers[name="web"].image: nginx:1 → nginx:2

                """
        ),
        Row(
            format: "unified",
            output: """
                --- live/apps.v1.Deployment.default.web
                +++ merged/apps.v1.Deployment.default.web
                @@ -10,7 +10,7 @@
                   namespace: default
                 spec:
                   progressDeadlineSeconds: 600
                -  replicas: 2
                +  replicas: 3
                   revisionHistoryLimit: 10
                   selector:
                     matchLabels:
                @@ -26,7 +26,7 @@
                         app: web
                     spec:
                       containers:
                -      - image: nginx:1
                +      - image: nginx:2
                         imagePullPolicy: IfNotPresent
                         name: web
                         resources:

                """
        ),
    ])
    func eachFormShowsTheSameChange(_ row: Row) throws {
        try withDeployment { kn8 in
            let outcome = try kn8.run("diff", "-f", "-", "-o", row.format, input: Self.after)
            #expect(outcome.output == row.output)
            #expect(outcome.errors.isEmpty)
            #expect(outcome.status == 1)
        }
    }

    @Test func `programs get every change with its place and both values`() throws {
        try withDeployment { kn8 in
            let outcome = try kn8.run("diff", "-f", "-", "-o", "json", input: Self.after)
            let report = try Value(json: outcome.output)
            let object = try #require(report["differences"]?.array?.first)
            #expect(object["action"] == "update")
            #expect(
                object["changes"] == [
                    ["change": "changed", "path": "spec.replicas", "before": 2, "after": 3],
                    [
                        "change": "changed", "path": "spec.template.spec.containers[name=\"web\"].image",
                        "before": "nginx:1", "after": "nginx:2",
                    ],
                ]
            )
            let same = try kn8.run("diff", "-f", "-", "-o", "json", input: Self.before)
            #expect(try Value(json: same.output) == ["version": 1, "differences": []])
            #expect(same.status == 0)
        }
    }

    @Test func `markdown is a comment whose fences hold`() throws {
        try withDeployment { kn8 in
            let config = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: notes}\ndata: {text: \"```` x\"}\n"
            let outcome = try kn8.run("diff", "-f", "-", "-o", "markdown", input: Self.after + "\n---\n" + config)
            #expect(outcome.output.contains("1 to create, 1 to update, 0 to delete."))
            #expect(outcome.output.contains("| update | `deployment.apps/web` in `default` | 2 |"))
            #expect(outcome.output.contains("`````diff\n"))
        }
    }

    @Test func `amounts and sets spelt in another way are no difference`() throws {
        try withDeployment { kn8 in
            let other = Self.before.replacing("1000m", with: "\"1\"").replacing("x/a, x/b", with: "x/b, x/a")
            let outcome = try kn8.run("diff", "-f", "-", input: other)
            #expect(outcome.output.isEmpty)
            #expect(outcome.status == 0)
            let noisy = try kn8.run("diff", "-f", "-", "--show-noise", "-o", "structured", input: other)
            #expect(noisy.output.contains("metadata.resourceVersion"))
            #expect(noisy.status == 1)
        }
    }

    @Test func `a new object is what its manifest says, without defaults`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let outcome = try kn8.run("diff", "-f", "-", input: Self.before)
        #expect(outcome.output.contains("+      - image: nginx:1\n"))
        #expect(!outcome.output.contains("imagePullPolicy"))
        #expect(outcome.status == 1)
    }

    @Test func `changed texts are shown line by line`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let config = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {f: \"one\\ntwo\\nthree\\n\"}\n"
        #expect(try kn8.run("apply", "-f", "-", input: config).status == 0)
        let outcome = try kn8.run("diff", "-f", "-", "-o", "structured", input: config.replacing("two", with: "2"))
        #expect(
            outcome.output == """
                ~ configmap/a (default)
                    data.f:
                      @@ -1,3 +1,3 @@
                       one
                      -two
                      +2
                       three

                """
        )
    }

    struct External: Sendable, CustomTestStringConvertible {
        var program: String
        var status: Int32
        var output: String
        var errors = ""
        var testDescription: String { program }
    }

    @Test(arguments: [
        External(program: "true", status: 0, output: ""),
        External(program: "false", status: 1, output: ""),
        External(program: "ls -U ;echo", status: 0, output: "apps.v1.Deployment.default.web"),
        External(program: "sh -c exit", status: 0, output: ""),
        External(
            program: "no-such-program",
            status: 2,
            output: "",
            errors: "error: unable to run \"no-such-program\": no such file or directory\n"
        ),
        External(program: "ls --bogus", status: 2, output: "", errors: "error: \"ls\" ended with status 2\n"),
    ])
    func anExternalProgramMayCompareTheFolders(_ row: External) throws {
        try withDeployment { kn8 in
            let folder = kn8.folder.appending(path: "tmp")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let outcome = try kn8.run(
                ["diff", "-f", "-"],
                input: Self.after,
                environment: ["KUBECTL_EXTERNAL_DIFF": row.program, "TMPDIR": folder.path]
            )
            #expect(outcome.status == row.status)
            #expect(row.output.isEmpty || outcome.output.contains(row.output))
            #expect(outcome.errors.isEmpty == row.errors.isEmpty)
            #expect(row.errors.isEmpty || outcome.errors.contains(row.errors))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    @Test func `what a prune would delete is shown, and nothing is deleted`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let one = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one, labels: {app: a}}\n"
        let two = one.replacing("one", with: "two")
        #expect(try kn8.run("apply", "-f", "-", input: one + "---\n" + two).status == 0)
        let outcome = try kn8.run("diff", "-f", "-", "--prune", "-l", "app=a", "-o", "structured", input: one)
        #expect(outcome.output.hasPrefix("- configmap/two (default)\n"))
        #expect(outcome.status == 1)
        #expect(try kn8.run("get", "cm", "-o", "name").output == "configmap/one\nconfigmap/two\n")
        let usage = try kn8.run("diff", "-f", "-", "--prune", input: one)
        #expect(usage.status == 2)
        #expect(usage.errors.contains("all resources selected for prune without explicitly passing --all"))
    }

    @Test func `a diff of the server's merge shows conflicts as failures`() throws {
        try withDeployment { kn8 in
            let outcome = try kn8.run("diff", "-f", "-", "--server-side", input: Self.after)
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("Apply failed with"))
            let forced = try kn8.run(
                "diff",
                "-f",
                "-",
                "--server-side",
                "--force-conflicts",
                "-o",
                "name",
                input: Self.after
            )
            #expect(forced.output == "deployment.apps/web\n")
            #expect(forced.status == 1)
        }
    }
}
