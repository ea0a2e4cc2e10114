// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

/// What the commands say and how they end, run as child processes.
struct CommandLineTests {
    static let web = """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: web
        data:
          colour: blue
        ---
        apiVersion: v1
        kind: Secret
        metadata:
          name: token
        stringData:
          password: canary-4711
        """

    @Test func `apply speaks kubectl's words and repeats itself without a change`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("web.yaml", CommandLineTests.web)
        let first = try kn8.run("apply", "-f", path)
        #expect(
            first.output == "configmap/web created\nsecret/token created\n"
                || first.output == "secret/token created\nconfigmap/web created\n"
        )
        #expect(first.errors == "2 objects: 2 created\n")
        #expect(first.status == 0)
        let changed = try kn8.file("changed.yaml", CommandLineTests.web.replacing("blue", with: "green"))
        #expect(try kn8.run("apply", "-f", changed).output.contains("configmap/web configured\n"))
        let again = try kn8.run("apply", "-f", changed)
        #expect(again.output.contains("configmap/web unchanged\n"))
        #expect(again.status == 0)
    }

    @Test func `diff exits with 1 on a difference, 0 on none, and writes nothing`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("web.yaml", CommandLineTests.web)
        let before = try kn8.run("diff", "-f", path)
        #expect(before.status == 1)
        #expect(before.output.contains("+  colour: blue"))
        #expect(
            try kn8.run("get", "configmap", "web").errors
                == "Error from server (NotFound): configmaps \"web\" not found\n"
        )
        #expect(try kn8.run("apply", "-f", path).status == 0)
        let after = try kn8.run("diff", "-f", path)
        #expect(after.status == 0)
        #expect(after.output.isEmpty)
    }

    @Test func `diff previews a namespace together with what stands in it`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file(
            "new.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a, namespace: fresh}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: fresh}
            """
        )
        let outcome = try kn8.run("diff", "-f", path)
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("v1.ConfigMap.fresh.a"))
        #expect(outcome.output.contains("v1.Namespace..fresh"))
    }

    @Test func `a refused object does not stop the others`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file(
            "mixed.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a, namespace: nowhere}
            ---
            apiVersion: example.com/v1
            kind: Unknown
            metadata: {name: b}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: c}
            """
        )
        let outcome = try kn8.run("apply", "-f", path)
        #expect(outcome.status == 1)
        #expect(outcome.output == "configmap/c created\n")
        #expect(outcome.errors.contains("namespaces \"nowhere\" not found"))
        #expect(outcome.errors.contains("no matches for kind \"Unknown\" in version \"example.com/v1\""))
    }

    @Test(arguments: ["client", "server"])
    func aDryRunWritesNothing(_ mode: String) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("web.yaml", CommandLineTests.web)
        let outcome = try kn8.run("apply", "-f", path, "--dry-run=\(mode)")
        let suffix = mode == "client" ? " (dry run)" : " (server dry run)"
        #expect(outcome.output.contains("configmap/web created\(suffix)\n"))
        #expect(try kn8.run("get", "cm", "-o", "name").output.isEmpty)
    }

    @Test func `get prints tables, lists and names`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        _ = try kn8.run("apply", "-f", "-", input: CommandLineTests.web)
        #expect(try kn8.run("get", "cm", "--no-headers").output.hasPrefix("web   1     "))
        #expect(try kn8.run("get", "cm,secret", "-o", "name").output == "configmap/web\nsecret/token\n")
        let list = try Value(json: try kn8.run("get", "cm", "-o", "json").output)
        #expect(list["kind"] == "List")
        #expect(list["items"]?[0]?[path: ["data", "colour"]] == "blue")
        #expect(try kn8.run("get", "cm/web", "-o", "yaml").output.contains("\ndata:\n  colour: blue\n"))
        #expect(try kn8.run("get", "pods").errors == "No resources found in default namespace.\n")
        #expect(try kn8.run("get", "nosuch").errors == "error: the server doesn't have a resource type \"nosuch\"\n")
        #expect(try kn8.run("get", "cm", "-l", "a b").status == 1)
    }

    @Test func `delete says what is gone`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("web.yaml", CommandLineTests.web)
        _ = try kn8.run("apply", "-f", path)
        #expect(try kn8.run("delete", "cm", "web").output == "configmap \"web\" deleted from default namespace\n")
        let rest = try kn8.run("delete", "-f", path)
        #expect(rest.output == "secret \"token\" deleted from default namespace\n")
        #expect(rest.errors.contains("configmaps \"web\" not found"))
        #expect(rest.status == 1)
        #expect(try kn8.run("delete", "cm").errors == "error: resource(s) were provided, but no name was specified\n")
    }

    @Test func `a Secret's value reaches no output unless it is asked for`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("web.yaml", CommandLineTests.web)
        let changed = try kn8.file("changed.yaml", CommandLineTests.web.replacing("4711", with: "4712"))
        let encoded = ["Y2FuYXJ5LTQ3MTE", "Y2FuYXJ5LTQ3MTI"]
        let outcomes = [
            try kn8.run("validate", "-f", path), try kn8.run("diff", "-f", path), try kn8.run("apply", "-f", path),
            try kn8.run("get", "secrets"), try kn8.run("get", "secret", "token", "-o", "yaml"),
            try kn8.run("get", "secrets", "-A", "-o", "json"), try kn8.run("describe", "secret", "token"),
            try kn8.run("diff", "-f", changed), try kn8.run("apply", "-f", changed, "--dry-run=server"),
            try kn8.run("delete", "secret", "token"),
        ]
        for outcome in outcomes {
            for needle in ["canary-471"] + encoded {
                #expect(!(outcome.output + outcome.errors).contains(needle))
            }
        }
        let changes = outcomes[7].output.split(separator: "\n").filter { $0.contains("  password: secret(sha256:") }
        #expect(changes.map { String($0.prefix(1)) } == ["-", "+"])
        #expect(changes.first?.dropFirst() != changes.last?.dropFirst())
        _ = try kn8.run("apply", "-f", path)
        #expect(try kn8.run("get", "secret", "token", "-o", "yaml", "--show-secrets").output.contains(encoded[0]))
    }

    @Test func `what is missing from a manifest's head is said once`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let outcome = try kn8.run(["validate", "-f", "-"], input: "metadata:\n  name: web\n")
        #expect(outcome.output.contains("apiVersion is not set"))
        #expect(outcome.output.contains("1 object in 1 file: 2 errors"))
    }

    @Test func `what a broken document may hold is not called missing`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let text = """
            apiVersion: v1
            kind: Service
            metadata: {name: web, name: twice}
            spec: {clusterIP: None}
            ---
            apiVersion: contour.heptio.com/v1beta1
            kind: IngressRoute
            metadata: {name: root}
            spec:
              virtualhost: {fqdn: a.example.com}
              routes: [{match: /, services: [{name: web, port: 80}]}]
            """
        let findings = try Value(json: try kn8.run("validate", "-f", "-", "-o", "json", input: text).output)["findings"]
        #expect(findings?.array?.compactMap { $0["rule"]?.string } == ["yaml/duplicate-key"])
    }

    @Test func `a pipe in a folder is left alone`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let folder = kn8.folder.appending(path: "manifests")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        #expect(mkfifo(folder.appending(path: "a.yaml").path, 0o600) == 0)
        #expect(try kn8.run("validate", "-f", folder.path).output == "0 objects in 0 files: no findings\n")
    }
}
