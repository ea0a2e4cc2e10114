// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// What `get` prints in kubectl's many forms.
struct GetOutputTests {
    static let manifests = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web-10, labels: {app: web, example.com/tier: front}}
        data: {weight: "9", a: "1"}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web-2, labels: {app: web}}
        data: {weight: "10", a: "1"}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: api, labels: {app: api}}
        data: {b: "1"}
        """

    struct Row: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var output = ""
        var errors = ""
        var status: Int32 = 0
        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let rows = [
        Row(arguments: ["cm", "api", "-o", "jsonpath={.data.b}"], output: "1"),
        Row(arguments: ["cm", "api", "-o", "jsonpath={.metadata.nope}"]),
        Row(arguments: ["cm", "-o", "jsonpath={.items[*].metadata.name}"], output: "api web-10 web-2"),
        Row(
            arguments: [
                "cm", "-o", #"jsonpath={range .items[*]}{.metadata.name}{"\n"}{end}"#, "--sort-by=.metadata.name",
            ],
            output: "api\nweb-2\nweb-10\n"
        ),
        Row(
            arguments: ["cm", "api", "-o", "jsonpath-as-json={.data}"],
            output: "[\n    {\n        \"b\": \"1\"\n    }\n]\n"
        ),
        Row(
            arguments: ["cm", "api", "-o", "jsonpath"],
            errors: "error: template format specified but no template given\n",
            status: 1
        ),
        Row(arguments: ["cm", "api", "-o", "jsonpath", "--template", "{.kind}"], output: "ConfigMap"),
        Row(
            arguments: ["cm", "api", "-o", "jsonpath={.metadata.name"],
            errors: "error: error parsing jsonpath {.metadata.name, unclosed action\n",
            status: 1
        ),
        Row(
            arguments: ["cm", "api", "-o", "jsonpath={foo}"],
            errors:
                "error: error executing jsonpath \"{foo}\": Error executing template: unrecognized identifier foo\n",
            status: 1
        ),
        Row(
            arguments: ["cm", "-o", "custom-columns=NAME:.metadata.name,DATA:.data,W:{.data.weight}"],
            output: """
                NAME     DATA                 W
                api      map[b:1]             <none>
                web-10   map[a:1 weight:9]    9
                web-2    map[a:1 weight:10]   10

                """
        ),
        Row(
            arguments: ["cm", "-o", "custom-columns=N:metadata.name", "--no-headers", "--sort-by", ".data.weight"],
            output: "api\nweb-10\nweb-2\n"
        ),
        Row(
            arguments: ["cm", "-o", "custom-columns="],
            errors: "error: custom-columns format specified but no custom columns given\n",
            status: 1
        ),
        Row(
            arguments: ["cm", "-o", "custom-columns=A"],
            errors: "error: unexpected custom-columns spec: A, expected <header>:<json-path-expr>\n",
            status: 1
        ),
        Row(
            arguments: ["cm", "-o", "yaml", "--sort-by=.metadata.nope"],
            errors: "error: couldn't find any field with path \".metadata.nope\" in the list of objects\n",
            status: 1
        ),
        Row(
            arguments: ["cm", "web-10", "--no-headers", "-L", "app,example.com/tier", "-o", "custom-columns=X:kind"],
            output: "ConfigMap\n"
        ),
        Row(
            arguments: ["cm", "-o", "bogus"],
            errors: """
                error: unable to match a printer suitable for the output format "bogus", allowed formats are: \
                custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,\
                name,template,templatefile,wide,yaml

                """,
            status: 1
        ),
        Row(
            arguments: ["cm", "-o", "go-template={{range .items}}{{.metadata.name}} {{end}}"],
            output: "api web-10 web-2 "
        ),
        Row(arguments: ["cm", "web-2", "--template", "{{.kind}}{{\"\\n\"}}"], output: "ConfigMap\n"),
        Row(
            arguments: ["cm", "web-2", "-o", "go-template={{.kind.x}}"],
            errors: "error: error executing template \"{{.kind.x}}\": template: output: executing \"output\": can't "
                + "evaluate field x in type interface {}\n",
            status: 1
        ),
        Row(
            arguments: ["cm", "-o", "go-template"],
            errors: "error: template format specified but no template given\n",
            status: 1
        ),
        Row(
            arguments: ["--raw", "/api/v1/nope"],
            errors: "error: the server could not find the requested resource\n",
            status: 1
        ),
    ]

    @Test(arguments: rows)
    func eachFormIsKubectls(_ row: Row) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        #expect(try kn8.run("apply", "-f", "-", input: Self.manifests).status == 0)
        let outcome = try kn8.run(["get"] + row.arguments)
        #expect(outcome.output == row.output)
        #expect(outcome.errors == row.errors)
        #expect(outcome.status == row.status)
    }

    @Test func `a path of the API is answered here too, without secrets`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let secret = "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {p: canary-77}}"
        #expect(try kn8.run("apply", "-f", "-", input: secret).status == 0)
        for path in ["/api/v1/namespaces/default/secrets/s", "/api/v1/secrets?limit=500"] {
            let outcome = try kn8.run("get", "--raw", path)
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("\"p\":\"secret(sha256:"))
            #expect(!outcome.output.contains("Y2FuYXJ5"))
            #expect(try kn8.run("get", "--raw", path, "--show-secrets").output.contains("Y2FuYXJ5"))
        }
        #expect(try kn8.run("get", "--raw", "/readyz").output == "ok")
        #expect(try kn8.run("get", "cm", "--raw", "/readyz").status == 1)
    }

    @Test func `the objects of manifests are found`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let file = try kn8.file("all.yaml", Self.manifests)
        #expect(try kn8.run("get", "-f", file, "-o", "name", "--ignore-not-found").output == "")
        #expect(try kn8.run("get", "-f", file).status == 1)
        #expect(try kn8.run("apply", "-f", file).status == 0)
        #expect(try kn8.run("get", "-f", file, "-o", "name").output.contains("configmap/web-10\n"))
        #expect(try kn8.run("get", "cm", "-f", file).status == 1)
    }

    @Test func `label columns, kinds and files of columns`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        #expect(try kn8.run("apply", "-f", "-", input: Self.manifests).status == 0)
        let labels = try kn8.run("get", "cm", "-L", "app", "-L", "example.com/tier", "--show-kind", "-l", "app=web")
        let lines = labels.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(lines.first == ["NAME", "DATA", "AGE", "APP", "TIER"])
        #expect(lines.dropFirst().map(\.first) == ["configmap/web-10", "configmap/web-2"])
        #expect(lines.dropFirst().first?.suffix(2) == ["web", "front"])
        let file = try kn8.file("columns.txt", "NAME   WEIGHT\nmetadata.name  .data.weight\n")
        let columns = try kn8.run("get", "cm", "web-2", "-o", "custom-columns-file=\(file)")
        #expect(columns.output == "NAME    WEIGHT\nweb-2   10\n")
        let template = try kn8.file("template.txt", "{.kind}!")
        #expect(try kn8.run("get", "cm", "api", "-o", "jsonpath-file=\(template)").output == "ConfigMap!")
    }
}
