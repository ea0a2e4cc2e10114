// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// What `kn8 create` makes of options: byte for byte kubectl 1.36's YAML, and its words when it refuses.
struct GeneratorTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let command: String
        var output = ""
        var errors = ""
        var testDescription: String { command }
    }

    /// The blocks of the fixture: `$ command`, the output, and errors behind `! `.
    static let rows: [Row] = {
        let path = Kn8Process.root.appending(path: "Tests/Kn8CommandsTests/Fixtures/generators/transcript.txt")
        guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }
        var rows: [Row] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
            if line.hasPrefix("$ ") {
                rows.append(Row(command: String(line.dropFirst(2))))
            } else if var row = rows.popLast() {
                if line.hasPrefix("! ") { row.errors += line.dropFirst(2) + "\n" } else { row.output += line + "\n" }
                rows.append(row)
            }
        }
        return rows
    }()

    static let files = [
        "e.env": Data("A=1\n# c\n\nB=x y\n".utf8), "g.env": Data("A\nexport B=1\n1x y=2\n".utf8),
        "h.env": Data("A\nX=1=2\n".utf8), "dup.env": Data("A=1\nA=2\n".utf8), "f.txt": Data("hello\n".utf8),
        "b.bin": Data([0xFF, 0xFE, 0]),
    ]

    private func folder(_ kn8: Kn8Process) throws -> URL {
        let folder = kn8.folder.appending(path: "files")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, data) in Self.files { try data.write(to: folder.appending(path: name)) }
        return folder
    }

    /// `command` with the flags of a client dry run before its `--`.
    private func arguments(_ command: String, _ more: [String]) -> [String] {
        let words = command.split(separator: " ").map(String.init)
        let end = words.firstIndex(of: "--") ?? words.endIndex
        return ["create"] + words[..<end] + ["--dry-run=client", "-o", "yaml"] + more + words[end...]
    }

    @Test func `the table is there`() { #expect(Self.rows.count > 80) }

    @Test(arguments: rows)
    func `a generator writes what kubectl writes`(_ row: Row) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let outcome = try kn8.run(
            arguments(row.command, ["--show-secrets"]),
            in: folder(kn8),
            environment: ["A": "zz"]
        )
        #expect(outcome.output == row.output)
        #expect(outcome.errors == row.errors)
        #expect(outcome.status == (row.errors.isEmpty ? 0 : 1))
    }

    static let kubectl = ["/usr/bin/kubectl", "/usr/local/bin/kubectl"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(.enabled(if: kubectl != nil, "there is no kubectl to compare the fixture with"), arguments: rows)
    func `the fixture is what the kubectl of this machine writes`(_ row: Row) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.kubectl))
        process.arguments = arguments(row.command, [])
        process.currentDirectoryURL = try folder(kn8)
        process.environment = ["A": "zz", "KUBECONFIG": "/dev/null", "HOME": kn8.folder.path, "PATH": "/usr/bin:/bin"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        // kubectl before 1.33 writes creationTimestamp: null.
        let lonely = #/(?m)^( *)metadata:\n +creationTimestamp: null\n(?!\1  )/#
        var text = String(decoding: data, as: UTF8.self)
        text = text.replacing(lonely) { "\($0.output.1)metadata: {}\n" }
        text = text.replacing(#/(?m)^ *creationTimestamp: null\n/#, with: "")
        // The fixture leaves empty lines out.
        text = text.split(separator: "\n").map { $0 + "\n" }.joined()
        #expect(text == row.output)
    }

    static let creations: [Transcript] = [
        Transcript(
            testDescription: "objects are created once",
            manifests: "",
            steps: [
                .init("create ns q3", output: "namespace/q3 created"),
                .init("create ns q3", errors: "Error from server (AlreadyExists): namespaces \"q3\" already exists"),
                .init("create deployment web --image=nginx -n q3", output: "deployment.apps/web created"),
                .init("wait --for=condition=Available deploy/web -n q3", output: "deployment.apps/web condition met"),
                .init(
                    "create deploy web --image=nginx -n q3",
                    errors: "error: failed to create deployment: deployments.apps \"web\" already exists"
                ),
                .init(
                    "create cm a -n nope",
                    errors: "error: failed to create configmap: namespaces \"nope\" not found"
                ),
                .init("create cm a --dry-run=server", output: "configmap/a created (server dry run)"),
                .init("create cm a --dry-run=client", output: "configmap/a created (dry run)"),
                .init("create cm a -o name", output: "configmap/a"),
                .init(
                    "create cm b --dry-run=foo",
                    errors: "error: Invalid dry-run value (foo). Must be \"none\", \"server\", or \"client\"."
                ),
                .init(
                    "create job j --from=cronjob/nope",
                    errors: "Error from server (NotFound): cronjobs.batch \"nope\" not found"
                ),
                .init("create job j --from=cm/a", errors: "error: from must be an existing cronjob"),
                .init("create deployment x", errors: "error: required flag(s) \"image\" not set"),
                .init("create cronjob x", errors: "error: required flag(s) \"image\", \"schedule\" not set"),
                .init(
                    "create role r --verb=get --resource=nope",
                    errors: "error: the server doesn't have a resource type \"nope\""
                ),
                .init(
                    "create cm --bogus",
                    errors: "error: unknown flag: --bogus\nSee 'kn8 create configmap --help' for usage."
                ),
            ]
        ),
        Transcript(
            testDescription: "create -f",
            manifests: "",
            steps: [
                .init(
                    "create -f FOLDER/two.yaml --dry-run=server",
                    output: "namespace/shop created (server dry run)\nconfigmap/a created (server dry run)"
                ),
                .init("create -f FOLDER/two.yaml", output: "namespace/shop created\nconfigmap/a created"),
                .init(
                    "create -f FOLDER/two.yaml",
                    errors:
                        "Error from server (AlreadyExists): error when creating \"FOLDER/two.yaml\": namespaces \"shop\" already exists\n"
                        + "Error from server (AlreadyExists): error when creating \"FOLDER/two.yaml\": configmaps \"a\" already exists"
                ),
                .init("create -f -", errors: "error: no objects passed to create"),
                .init("create", errors: "error: must specify one of -f and -k", status: 2),
                .init(
                    "create bogus",
                    errors: "error: Unexpected args: [bogus]\nSee 'kn8 create -h' for help and examples"
                ),
            ]
        ),
        Transcript(
            testDescription: "a Job of a CronJob",
            manifests: "",
            steps: [
                .init("create cronjob c --image=x --schedule=@daily -- date", output: "cronjob.batch/c created"),
                .init("create job j --from=cronjob/c", output: "job.batch/j created"),
                .init("annotate job j --list", output: "cronjob.kubernetes.io/instantiate=manual"),
                .init(
                    "wait --for=jsonpath={.metadata.ownerReferences[0].name}=c job/j",
                    output: "job.batch/j condition met"
                ),
            ]
        ),
        Transcript(
            testDescription: "roles name resources by their plurals",
            manifests: "",
            steps: [
                .init(
                    "create role r --verb=get,list --verb=watch --resource=po,deploy.apps,pods/log --resource-name=a --dry-run=client -o yaml",
                    output: """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: Role
                        metadata:
                          name: r
                        rules:
                        - apiGroups:
                          - ""
                          resourceNames:
                          - a
                          resources:
                          - pods
                          - pods/log
                          verbs:
                          - get
                          - list
                          - watch
                        - apiGroups:
                          - apps
                          resourceNames:
                          - a
                          resources:
                          - deployments
                          verbs:
                          - get
                          - list
                          - watch

                        """
                ),
                .init(
                    "create role r --verb=bogus --resource=pods -o name",
                    output: "role.rbac.authorization.k8s.io/r",
                    errors: "Warning: 'bogus' is not a standard resource verb",
                    status: 0
                ),
            ]
        ),
    ]

    @Test(arguments: creations)
    func `create speaks kubectl's words`(_ transcript: Transcript) throws {
        let two = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a, namespace: shop}
            """
        try transcript.check(files: ["two.yaml": two])
    }

    @Test(arguments: ["yaml", "json"])
    func `a Secret is made without its values being shown`(_ format: String) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        for mode in ["client", "server", "none"] {
            let outcome = try kn8.run(
                ["create", "secret", "generic", "s", "--from-literal=p=canary-4711", "--save-config"]
                    + ["--dry-run=\(mode)", "-o", format]
            )
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("secret(sha256:"))
            for value in ["canary", "Y2FuYXJ5"] { #expect(!(outcome.output + outcome.errors).contains(value)) }
        }
    }

    @Test func `a certificate and its key`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let certificate = try kn8.file("a.crt", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
        let key = try kn8.file("a.key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
        let made = try kn8.run("create", "secret", "tls", "s", "--cert", certificate, "--key", key)
        #expect(made.output == "secret/s created\n", "\(made.errors)")
        let stored = try kn8.run("get", "secret", "s", "-o", "yaml")
        #expect(stored.output.contains("type: kubernetes.io/tls"))
        let swapped = try kn8.run("create", "secret", "tls", "t", "--cert", key, "--key", certificate)
        #expect(swapped.errors == "error: tls: failed to find any PEM data in certificate input\n")
        let twice = try kn8.run("create", "secret", "tls", "t", "--cert", certificate, "--key", certificate)
        #expect(
            twice.errors
                == "error: tls: found a certificate rather than a key in the PEM for the private key\n"
        )
    }
}
