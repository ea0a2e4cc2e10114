// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// Commands run one after the other against one state, and what each is to say and how it is to end.
struct Transcript: Sendable, CustomTestStringConvertible {
    struct Step: Sendable {
        let arguments: [String]
        var output = ""
        var errors = ""
        var status: Int32 = 0
        var input = ""
        var environment: [String: String] = [:]

        /// `line` is split at blanks; what holds blanks goes in `more`, one argument each.
        init(
            _ line: String,
            _ more: String...,
            output: String = "",
            errors: String = "",
            status: Int32? = nil,
            input: String = "",
            environment: [String: String] = [:]
        ) {
            arguments = line.split(separator: " ").map(String.init) + more
            self.output = output
            self.errors = errors
            self.status = status ?? (errors.isEmpty ? 0 : 1)
            self.input = input
            self.environment = environment
        }
    }

    let testDescription: String
    /// What is applied first.
    var manifests = Transcript.world
    let steps: [Step]

    /// A ConfigMap, a Secret and a Deployment.
    static let world = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: ap}
        data: {a: "1"}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: sec}
        stringData: {p: canary-9}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 3
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: c, image: "nginx:1"}]}
        """

    /// Runs the steps; `FOLDER` in arguments is the folder of `files`.
    func check(files: [String: String] = [:], sourceLocation: SourceLocation = #_sourceLocation) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        for (name, text) in files { _ = try kn8.file(name, text) }
        if !manifests.isEmpty {
            let path = try kn8.file("world.yaml", manifests)
            let applied = try kn8.run("apply", "-f", path)
            #expect(applied.status == 0, "\(applied.errors)", sourceLocation: sourceLocation)
        }
        for step in steps {
            let arguments = step.arguments.map { $0.replacing("FOLDER", with: kn8.folder.path) }
            let outcome = try kn8.run(arguments, input: step.input, environment: step.environment)
            let command = Comment(rawValue: arguments.joined(separator: " "))
            // Digests depend on the key of the state, which is another one every time.
            let output = outcome.output.replacing(kn8.folder.path, with: "FOLDER")
                .replacing(/secret\(sha256:[0-9a-f]{10}\)/, with: "secret(sha256:DIGEST)")
            let errors = outcome.errors.replacing(kn8.folder.path, with: "FOLDER")
            #expect(output == Transcript.ended(step.output), command, sourceLocation: sourceLocation)
            #expect(errors == Transcript.ended(step.errors), command, sourceLocation: sourceLocation)
            #expect(outcome.status == step.status, command, sourceLocation: sourceLocation)
        }
    }

    private static func ended(_ text: String) -> String { text.isEmpty || text.hasSuffix("\n") ? text : text + "\n" }
}
