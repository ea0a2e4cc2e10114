// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

/// Server-side apply on the command line, in kubectl's words.
struct ServerSideApplyTests {
    private static let manifest = """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: web
        data:
          colour: blue
        """

    private func entries(_ kn8: Kn8Process) throws -> [String] {
        let shown = try kn8.run("get", "configmap", "web", "-o", "json", "--show-managed-fields")
        return try Value(json: shown.output)[path: ["metadata", "managedFields"]]?.array?.map {
            "\($0["operation"]?.string ?? "") \($0["manager"]?.string ?? "") \($0["fieldsV1"]?.json() ?? "")"
        } ?? []
    }

    @Test func `the server merges, and refuses to change what others own`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("web.yaml", Self.manifest)
        let green = try kn8.file("green.yaml", Self.manifest.replacing("blue", with: "green"))
        let tried = try kn8.run("apply", "--server-side", "--dry-run=server", "-f", path)
        #expect(tried.output == "configmap/web serverside-applied (server dry run)\n")
        #expect(try kn8.run("get", "configmap", "web").status == 1)
        let made = try kn8.run("apply", "--server-side", "-f", path)
        #expect(made.output == "configmap/web serverside-applied\n" && made.errors.isEmpty && made.status == 0)
        #expect(try entries(kn8) == [#"Apply kubectl {"f:data":{"f:colour":{}}}"#])

        let refused = try kn8.run("apply", "--server-side", "--field-manager", "other", "-f", green)
        #expect(refused.status == 1 && refused.output.isEmpty)
        #expect(
            refused.errors == """
                error: Apply failed with 1 conflict: conflict with "kubectl": .data.colour
                Please review the fields above--they currently have other managers. Here
                are the ways you can resolve this warning:
                * If you intend to manage all of these fields, please re-run the apply
                  command with the `--force-conflicts` flag.
                * If you do not intend to manage all of the fields, please edit your
                  manifest to remove references to the fields that should keep their
                  current managers.
                * You may co-own fields by updating your manifest to match the existing
                  value; in this case, you'll become the manager if the other manager(s)
                  stop managing the field (remove it from their configuration).
                See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts

                """
        )
        let flags = ["--server-side", "--field-manager=other", "--force-conflicts", "-o", "name"]
        let forced = try kn8.run(["apply", "-f", green] + flags)
        #expect(forced.output == "configmap/web\n" && forced.status == 0)
        #expect(try entries(kn8) == [#"Apply other {"f:data":{"f:colour":{}}}"#])
        #expect(!(try kn8.run("get", "configmap", "web", "-o", "yaml").output.contains("managedFields")))
    }

    @Test func `what client-side apply owned becomes kubectl's own`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let two = try kn8.file("two.yaml", Self.manifest + "\n  size: big\n")
        #expect(try kn8.run("apply", "-f", two).output == "configmap/web created\n")
        let annotation = #""f:kubectl.kubernetes.io/last-applied-configuration":{}"#
        #expect(
            try entries(kn8) == [
                #"Update kubectl-client-side-apply {"f:data":{".":{},"f:colour":{},"f:size":{}},"#
                    + #""f:metadata":{"f:annotations":{".":{},\#(annotation)}}}"#
            ]
        )
        let one = try kn8.file("one.yaml", Self.manifest)
        let applied = try kn8.run("apply", "--server-side", "-f", one)
        #expect(applied.output == "configmap/web serverside-applied\n" && applied.errors.isEmpty)
        #expect(
            try entries(kn8).sorted() == [
                #"Apply kubectl {"f:data":{"f:colour":{}}}"#,
                #"Apply kubectl-last-applied {"f:metadata":{"f:annotations":{\#(annotation)}}}"#,
            ]
        )
        let shown = try kn8.run("get", "configmap", "web", "-o", "yaml").output
        #expect(!shown.contains("size: big"), "what the new manifest no longer has is gone")
        #expect(try kn8.run("apply", "--server-side", "-f", one).status == 0)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let flags: [String]
        let words: String
        var testDescription: String { flags.joined(separator: " ") }
    }

    static let rows = [
        Row(flags: ["--force-conflicts"], words: "error: --force-conflicts only works with --server-side\n"),
        Row(
            flags: ["--server-side", "--dry-run=client"],
            words: "error: --dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)\n"
        ),
    ]

    @Test(arguments: rows) func `flags that do not go together`(row: Row) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("web.yaml", Self.manifest)
        let outcome = try kn8.run(["apply", "-f", path] + row.flags)
        #expect(outcome.errors == row.words)
        #expect(outcome.status == 1)
    }
}
