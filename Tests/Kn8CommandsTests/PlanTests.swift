// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// `kn8 plan`, run as a process.
@Suite struct PlanTests {
    private static func workload(replicas: Int, image: String, clusterIP: String = "10.0.0.9") -> String {
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {clusterIP: \(clusterIP), selector: {app: web}, ports: [{port: 80}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: \(replicas)
          selector: {matchLabels: {app: web}}
          template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: "\(image)"}]}}
        """
    }

    @Test func tellsWhatTheReconcilersWouldDo() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let first = try kn8.run("plan", "-f", "-", input: Self.workload(replicas: 2, image: "web:1"))
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.contains("  create  deployment.apps/web (default)"))
        #expect(first.output.contains("by the reconcilers 4 to create, 0 to update, 0 to delete"), "\(first.output)")
        // Nothing was written.
        #expect(try kn8.run("get", "deployments").output.isEmpty)

        #expect(try kn8.run("apply", "-f", "-", input: Self.workload(replicas: 2, image: "web:1")).status == 0)
        let same = try kn8.run("plan", "-f", "-", input: Self.workload(replicas: 2, image: "web:1"))
        #expect(
            same.output.hasPrefix(
                "Plan: 0 to create, 0 to update, 0 to delete, 2 unchanged; by the reconcilers 0 to create"
            )
        )

        let second = try kn8.run(
            "plan",
            "-f",
            "-",
            "--fail-on",
            "restart",
            input: Self.workload(replicas: 3, image: "web:2")
        )
        #expect(second.status == 1)
        #expect(second.output.contains("restart: the Pod template changes (spec.template.spec.containers[0].image)"))
        #expect(second.output.contains("scale: 2 → 3 (spec.replicas)"))
        #expect(second.output.contains("3 to create") || second.output.contains("4 to create"), "\(second.output)")
    }

    @Test func tellsWhatTheServerWouldRefuse() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        #expect(try kn8.run("apply", "-f", "-", input: Self.workload(replicas: 1, image: "web:1")).status == 0)
        let plan = try kn8.run(
            "plan",
            "-f",
            "-",
            "-o",
            "json",
            input: Self.workload(replicas: 1, image: "web:1", clusterIP: "10.0.0.10")
        )
        #expect(plan.status == 1)
        #expect(plan.output.contains(#""sort": "recreate""#), "\(plan.output)")
        #expect(plan.output.contains(#""path": "spec.clusterIPs[0]""#), "\(plan.output)")
        #expect(plan.output.contains("may not change once set"), "\(plan.output)")
    }

    @Test(arguments: [["-o", "xml"], ["--fail-on", "rain"], ["--no-such-flag"], ["-f", "/no/such/file"]])
    func endsWithTwoWhenItCannotBeMade(arguments: [String]) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let result = try kn8.run(["plan", "-f", "-"] + arguments, input: "")
        #expect(result.status == 2, "\(result.errors)")
    }
}
