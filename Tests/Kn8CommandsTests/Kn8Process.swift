// SPDX-License-Identifier: MIT

import Foundation

/// kn8 as a user meets it: a child process with its own state, its streams and its exit status.
struct Kn8Process {
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    /// The repository's root.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The built binary, which stands beside the test bundle.
    static var executable: URL {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "kn8")
    }

    /// The environment that it runs in.
    var environment: [String: String] {
        ["KN8_STATE": folder.appending(path: "state.db").path, "PATH": "/usr/bin:/bin"]
    }

    /// A folder of this test's own, removed with `cleanUp`.
    let folder: URL

    init() throws {
        folder = URL.temporaryDirectory.appending(path: "kn8-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func cleanUp() { try? FileManager.default.removeItem(at: folder) }

    /// Writes `text` to a file of the folder and returns its path.
    func file(_ name: String, _ text: String) throws -> String {
        let url = folder.appending(path: name)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    /// Runs the built binary, which stands beside the test bundle, in the repository's root.
    func run(_ arguments: String..., input: String = "") throws -> Outcome {
        try run(arguments, input: input)
    }

    /// Runs it in `folder`, else in the repository's root, with `environment` besides its own.
    func run(
        _ arguments: [String],
        input: String = "",
        in folder: URL? = nil,
        environment: [String: String] = [:]
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = Kn8Process.executable
        process.arguments = arguments
        process.currentDirectoryURL = folder ?? Kn8Process.root
        process.environment = self.environment.merging(environment) { $1 }
        let standardInput = self.folder.appending(path: "stdin")
        try Data(input.utf8).write(to: standardInput)
        let standardOutput = self.folder.appending(path: "stdout")
        let standardError = self.folder.appending(path: "stderr")
        for url in [standardOutput, standardError] { try Data().write(to: url) }
        process.standardInput = try FileHandle(forReadingFrom: standardInput)
        process.standardOutput = try FileHandle(forWritingTo: standardOutput)
        process.standardError = try FileHandle(forWritingTo: standardError)
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationReason == .uncaughtSignal ? -1 : process.terminationStatus,
            output: try String(contentsOf: standardOutput, encoding: .utf8),
            errors: try String(contentsOf: standardError, encoding: .utf8)
        )
    }
}
