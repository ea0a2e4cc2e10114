// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// `kn8 controllers run` against another process's server; two of them, of which one leads.
@Suite struct ControllersCommandTests {
    private static let deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: NAME}
        spec:
          replicas: 1
          selector: {matchLabels: {app: NAME}}
          template:
            metadata: {labels: {app: NAME}}
            spec: {containers: [{name: c, image: i}]}
        """

    /// A process that runs reconcilers.
    private final class Runner {
        let process = Process()
        private let errors: URL

        init(
            _ served: ServedCluster,
            in folder: URL,
            _ name: String,
            lease: String = "2s",
            deadline: String = "1s"
        ) throws {
            errors = folder.appending(path: name)
            try Data().write(to: errors)
            process.executableURL = Kn8Process.executable
            process.arguments = [
                "controllers", "run", "--kubeconfig", served.kubeconfig, "--reconcilers", "deployment,replicaset",
                "--leader-elect-lease-duration", lease, "--leader-elect-renew-deadline", deadline,
                "--leader-elect-retry-period", "100ms",
            ]
            process.environment = ["PATH": "/usr/bin:/bin", "KN8_STATE": folder.appending(path: "own.db").path]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = try FileHandle(forWritingTo: errors)
            try process.run()
        }

        deinit {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }

        var said: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }
    }

    private func eventually(_ what: String, _ isTrue: () throws -> Bool) throws {
        for _ in 0..<600 {
            if try isTrue() { return }
            usleep(50_000)
        }
        Issue.record("never: \(what)")
    }

    @Test func oneLeadsAndAnotherTakesOver() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let served = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        func apply(_ name: String) throws {
            let file = try kn8.file("\(name).yaml", Self.deployment.replacingOccurrences(of: "NAME", with: name))
            #expect(try kn8.run("apply", "-f", file, "--kubeconfig", served.kubeconfig).status == 0)
        }
        func hasReplicaSet(_ name: String) throws -> Bool {
            try kn8.run("get", "rs", "-o", "name", "-l", "app=\(name)", "--kubeconfig", served.kubeconfig)
                .output.contains("replicaset.apps/\(name)-")
        }
        let first = try Runner(served, in: kn8.folder, "first")
        try eventually("the first leads") { first.said.contains("This process leads") }
        let second = try Runner(served, in: kn8.folder, "second")
        try eventually("the second waits") { second.said.contains("leads; waiting") }
        try apply("one")
        try eventually("the first reconciles") { try hasReplicaSet("one") }
        #expect(!second.said.contains("This process leads"))
        kill(first.process.processIdentifier, SIGKILL)
        try apply("two")
        try eventually("the second takes over") { second.said.contains("This process leads") }
        try eventually("the second reconciles") { try hasReplicaSet("two") }
        // Told to stop, it gives the Lease up.
        second.process.terminate()
        second.process.waitUntilExit()
        #expect(second.process.terminationStatus == 0)
        let lease = try kn8.run(
            "get",
            "lease",
            "kn8-controllers",
            "-n",
            "kube-system",
            "-o",
            "yaml",
            "--kubeconfig",
            served.kubeconfig
        )
        #expect(lease.output.contains("leaseDurationSeconds: 1\n") && !lease.output.contains("holderIdentity"))
    }

    @Test func whoIsToldToStopHandsOverWithoutAWait() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let served = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        func runner(_ name: String) throws -> Runner {
            // Far longer than the test has patience: a Lease that is not given up is not had.
            try Runner(served, in: kn8.folder, name, lease: "1000s", deadline: "900s")
        }
        let first = try runner("first")
        try eventually("the first leads") { first.said.contains("This process leads") }
        let second = try runner("second")
        try eventually("the second waits") { second.said.contains("leads; waiting") }
        first.process.terminate()
        first.process.waitUntilExit()
        #expect(first.process.terminationStatus == 0)
        #expect(first.said.contains("finishing the write under way, and giving the Lease up"))
        try eventually("the second leads") { second.said.contains("This process leads") }
        let file = try kn8.file("a.yaml", Self.deployment.replacingOccurrences(of: "NAME", with: "a"))
        #expect(try kn8.run("apply", "-f", file, "--kubeconfig", served.kubeconfig).status == 0)
        try eventually("the second reconciles") {
            try kn8.run("get", "rs", "-o", "name", "--kubeconfig", served.kubeconfig).output.contains("/a-")
        }
    }

    @Test func itMustBeToldWhatToRunAndWhere() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        #expect(try kn8.run("controllers", "run").status != 0)
        let local = try kn8.run("controllers", "run", "--reconcilers", "deployment")
        #expect(local.errors.contains("on the local context the reconcilers run with every command"))
        let unknown = try kn8.run("controllers", "run", "--reconcilers", "nope", "-s", "http://127.0.0.1:1")
        #expect(unknown.errors.contains("no reconciler is called 'nope'"))
        #expect(try kn8.run("controllers", "list").output.contains("deployment "))
    }
}
