// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// The server as a process of its own, driven by programs that others wrote. `make clients` runs all of them.
struct RealClientTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let kn8 = root.appendingPathComponent(".build/debug/kn8").path

    /// On a thread of its own, for the other tests need those that tasks run on.
    private func run(_ script: String, _ arguments: [String]) async throws -> (status: Int32, words: String) {
        try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result { try Self.runAndWait(script, arguments) }) }.start()
        }
    }

    private static func runAndWait(_ script: String, _ arguments: [String]) throws -> (status: Int32, words: String) {
        let process = Process()
        process.executableURL = Self.root.appendingPathComponent("scripts/\(script)")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["KN8": Self.kn8]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let words = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: words, as: UTF8.self))
    }

    private var isBuilt: Bool {
        if FileManager.default.isExecutableFile(atPath: Self.kn8) { return true }
        print("SKIPPED: no kn8 at \(Self.kn8); build it first")
        return false
    }

    @Test func curlFindsWhatItLooksFor() async throws {
        guard isBuilt else { return }
        let (status, words) = try await run("real-clients", ["--quiet", "curl"])
        #expect(status == 0, "\(words)")
    }

    @Test func nothingAcknowledgedIsLost() async throws {
        guard isBuilt else { return }
        let (status, words) = try await run("crash-serve", ["--rounds", "3"])
        if status == 127 || words.contains("No such file") { return print("SKIPPED: no python3: \(words)") }
        #expect(status == 0, "\(words)")
    }
}
