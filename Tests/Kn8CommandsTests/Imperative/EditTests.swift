// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// `kn8 edit`, with editors that are shell scripts.
struct EditTests {
    private func edit(
        _ kn8: Kn8Process,
        _ object: String,
        _ script: String,
        _ more: [String] = []
    ) throws -> Kn8Process.Outcome {
        let path = try kn8.file("editor.sh", "#!/bin/sh\n" + script + "\n")
        return try kn8.run(
            ["edit", object] + more,
            environment: ["KUBE_EDITOR": "sh \(path)", "TMPDIR": kn8.folder.path]
        )
    }

    private func leftovers(_ kn8: Kn8Process) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: kn8.folder.path).filter { $0.hasPrefix("kn8-edit-") }
    }

    private func world() throws -> Kn8Process {
        let kn8 = try Kn8Process()
        #expect(try kn8.run("apply", "-f", kn8.file("world.yaml", Transcript.world)).status == 0)
        return kn8
    }

    @Test func `an edit is stored, and none is cancelled`() throws {
        let kn8 = try world()
        defer { kn8.cleanUp() }
        let edited = try edit(kn8, "cm/ap", "sed -i 's/a: \"1\"/a: \"2\"/' \"$1\"")
        #expect(edited.output == "configmap/ap edited\n", "\(edited.errors)")
        #expect(try kn8.run("wait", "--for=jsonpath={.data.a}=2", "cm/ap").status == 0)
        let same = try edit(kn8, "cm/ap", "true")
        #expect(same.errors == "Edit cancelled, no changes made.\n")
        #expect(same.status == 0)
        let empty = try edit(kn8, "cm/ap", ": > \"$1\"")
        #expect(empty.errors == "Edit cancelled, saved file was empty.\n")
        let header = try edit(kn8, "cm/ap", "head -n 1 \"$1\"")
        #expect(header.output == "# Please edit the object below. Lines beginning with a '#' will be ignored,\n")
        #expect(try leftovers(kn8).isEmpty)
        #expect(
            try edit(kn8, "cm/nope", "true").errors == "Error from server (NotFound): configmaps \"nope\" not found\n"
        )
    }

    @Test func `what is refused is shown again with the reason, and kept`() throws {
        let kn8 = try world()
        defer { kn8.cleanUp() }
        let log = kn8.folder.appending(path: "log").path
        let script = "cat \"$1\" >> \(log); sed -i 's/replicas: 3/replicas: -1/' \"$1\""
        let outcome = try edit(kn8, "deploy/web", script)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("A copy of your changes has been stored to \"\(kn8.folder.path)/kn8-edit-"))
        #expect(outcome.errors.hasSuffix("error: Edit cancelled, no valid changes were saved.\n"))
        #expect(try String(contentsOfFile: log, encoding: .utf8).contains("# The Deployment \"web\" is invalid"))
        let kept = try #require(try leftovers(kn8).first)
        let text = try String(contentsOf: kn8.folder.appending(path: kept), encoding: .utf8)
        #expect(text.contains("replicas: -1"))
        let failed = try edit(kn8, "deploy/web", "exit 3")
        #expect(failed.status == 1)
        #expect(failed.errors.contains("there was a problem with the editor"))
    }

    @Test func `a Secret is edited without its values`() throws {
        let kn8 = try world()
        defer { kn8.cleanUp() }
        let outcome = try edit(kn8, "secret/sec", "cat \"$1\"; sed -i 's/^data:/data:\\n  q: Zm9v/' \"$1\"")
        #expect(outcome.output.hasSuffix("secret/sec edited\n"), "\(outcome.errors)")
        #expect(!outcome.output.contains("canary") && !outcome.output.contains("Y2FuYXJ5"))
        let stored = try kn8.run("get", "secret", "sec", "-o", "yaml", "--show-secrets").output
        #expect(stored.contains("p: Y2FuYXJ5LTk=") && stored.contains("q: Zm9v"))
    }
}
