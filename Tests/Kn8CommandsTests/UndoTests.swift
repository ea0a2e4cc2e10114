// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

/// `kn8 undo`, run as a process.
struct UndoTests {
    private static func map(_ name: String, _ data: String, namespace: String = "default") -> String {
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: \(name), namespace: \(namespace)}\ndata: {\(data)}\n---\n"
    }

    private func data(_ name: String, _ kn8: Kn8Process) throws -> String? {
        let shown = try kn8.run("get", "configmap", name, "-o", "json")
        return shown.status == 0 ? try Value(json: shown.output)["data"]?.json() : nil
    }

    @Test func `what an apply created, changed and deleted is as before`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        #expect(try kn8.run("apply", "-f", "-", input: Self.map("a", "x: '1'")).status == 0)
        #expect(try kn8.run("undo", "--list").output.contains("apply     1         0         0"))
        let second = Self.map("a", "x: '2'") + Self.map("b", "k: '1'")
        #expect(try kn8.run("apply", "-f", "-", input: second).status == 0)
        // Others add to what was changed; that stays.
        #expect(try kn8.run("patch", "configmap", "a", "-p", #"{"data":{"z":"9"}}"#).status == 0)
        let tried = try kn8.run("undo", "2", "--dry-run")
        #expect(
            tried.output == """
                configmap/b deleted (dry run)
                configmap/a reverted (dry run)
                Would undo 2 (apply): 1 deleted, 1 reverted.

                """
        )
        #expect(try data("b", kn8) == #"{"k":"1"}"#)
        let undone = try kn8.run("undo", "2")
        #expect(undone.status == 0 && undone.errors.isEmpty, "\(undone.errors)")
        #expect(try data("a", kn8) == #"{"x":"1","z":"9"}"#)
        #expect(try data("b", kn8) == nil)
        let list = try kn8.run("undo", "--list").output
        #expect(list.contains("undoes 2") && list.contains("undone by 4"), "\(list)")
        #expect(try kn8.run("undo", "2").errors.hasPrefix("error: 2 has been undone already, by 4"))
        // An undo is undone like anything else.
        #expect(try kn8.run("undo", "4").status == 0)
        #expect(try data("a", kn8) == #"{"x":"2","z":"9"}"#)
        #expect(try data("b", kn8) == #"{"k":"1"}"#)
    }

    @Test func `what others changed since stays, unless forced`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        #expect(try kn8.run("apply", "-f", "-", input: Self.map("a", "x: '1'")).status == 0)
        let second = Self.map("a", "x: '2'") + Self.map("b", "k: '1'")
        #expect(try kn8.run("apply", "-f", "-", input: second).status == 0)
        for name in ["a", "b"] {
            #expect(try kn8.run("patch", "configmap", name, "-p", #"{"data":{"x":"3"}}"#).status == 0)
        }
        let refused = try kn8.run("undo", "2")
        #expect(refused.status == 1)
        #expect(
            refused.errors == """
                error: configmap/b stays as it is: it has been changed since (data)
                error: configmap/a stays as it is: others have changed the same fields since: data.x

                """
        )
        #expect(try kn8.run("undo", "2", "--force").status == 0)
        #expect(try data("a", kn8) == #"{"x":"1"}"#)
        #expect(try data("b", kn8) == nil)
    }

    @Test func `a Namespace comes back with what was in it`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let shop = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: web}]}}
            ---
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: disk, namespace: shop}
            spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}

            """
        #expect(try kn8.run("apply", "-f", "-", input: shop).status == 0)
        #expect(try kn8.run("delete", "namespace", "shop").status == 0)
        #expect(try kn8.run("get", "deployments", "-n", "shop").output.isEmpty)
        let undone = try kn8.run("undo")
        #expect(undone.status == 0, "\(undone.errors)")
        #expect(undone.output.contains("namespace/shop restored\n"))
        #expect(undone.output.contains("deployment.apps/web restored\n"))
        #expect(undone.output.hasSuffix("Undid 2 (delete): 3 restored.\n"), "\(undone.output)")
        #expect(
            undone.errors.contains(
                "Warning: persistentvolumeclaim/disk: what was lost is not brought back: its volume may go with it"
            ),
            "\(undone.errors)"
        )
        let pods = try kn8.run("get", "pods", "-n", "shop", "--no-headers").output
        #expect(pods.split(separator: "\n").count { $0.contains("Running") } == 2, "\(pods)")
        // What somebody put into the Namespace since keeps it from going.
        #expect(try kn8.run("apply", "-f", "-", input: Self.map("m", "a: b", namespace: "shop")).status == 0)
        let kept = try kn8.run("undo", "1")
        #expect(kept.status == 1)
        #expect(kept.errors.contains("error: namespace/shop stays as it is"), "\(kept.errors)")
    }

    @Test func `what was made anew is made anew once more`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        func job(_ image: String) -> String {
            """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: once}
            spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: "\(image)"}]}}}

            """
        }
        #expect(try kn8.run("apply", "-f", "-", input: job("a:1")).status == 0)
        let forced = try kn8.run("replace", "--force", "-f", "-", input: job("a:2"))
        #expect(forced.status == 0, "\(forced.errors)")
        let undone = try kn8.run("undo")
        #expect(undone.status == 0, "\(undone.errors)")
        #expect(undone.output == "job.batch/once restored\nUndid 2 (replace): 1 restored.\n", "\(undone.output)")
        #expect(try kn8.run("get", "job", "once", "-o", "yaml").output.contains("image: a:1"))
    }

    @Test func `after an undo a server-side apply meets no stranger`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let flags = ["apply", "--server-side", "-f", "-"]
        for colour in ["blue", "green"] {
            #expect(try kn8.run(flags, input: Self.map("a", "colour: \(colour)")).status == 0)
        }
        #expect(try kn8.run("undo").status == 0)
        #expect(try data("a", kn8) == #"{"colour":"blue"}"#)
        let again = try kn8.run(flags, input: Self.map("a", "colour: red"))
        #expect(again.status == 0, "\(again.errors)")
    }

    @Test func `a command that changes nothing leaves no record, and few are kept`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        #expect(try kn8.run("undo").errors == "error: there is nothing to undo\n")
        for number in 1...23 {
            #expect(try kn8.run("apply", "-f", "-", input: Self.map("a", "k: '\(number)'")).status == 0)
            #expect(try kn8.run("apply", "-f", "-", input: Self.map("a", "k: '\(number)'")).status == 0)
        }
        let folder = kn8.folder.appending(path: "state.db.undo")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files.count == 20 && files.last == "000023.jsonl", "\(files)")
        for file in files {
            let path = folder.appending(path: file).path
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }
}
