// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// `kn8 plan -o FILE.kn8plan` and `kn8 apply FILE.kn8plan`, run as processes.
struct SavedPlanCommandTests {
    private static let manifest = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web}
        data: {colour: blue}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: db}
        stringData: {password: hunter2}

        """

    @Test(arguments: [[], ["--server-side"]])
    func `a saved plan is carried out once`(flags: [String]) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("web.yaml", Self.manifest)
        let plan = kn8.folder.appending(path: "web.kn8plan").path
        let planned = try kn8.run(["plan", "-f", path, "-o", plan] + flags)
        #expect(planned.status == 0, "\(planned.errors)")
        #expect(
            planned.output.hasSuffix(
                "Plan: 2 to create, 0 to update, 0 to delete, 0 unchanged; by the reconcilers 0 to create, 0 to update, 0 to delete.\n"
            )
        )
        #expect(try FileManager.default.attributesOfItem(atPath: plan)[.posixPermissions] as? Int == 0o600)
        let text = try String(contentsOfFile: plan, encoding: .utf8)
        #expect(!text.contains("hunter2") && !text.contains("aHVudGVyMg"))

        let tried = try kn8.run("apply", plan, "--dry-run=server")
        #expect(tried.status == 0 && tried.output.contains("(server dry run)"), "\(tried.errors)")
        let applied = try kn8.run("apply", plan)
        let word = flags.isEmpty ? "created" : "serverside-applied"
        #expect(applied.output == "configmap/web \(word)\nsecret/db \(word)\n", "\(applied.errors)")
        let secret = try kn8.run("get", "secret", "db", "-o", "json", "--show-secrets")
        #expect(secret.output.contains("aHVudGVyMg=="), "\(secret.output)")

        let again = try kn8.run("apply", plan)
        #expect(again.status == 1)
        #expect(again.errors.contains("configmap/web (default): it was not there, and now is"), "\(again.errors)")
        // Once carried out there is nothing left to plan.
        let left = try kn8.run(["plan", "-f", path] + flags)
        #expect(left.output.hasPrefix("Plan: 0 to create, 0 to update, 0 to delete, 2 unchanged"), "\(left.output)")
        #expect(try kn8.run("undo").output.hasSuffix("Undid 1 (apply): 2 deleted.\n"))
    }

    @Test func `a plan is refused when anything has moved`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("web.yaml", Self.manifest)
        let plan = kn8.folder.appending(path: "web.kn8plan").path
        #expect(try kn8.run("apply", "-f", path).status == 0)
        let changed = Self.manifest.replacing("blue", with: "green").replacing("hunter2", with: "hunter3")
        _ = try kn8.file("web.yaml", changed)
        #expect(try kn8.run("plan", "-f", path, "--out", plan).status == 0)
        // Another state.
        let other = kn8.folder.appending(path: "other.db").path
        #expect(try kn8.run("apply", plan, "--state", other).errors.contains("it was made for another cluster"))
        // Other secret values in the manifests.
        _ = try kn8.file("web.yaml", changed.replacing("hunter3", with: "hunter4"))
        let values = try kn8.run("apply", plan)
        #expect(values.status == 1 && values.errors.contains("the manifests have other secret values now"))
        #expect(!values.errors.contains("hunter"))
        // No manifests at all.
        try FileManager.default.removeItem(atPath: path)
        #expect(try kn8.run("apply", plan).errors.contains("its secret values are not at hand"))
        _ = try kn8.file("web.yaml", changed)
        // Somebody writes what the plan stands on.
        #expect(try kn8.run("label", "configmap", "web", "a=b").status == 0)
        let moved = try kn8.run("apply", plan)
        #expect(moved.status == 1 && moved.output.isEmpty)
        #expect(moved.errors.contains(/configmap\/web \(default\): it was at version \d+, and now is at \d+/))
        #expect(try kn8.run("undo").status == 0)
        // The file itself.
        #expect(try kn8.run("plan", "-f", path, "--out", plan).status == 0)
        let text = try String(contentsOfFile: plan, encoding: .utf8)
        try text.replacing("green", with: "black").write(toFile: plan, atomically: true, encoding: .utf8)
        #expect(try kn8.run("apply", plan).errors.contains("its hash does not fit"))
        try text.write(toFile: plan, atomically: true, encoding: .utf8)
        let applied = try kn8.run("apply", plan)
        #expect(applied.output == "configmap/web configured\nsecret/db configured\n", "\(applied.errors)")
    }

    @Test func `no plan with secret values from standard input, none with refusals`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let plan = kn8.folder.appending(path: "web.kn8plan").path
        let piped = try kn8.run("plan", "-f", "-", "--out", plan, input: Self.manifest)
        #expect(piped.status == 2 && piped.errors.contains("cannot be saved from standard input"))
        let refused = try kn8.run(
            "plan",
            "-f",
            "-",
            "--out",
            plan,
            input: "apiVersion: v9\nkind: X\nmetadata: {name: x}"
        )
        #expect(refused.status == 1 && refused.errors.contains("error: a plan with refusals is not saved"))
        #expect(!FileManager.default.fileExists(atPath: plan))
        let path = try kn8.file("web.yaml", Self.manifest)
        #expect(try kn8.run("plan", "-f", path, "--out", plan, "--show-secrets").status == 2)
        #expect(!FileManager.default.fileExists(atPath: plan))
    }

    @Test func `what is pruned is planned, saved, pruned and brought back`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        func map(_ name: String) -> String {
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: \(name), labels: {app: web}}\n---\n"
        }
        let path = try kn8.file("web.yaml", map("a") + map("b"))
        let plan = kn8.folder.appending(path: "web.kn8plan").path
        #expect(try kn8.run("apply", "-f", path).status == 0)
        _ = try kn8.file("web.yaml", map("a") + map("c"))
        let flags = ["-f", path, "--prune", "-l", "app=web"]
        let planned = try kn8.run(["plan", "--out", plan] + flags)
        #expect(
            planned.output.contains("  create  configmap/c (default)\n  delete  configmap/b (default)\n"),
            "\(planned.output)"
        )
        #expect(planned.output.contains("Plan: 1 to create, 0 to update, 1 to delete, 1 unchanged"))
        #expect(try kn8.run("apply", plan).output == "configmap/c created\nconfigmap/b pruned\n")
        let left = try kn8.run(["plan"] + flags)
        #expect(left.output.hasPrefix("Plan: 0 to create, 0 to update, 0 to delete, 2 unchanged"), "\(left.output)")
        #expect(try kn8.run("undo").output.contains("configmap/b restored\nconfigmap/c deleted\n"))
        #expect(try kn8.run("plan", "-f", path, "--prune").status == 2)
    }

    @Test func `several outputs at once`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("web.yaml", Self.manifest)
        func there(_ name: String) -> String { kn8.folder.appending(path: name).path }
        let result = try kn8.run(
            "plan",
            "-f",
            path,
            "-o",
            "markdown",
            "-o",
            "json=\(there("p.json"))",
            "-o",
            "plan=\(there("p"))"
        )
        #expect(result.output.hasPrefix("### kn8 plan") && result.status == 0, "\(result.errors)")
        #expect(try String(contentsOfFile: there("p.json"), encoding: .utf8).contains(#""version": 1"#))
        #expect(try String(contentsOfFile: there("p"), encoding: .utf8).contains(#""kn8plan": 1"#))
        #expect(try kn8.run("plan", "-f", path, "-o", "text", "-o", "json").status == 2)
    }
}
