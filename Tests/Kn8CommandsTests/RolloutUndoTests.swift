// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// `rollout undo` of a DeploymentConfig, with the server's refusals.
struct RolloutUndoTests {
    private static let config = """
        apiVersion: apps.openshift.io/v1
        kind: DeploymentConfig
        metadata: {name: web}
        spec:
          replicas: 1
          selector: {app: web}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: "web:IMAGE"}]}
        """

    private func apply(_ image: String, _ kn8: Kn8Process) throws {
        let path = try kn8.file("web.yaml", Self.config.replacing("IMAGE", with: image))
        #expect(try kn8.run("apply", "-f", path).status == 0)
    }

    private func image(_ kn8: Kn8Process) throws -> Bool {
        try kn8.run("get", "dc", "web", "-o", "yaml").output.contains("image: web:1")
    }

    @Test func `undo takes the Pods of the rollout before, or of the one named`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        for image in ["1", "2", "3"] { try apply(image, kn8) }
        let before = try kn8.run("rollout", "undo", "dc/web")
        #expect(before.output == "deploymentconfig.apps.openshift.io/web rolled back\n", "\(before.errors)")
        #expect(try kn8.run("get", "dc", "web", "-o", "yaml").output.contains("image: web:2"))
        let named = try kn8.run("rollout", "undo", "dc/web", "--to-revision=1")
        #expect(named.output == "deploymentconfig.apps.openshift.io/web rolled back\n", "\(named.errors)")
        #expect(try image(kn8))
        #expect(
            try kn8.run("get", "rc", "web-5", "--no-headers").output.split(separator: " ")[1...3] == ["1", "1", "1"]
        )
    }

    @Test func `what cannot be undone is refused in the server's words`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        try apply("1", kn8)
        func refusal(_ arguments: String...) throws -> String {
            let outcome = try kn8.run(["rollout", "undo", "dc/web"] + arguments)
            #expect(outcome.status == 1)
            return outcome.errors
        }
        let start = "The DeploymentConfigRollback \"web\" is invalid: name: Invalid value: \"web\": "
        #expect(try refusal() == start + "no previous deployment exists for \"default/web\"\n")
        try apply("2", kn8)
        #expect(try refusal("--to-revision=2") == start + "version 2 is already the latest\n")
        #expect(try refusal("--to-revision=7") == start + "replicationcontrollers \"web-7\" not found\n")
    }
}
