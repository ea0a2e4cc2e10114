// SPDX-License-Identifier: MIT

import Foundation
import Kn8API
import Kn8Remote
import Kn8TestSupport
import Testing

/// Commands on a server at the other end of a connection: `kn8 serve`, over TLS with a client certificate.
@Suite struct RemoteContextTests {
    private static let manifests = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop}
        ---
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.a.io}
        spec:
          group: a.io
          scope: Namespaced
          names: {plural: widgets, kind: Widget}
          versions:
          - name: v1
            served: true
            storage: true
            additionalPrinterColumns: [{name: Size, type: integer, jsonPath: .spec.size}]
            schema:
              openAPIV3Schema:
                type: object
                properties: {spec: {type: object, properties: {size: {type: integer, default: 3}}}}
        ---
        apiVersion: a.io/v1
        kind: Widget
        metadata: {name: w, namespace: shop}
        spec: {}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: s, namespace: shop}
        data: {p: Q0FOQVJZ}
        """

    @Test func theContractHolds() async throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let served = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        let resolver = ConnectionResolver(
            try Kubeconfig(KubeconfigPaths(option: served.kubeconfig, environment: [:])),
            overrides: ConnectionOverrides(),
            environment: [:]
        )
        var settings = RemoteSettings(time: FixedClock())
        settings.cacheFolder = kn8.folder.appending(path: "cache").path
        let overTLS = RemoteClient(try resolver.connection(), settings: settings)
        for step in ClientContract.steps { #expect(await step.run(overTLS) == step.expected, "\(step.name)") }
        withExtendedLifetime(served) {}
    }

    @Test func theContractHoldsOnTheSocket() async throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let served = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        let client = RemoteClient(
            ServerConnection(unixSocket: "\(served.state).sock"),
            settings: RemoteSettings(time: FixedClock())
        )
        for step in ClientContract.steps { #expect(await step.run(client) == step.expected, "\(step.name)") }
        withExtendedLifetime(served) {}
    }

    @Test func applyDiffAndPlanGoThrough() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let served = try ServedCluster(in: kn8.folder)
        let file = try kn8.file("m.yaml", Self.manifests)
        func run(_ arguments: String...) throws -> Kn8Process.Outcome {
            try kn8.run(["--kubeconfig", served.kubeconfig] + arguments)
        }
        let diff = try run("diff", "-f", file)
        #expect(diff.status == 1)
        #expect(diff.output.contains("+kind: Widget"))
        #expect(!diff.output.contains("Q0FOQVJZ"))
        let plan = try run("plan", "-f", file)
        #expect(plan.status == 0)
        #expect(plan.output.contains("Plan: 4 to create"))
        #expect(try run("get", "ns", "shop").errors.contains("namespaces \"shop\" not found"))
        let applied = try run("apply", "-f", file)
        #expect(applied.output.split(separator: "\n").allSatisfy { $0.hasSuffix(" created") })
        #expect(applied.status == 0)
        let again = try run("apply", "-f", file, "-v6")
        #expect(again.output.split(separator: "\n").allSatisfy { $0.hasSuffix(" unchanged") })
        // Discovery, and one look at each object: nothing is written.
        #expect(again.errors.components(separatedBy: "] GET ").count - 1 == 6)
        #expect(!again.errors.contains("] PATCH "))
        #expect(try run("diff", "-f", file).output == "")
        #expect(try run("get", "widgets", "-n", "shop").output == "NAME   SIZE\nw      3\n")
        #expect(try run("get", "widget/w", "-n", "shop", "-o", "yaml").output.contains("size: 3"))
        #expect(try run("delete", "-f", file).status == 0)
    }

    @Test func aDryRunOnTheServerDeletesNothing() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let served = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        func run(_ arguments: String...) throws -> Kn8Process.Outcome {
            try kn8.run(["--kubeconfig", served.kubeconfig] + arguments)
        }
        let maps = ["a", "b"].map { "{apiVersion: v1, kind: ConfigMap, metadata: {name: \($0), labels: {app: x}}}\n" }
        #expect(try run("apply", "-f", try kn8.file("both.yaml", maps.joined(separator: "---\n"))).status == 0)
        let one = try kn8.file("one.yaml", maps[0])
        let words = ["apply", "-f", one, "--prune", "-l", "app=x", "--prune-allowlist=core/v1/ConfigMap"]
        for mode in ["server", "client"] {
            let tried = try kn8.run(["--kubeconfig", served.kubeconfig] + words + ["--dry-run=\(mode)"])
            #expect(tried.output.contains("configmap/b pruned ("))
            #expect(try run("get", "cm", "-l", "app=x", "-o", "name").output == "configmap/a\nconfigmap/b\n")
        }
    }

    @Test(arguments: ["strict", "warn", "ignore"]) func theServerIsAskedToBeAsStrict(_ mode: String) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let served = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        let map = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, dtaa: {x: y}}"
        let file = try kn8.file("m.yaml", map)
        for command in ["create", "apply", "replace"] {
            let outcome = try kn8.run(
                ["--kubeconfig", served.kubeconfig, command, "-f", file, "--validate=\(mode)"]
            )
            #expect((outcome.status == 0) == (mode != "strict"), "\(command)")
            #expect(outcome.errors.contains("Warning: unknown field \"dtaa\"") == (mode == "warn"), "\(command)")
        }
    }

    @Test func theServerSignsTokens() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let served = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        let server = ["--kubeconfig", served.kubeconfig]
        #expect(try kn8.run(server + ["create", "serviceaccount", "robot"]).status == 0)
        let token = try kn8.run(server + ["create", "token", "robot"]).output.dropLast()
        let robot = try kn8.run([
            "get", "ns", "-s", served.address, "--insecure-skip-tls-verify", "--token", String(token),
        ])
        #expect(robot.errors.contains("User \"system:serviceaccount:default:robot\" cannot list"))
        #expect(
            try kn8.run(server + ["create", "token", "ghost"]).errors
                == "error: failed to create token: serviceaccounts \"ghost\" not found\n"
        )
    }

    @Test func nobodyWorksOnAnotherServerUnasked() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let served = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        let environment = ["KUBECONFIG": served.kubeconfig]
        func run(_ arguments: String...) throws -> Kn8Process.Outcome {
            try kn8.run(arguments, environment: environment)
        }
        let marked = try kn8.file("n.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: marked}}")
        #expect(try kn8.run("--kubeconfig", served.kubeconfig, "apply", "-f", marked).status == 0)
        // The file's current context counts for nothing until it is chosen.
        #expect(try run("config", "current-context").output == "local\n")
        #expect(try run("get", "ns", "-o", "name").output.contains("marked") == false)
        #expect(try run("--context", "kn8-serve", "get", "ns", "-o", "name").output.contains("marked"))
        #expect(try run("get", "ns", "-o", "name", "--context=kn8-serve").output.contains("marked"))
        #expect(try run("config", "use-context", "kn8-serve").output == "Switched to context \"kn8-serve\".\n")
        #expect(try run("config", "current-context").output == "kn8-serve\n")
        #expect(try run("get", "ns", "-o", "name").output.contains("marked"))
        #expect(try run("--context", "local", "get", "ns", "-o", "name").output.contains("marked") == false)
        // A choice that means nothing any more is an error, and not another cluster.
        let lost = try kn8.run(["get", "ns"], environment: ["KUBECONFIG": "/nope"])
        #expect(lost.errors == "error: context \"kn8-serve\" does not exist\n")
        #expect(lost.status == 1)
        #expect(try run("config", "use-context", "local").status == 0)
        #expect(try run("get", "ns", "-o", "name").output.contains("marked") == false)
        // The state that is served is worked on through who serves it.
        #expect(try run("get", "ns", "-o", "name", "--state", served.state).output.contains("marked"))
    }

    @Test func whatWorksHereAloneSaysSo() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let server = "http://127.0.0.1:1"
        for arguments in [["login"], ["project", "x"], ["projects"], ["new-project", "x"]] {
            let outcome = try kn8.run(arguments + ["-s", server])
            #expect(outcome.status == 1)
            #expect(
                outcome.errors.hasPrefix("error: 'kn8 \(arguments[0])' works on the local context alone, and this is")
            )
        }
        #expect(
            try kn8.run("get", "pods", "-s", server).errors
                == "The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?\n"
        )
        #expect(
            try kn8.run("get", "pods", "--kubeconfig", "/nope").errors
                == "error: stat /nope: no such file or directory\n"
        )
        #expect(
            try kn8.run("get", "pods", "-s", server, "--request-timeout", "x").errors.contains("Invalid timeout value")
        )
    }

    @Test func aWatchPrintsTheColumnsOfUnknownKinds() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let served = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        func run(_ arguments: String...) throws -> Kn8Process.Outcome {
            try kn8.run(["--kubeconfig", served.kubeconfig] + arguments)
        }
        #expect(try run("apply", "-f", try kn8.file("m.yaml", Self.manifests)).status == 0)
        let watch = Process()
        watch.executableURL = Kn8Process.executable
        watch.arguments = [
            "get", "widgets", "-n", "shop", "-w", "--output-watch-events", "--kubeconfig", served.kubeconfig,
        ]
        watch.environment = kn8.environment
        let pipe = Pipe()
        watch.standardOutput = pipe
        try watch.run()
        defer {
            // The threads of tests block the signals that ask, and a child takes over what is blocked.
            kill(watch.processIdentifier, SIGKILL)
            watch.waitUntilExit()
        }
        var text = ""
        func read(_ lines: Int) {
            while text.split(separator: "\n").count < lines {
                let data = pipe.fileHandleForReading.availableData
                guard !data.isEmpty else { return }
                text += String(decoding: data, as: UTF8.self)
            }
        }
        read(2)
        #expect(
            try run("patch", "widget", "w", "-n", "shop", "-p", #"{"spec":{"size":7}}"#, "--type=merge").status == 0
        )
        read(3)
        #expect(text == "EVENT   NAME   SIZE\nADDED   w      3\nMODIFIED   w      7\n")
    }

    @Test func theVersionIsAskedOfANamedServerAlone() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let served = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        let own = try kn8.run("version")
        #expect(own.output.split(separator: "\n").count == 2)
        let both = try kn8.run("version", "--kubeconfig", served.kubeconfig)
        #expect(both.output.hasPrefix(own.output + "Server: v1.36"))
        #expect(try kn8.run("version", "--client", "--kubeconfig", served.kubeconfig).output == own.output)
        #expect(try kn8.run("version", "-s", "http://127.0.0.1:1").status == 1)
    }

    @Test func manyAreDeletedAtOnceAndEachIsTold() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let served = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        func run(_ arguments: String...) throws -> Kn8Process.Outcome {
            try kn8.run(["--kubeconfig", served.kubeconfig] + arguments)
        }
        let names = (0..<60).map { "m\($0)" }
        let documents = names.map { "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: \($0)}\n" }
        let file = try kn8.file("many.yaml", documents.joined(separator: "---\n"))
        #expect(try run("apply", "-f", file).status == 0)
        #expect(try run("delete", "configmap", "m7").status == 0)
        let outcome = try run("delete", "-f", file)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(#"configmaps "m7" not found"#))
        let told = outcome.output.split(separator: "\n")
        // The reverse of the file's order, whatever the server answered first.
        let wanted = names.reversed().filter { $0 != "m7" }.map { "configmap \"\($0)\" deleted from default namespace" }
        #expect(told.map(String.init) == wanted)
        #expect(!(try run("get", "cm", "-o", "name").output.contains("configmap/m")))
    }

    @Test func whatMayBeSeenIsShownBesideWhatMayNot() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let served = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        func run(_ arguments: String...) throws -> Kn8Process.Outcome {
            try kn8.run(["--kubeconfig", served.kubeconfig] + arguments)
        }
        #expect(try run("create", "configmap", "a").status == 0)
        #expect(try run("create", "role", "r", "--verb=get,list", "--resource=configmaps").status == 0)
        #expect(try run("create", "rolebinding", "r", "--role=r", "--user=alice").status == 0)
        let refusal = #"secrets is forbidden: User "alice" cannot list resource "secrets" in API group "" in the "#
        let both = try run("get", "secrets,cm", "-o", "name", "--as", "alice")
        #expect(both.output.split(separator: "\n").contains("configmap/a"))
        #expect(both.errors.contains(refusal))
        #expect(both.status == 1)
        // Nor may she see events, which are told of beside the object.
        let described = try run("describe", "cm", "a", "--as", "alice")
        #expect(described.output.contains("Name:         a\n"))
        #expect(described.status == 0)
    }
}
