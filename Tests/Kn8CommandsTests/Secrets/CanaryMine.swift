// SPDX-License-Identifier: MIT

import Foundation

/// A folder in which commands run and leave files, all of which are searched.
final class CanaryMine {
    /// What was searched so far.
    struct Count {
        var runs = 0
        var outputs = 0
        var files = 0
        var bytes = 0
    }

    let folder: URL
    var field = CanaryField()
    private(set) var count = Count()
    private(set) var leaks: [String] = []

    init() throws {
        folder = URL.temporaryDirectory.appending(path: "kn8-canary-\(UUID().uuidString)")
        for name in ["in", "state", "home", "tmp", "out", "streams"] {
            try FileManager.default.createDirectory(at: path(name), withIntermediateDirectories: true)
        }
        try write(
            "in/editor",
            "#!/bin/sh\ncp \"$1\" \(path("out").path)/edited.$$\nsed -i 's/^kind: .*/kind: Nope/' \"$1\"\n"
        )
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path("in/editor").path)
    }

    func cleanUp() { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> URL { folder.appending(path: name) }

    /// Writes a file that secrets may stand in.
    func write(_ name: String, _ text: String) throws { try Data(text.utf8).write(to: path(name)) }

    /// Runs kn8 for at most half a minute, and searches what it says and writes; returns what it printed.
    @discardableResult
    func run(_ arguments: [String], input: String = "", isSearched: Bool = true) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        process.arguments = ["30", Kn8Process.executable.path] + arguments
        process.currentDirectoryURL = path("out")
        process.environment = [
            "KN8_STATE": path("state/state.db").path, "HOME": path("home").path, "TMPDIR": path("tmp").path,
            "PATH": "/usr/bin:/bin", "KUBE_EDITOR": path("in/editor").path, "USER": "ann",
        ]
        try write("in/stdin", input)
        for name in ["streams/output", "streams/errors"] { try write(name, "") }
        process.standardInput = try FileHandle(forReadingFrom: path("in/stdin"))
        process.standardOutput = try FileHandle(forWritingTo: path("streams/output"))
        process.standardError = try FileHandle(forWritingTo: path("streams/errors"))
        try process.run()
        process.waitUntilExit()
        let output = try Data(contentsOf: path("streams/output"))
        guard isSearched else { return output }
        let line = "kn8 " + arguments.joined(separator: " ")
        count.runs += 1
        if process.terminationReason == .uncaughtSignal || process.terminationStatus > 130 {
            leaks.append("\(line): ended by a signal")
        }
        for name in ["output", "errors"] { try search("streams/\(name)", line) }
        for top in ["home", "tmp", "out"] { try searchFolder(top, line) }
        return output
    }

    private func search(_ name: String, _ line: String) throws {
        let bytes = try Data(contentsOf: path(name))
        count.outputs += 1
        count.bytes += bytes.count
        if let found = field.finding(in: bytes) {
            leaks.append("\(line)\n    \(name): \(found.replacing("\n", with: "\\n"))")
        }
    }

    private func searchFolder(_ name: String, _ line: String) throws {
        let keys: [URLResourceKey] = [.isRegularFileKey]
        guard let files = FileManager.default.enumerator(at: path(name), includingPropertiesForKeys: keys) else {
            return
        }
        for case let file as URL in files where try file.resourceValues(forKeys: Set(keys)).isRegularFile == true {
            let bytes = try Data(contentsOf: file)
            count.files += 1
            count.bytes += bytes.count
            if let found = field.finding(in: Data(file.lastPathComponent.utf8) + bytes) {
                leaks.append("\(line)\n    \(name)/\(file.lastPathComponent): \(found.replacing("\n", with: "\\n"))")
            }
            // What was searched once is not searched again.
            if name != "home" { try FileManager.default.removeItem(at: file) }
        }
    }
}
