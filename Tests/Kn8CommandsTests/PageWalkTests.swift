// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// The walks in the pages, run line by line. `KN8_RECORD=1` writes what kn8 prints now into the page.
struct PageWalkTests {
    @Test(arguments: ["README.md", "docs/plan.md"])
    func `the walk goes as the page says`(page: String) throws {
        let file = Kn8Process.root.appending(path: page)
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        try FileManager.default.copyItem(
            at: Kn8Process.root.appending(path: "manifests"),
            to: kn8.folder.appending(path: "manifests")
        )
        let text = try String(contentsOf: file, encoding: .utf8)
        var result: [String] = []
        var isConsole = false
        var steps = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line == "```console" { isConsole = true } else if line.hasPrefix("```") { isConsole = false }
            if isConsole, !line.hasPrefix("```"), !line.hasPrefix("$ ") { continue }
            result.append(line)
            guard isConsole, line.hasPrefix("$ ") else { continue }
            steps += 1
            result += try Self.output(of: String(line.dropFirst(2)), kn8)
        }
        #expect(steps > 8)
        let now = result.joined(separator: "\n")
        if ProcessInfo.processInfo.environment["KN8_RECORD"] == "1" {
            try now.write(to: file, atomically: true, encoding: .utf8)
        } else {
            #expect(now == text)
        }
    }

    /// What `command` prints on both streams, with times that never change.
    private static func output(of command: String, _ kn8: Kn8Process) throws -> [String] {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = kn8.folder
        var environment = kn8.environment
        environment["PATH"] = Kn8Process.executable.deletingLastPathComponent().path + ":/usr/bin:/bin"
        process.environment = environment
        let file = kn8.folder.appending(path: "printed")
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        process.waitUntilExit()
        let text = try String(contentsOf: file, encoding: .utf8)
            .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "2026-11-21T20:00:00Z")
            .replacing(/deployed .+? ago/, with: "deployed less than a second ago")
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
}
