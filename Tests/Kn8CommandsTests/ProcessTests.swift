// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

/// `kn8 process` as a user meets it; the rows are those of `oc process --local`.
struct ProcessTests {
    static let template = """
        apiVersion: template.openshift.io/v1
        kind: Template
        metadata:
          name: t
          annotations:
            description: two lines
        message: Hi ${A}
        parameters:
        - name: A
          description: first
          value: da
        - name: B
          description: second param
          generate: expression
          from: "[a-z]{3}"
        - name: PORT
          value: "80"
        objects:
        - apiVersion: v1
          kind: ConfigMap
          metadata:
            name: c
            namespace: gone
          data:
            v: ${A}<&>
            port: ${{PORT}}
        - apiVersion: v1
          kind: Route
          metadata:
            name: r
        """

    @Test func `the list is as Go prints it`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("t.yml", Self.template)
        let outcome = try kn8.run("process", "-f", path)
        #expect(outcome.errors.isEmpty)
        #expect(
            outcome.output == #"""
                {
                    "kind": "List",
                    "apiVersion": "v1",
                    "metadata": {},
                    "items": [
                        {
                            "apiVersion": "v1",
                            "data": {
                                "port": 80,
                                "v": "da\u003c\u0026\u003e"
                            },
                            "kind": "ConfigMap",
                            "metadata": {
                                "name": "c"
                            }
                        },
                        {
                            "apiVersion": "route.openshift.io/v1",
                            "kind": "Route",
                            "metadata": {
                                "name": "r"
                            }
                        }
                    ]
                }

                """#
        )
        #expect(try kn8.run("process", "-f", path, "-o", "name").output == "configmap/c\nroute.route.openshift.io/r\n")
        #expect(
            try kn8.run(["process", "-f", "-", "A=x", "-o", "yaml"], input: Self.template).output.contains("v: x<&>")
        )
        let empty = try kn8.file("e.yml", "{apiVersion: v1, kind: Template, metadata: {name: e}}")
        #expect(
            try kn8.run("process", "-f", empty, "-o", "yaml").output
                == "apiVersion: v1\nitems: null\nkind: List\nmetadata: {}\n"
        )
    }

    @Test func `yaml, raw yaml with separators, and labels`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("t.yml", Self.template)
        let raw = try kn8.run("process", "-f", path, "-o", "yaml", "--raw", "-l", "x=y").output
        #expect(raw.components(separatedBy: "---\n").count == 2)
        #expect(raw.components(separatedBy: "labels:\n    x: \"y\"").count == 3, "\(raw)")
    }

    @Test func `the table of parameters`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("t.yml", Self.template)
        #expect(
            try kn8.run("process", "-f", path, "--parameters").output == """
                NAME                DESCRIPTION         GENERATOR           VALUE
                A                   first                                   da
                B                   second param        expression          [a-z]{3}
                PORT                                                        80

                """
        )
    }

    @Test func `a description in words`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("t.yml", Self.template)
        #expect(
            try kn8.run("process", "-f", path, "-p", "B=b", "-o", "describe").output == """
                Name:\t\tt
                Labels:\t\t<none>
                Description:\ttwo lines
                Annotations:\t<none>

                Parameters:\t\t\u{20}
                    Name:\t\tA
                    Description:\tfirst
                    Required:\t\tfalse
                    Value:\t\tda

                    Name:\t\tB
                    Description:\tsecond param
                    Required:\t\tfalse
                    Value:\t\tb

                    Name:\tPORT
                    Required:\tfalse
                    Value:\t80


                Object Labels:\t<none>

                Message:\tHi da

                Objects:\t\t\t\u{20}
                    ConfigMap\t\t\tc
                    Route.route.openshift.io\tr

                """
        )
    }

    @Test func `a seed repeats itself`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("t.yml", Self.template.replacing("${A}<&>", with: "${B}"))
        let first = try kn8.run("process", "-f", path, "--seed", "ci").output
        #expect(try kn8.run("process", "-f", path, "--seed", "ci").output == first)
        #expect(first.firstMatch(of: /"v": "[a-y]{3}"/) != nil)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let arguments: [String]
        let errors: String
        var testDescription: String { label }
        init(_ label: String, _ arguments: [String], _ errors: String) {
            self.label = label
            self.arguments = arguments
            self.errors = errors
        }
    }

    static let hint = "\nSee 'kn8 process -h' for help and examples\n"
    static let rows = [
        Row("nothing", [], "error: Must pass a filename or name of stored template" + hint),
        Row(
            "missing file",
            ["-f", "nope.yml"],
            "error: failed to read input object (not a Template?): the path \"nope.yml\" does not exist\n"
        ),
        Row(
            "other kind",
            ["-f", "manifests/examples/00-namespaces.yaml"],
            "error: unable to parse \"manifests/examples/00-namespaces.yaml\", not a valid Template but *v1.Namespace\n"
        ),
        Row(
            "name with --local",
            ["t", "--local"],
            "error: You may only specify a local template file via -f when running this command with --local" + hint
        ),
        Row("unknown stored name", ["nope"], "error: template \"nope\" could not be found\n"),
        Row("two names", ["a", "b"], "error: template name must be specified only once: b" + hint),
        Row("labels", ["-f", "T", "-l", "x"], "error: error parsing labels: unexpected label spec: x\n"),
        Row(
            "35 unknown parameter",
            ["-f", "T", "-p", "Z=1"],
            "error: unknown parameter name \"Z\"\n"
        ),
        Row(
            "35 several unknown",
            ["-f", "T", "-p", "Z=1", "Y=1"],
            "unknown parameter name \"Y\"\nunknown parameter name \"Z\"\n"
        ),
        Row("35 ignored", ["-f", "T", "-p", "Z=1", "--ignore-unknown-parameters"], ""),
        Row(
            "36 twice",
            ["-f", "T", "-p", "A=1", "-p", "A=2"],
            "error: The following parameters were provided more than once: A" + hint
        ),
        Row("37 no value", ["-f", "T", "-p", "A"], "error: invalid parameter assignment in \"A\", []\n"),
        Row(
            "list",
            ["-f", "T", "-p", "A=1,PORT=2"],
            "warning: --param no longer accepts comma-separated lists of values. \"A=1,PORT=2\" will be treated as a "
                + "single key-value pair.\n"
        ),
        Row(
            "parameters and a value",
            ["-f", "T", "--parameters", "-p", "A=1"],
            "error: The --parameters flag does not process the template, can't be used with --param" + hint
        ),
        Row(
            "missing parameter file",
            ["-f", "T", "--param-file", "nope"],
            "error: Cannot stat \"nope\": stat nope: no such file or directory\n"
        ),
        Row(
            "folder as parameter file",
            ["-f", "T", "--param-file", "docs"],
            "error: Cannot read variables from \"docs\": is a directory\n"
        ),
    ]

    @Test(arguments: rows)
    func complains(_ row: Row) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("t.yml", Self.template)
        let outcome = try kn8.run(["process"] + row.arguments.map { $0 == "T" ? path : $0 })
        #expect(outcome.errors == row.errors)
        #expect(outcome.status == (row.errors.hasPrefix("error") || row.errors.hasPrefix("unknown") ? 1 : 0))
    }

    @Test func `a fault has the template's words and its line`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("t.yml", Self.template.replacing("[a-z]{3}", with: "[z-a]{3}"))
        let outcome = try kn8.run("process", "-f", path)
        #expect(outcome.status == 1)
        #expect(
            outcome.errors == #"""
                The Template "t" is invalid: template.parameters[1]: Invalid value: {"name":"B","description":"second param","generate":"expression","from":"[z-a]{3}"}: invalid range specified: z-a
                  at \#(path):15:9

                """#
        )
        let typed = try kn8.file("n.yml", Self.template.replacing("\"80\"", with: "80"))
        #expect(
            try kn8.run("process", "-f", typed).errors == """
                error: failed to read input object (not a Template?): unable to decode "\(typed)": json: cannot \
                unmarshal number into Go struct field Parameter.parameters.value of type string
                  at \(typed):17:10

                """
        )
    }

    @Test func `a second document is told of, a stored template is found`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("t.yml", Self.template + "\n---\n" + Self.template)
        let outcome = try kn8.run("process", "-f", path, "-o", "name").output
        #expect(outcome.hasPrefix("2 input templates found, but only the first will be processed\nconfigmap/c\n"))
        _ = try kn8.run("apply", "-f", try kn8.file("one.yml", Self.template))
        for name in ["t", "template/t", "default//t", "default/templates/t"] {
            #expect(try kn8.run("process", name, "-o", "name").output == "configmap/c\nroute.route.openshift.io/r\n")
        }
    }
}
