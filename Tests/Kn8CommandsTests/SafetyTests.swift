// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// What an apply leaves behind that was stopped, raced or had no room.
struct SafetyTests {
    private static func manifest(_ count: Int, prefix: String = "settings", text: String = "1") -> String {
        (0..<count).map { index in
            """
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: \(prefix)-\(index)}
            data: {text: "\(text)", filler: "\(String(repeating: "x", count: 500))"}

            """
        }.joined()
    }

    private static func names(_ lines: String) -> [String] {
        lines.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let signal: Int32
        let status: Int32
    }

    @Test(arguments: [
        Row(testDescription: "Ctrl-C", signal: SIGINT, status: 130),
        Row(testDescription: "a request to terminate", signal: SIGTERM, status: 143),
    ])
    func `an apply that is asked to stop tells how far it came`(_ row: Row) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let count = 4_000
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = Kn8Process.executable
        process.arguments = ["apply", "-f", try kn8.file("many.yaml", Self.manifest(count))]
        process.environment = kn8.environment
        process.standardInput = FileHandle.nullDevice
        (process.standardOutput, process.standardError) = (output, errors)
        try process.run()
        var told = output.fileHandleForReading.availableData  // the first lines
        kill(process.processIdentifier, row.signal)
        told += try output.fileHandleForReading.readToEnd() ?? Data()
        let words = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == row.status)
        let names = Self.names(String(decoding: told, as: UTF8.self))
        #expect(words.hasSuffix("Interrupted: \(names.count) applied, \(count - names.count) not applied\n"))
        #expect(names.count < count)
        let stored = try kn8.run("get", "configmaps", "-o", "name").output
        #expect(Set(Self.names(stored)).isSuperset(of: names))
        #expect(Self.names(stored).count == names.count)
    }

    @Test func `two applies at once come one after the other`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let processes = try ["left", "right"].map { prefix in
            let process = Process()
            process.executableURL = Kn8Process.executable
            process.arguments = ["apply", "-f", try kn8.file("\(prefix).yaml", Self.manifest(100, prefix: prefix))]
            process.environment = kn8.environment
            process.standardInput = FileHandle.nullDevice
            (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
            try process.run()
            return process
        }
        for process in processes {
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
        #expect(Self.names(try kn8.run("get", "configmaps", "-o", "name").output).count == 200)
    }

    @Test func `an apply that runs out of room keeps what it told of`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let file = try kn8.file("many.yaml", Self.manifest(1_000))
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/bin/sh")
        // A limit on the size of files stands for a full file system: 1,024 blocks of 512 bytes.
        process.arguments = ["-c", "ulimit -f 1024; exec \"$0\" apply -f \"$1\"", Kn8Process.executable.path, file]
        process.environment = kn8.environment
        (process.standardOutput, process.standardError) = (output, errors)
        try process.run()
        let told = Self.names(String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self))
        let words = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 1)
        let state = kn8.folder.appending(path: "state.db").path
        #expect(
            words.contains("the cluster file \(state) cannot be written: the disk failed, or a quota or a limit on the")
        )
        #expect(words.contains("name another file with --state or KN8_STATE"))
        #expect(!told.isEmpty)
        let stored = Self.names(try kn8.run("get", "configmaps", "-o", "name").output)
        #expect(stored.sorted() == told.sorted())
        let again = try kn8.run("apply", "-f", file)
        #expect(again.status == 0)
        #expect(Self.names(try kn8.run("get", "configmaps", "-o", "name").output).count == 1_000)
    }

    @Test func `a home that cannot be written is named`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let outcome = try kn8.run(
            ["apply", "-f", "-"],
            input: Self.manifest(1),
            environment: ["KN8_STATE": "", "HOME": "/proc/nobody"]
        )
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.contains(
                "the folder /proc/nobody for the cluster file /proc/nobody/.local/state/kn8/state.db cannot be made"
            )
        )
        #expect(outcome.output.isEmpty)
    }

    @Test func `an apply that changes nothing writes nothing`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let file = try kn8.file("web.yaml", Self.workload)
        #expect(try kn8.run("apply", "-f", file).status == 0)
        let state = kn8.folder.appending(path: "state.db")
        func versions() throws -> [String] {
            try ["deployments", "replicasets", "pods", "services", "events"].map { kind in
                try kn8.run("get", kind, "-o", "yaml").output
            }
        }
        let (before, bytes) = (try versions(), try Data(contentsOf: state))
        let outcome = try kn8.run("apply", "-f", file)
        #expect(outcome.output == "service/web unchanged\ndeployment.apps/web unchanged\n")
        #expect(try versions() == before)
        #expect(try Data(contentsOf: state) == bytes)
    }

    private static let workload = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: "registry.example/web:1"}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          selector: {app: web}
          ports: [{port: 80}]

        """
}
