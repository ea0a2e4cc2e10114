// SPDX-License-Identifier: MIT

import Foundation

/// A `kn8 serve` of a test's own on a free port, ended with the value.
final class ServedCluster {
    /// The kubeconfig that it wrote.
    let kubeconfig: String
    /// Its address.
    let address: String
    /// The state that it serves.
    let state: String
    private let process: Process

    /// Starts it in `folder` and waits until it says where it listens.
    init(in folder: URL, arguments: [String] = []) throws {
        kubeconfig = folder.appending(path: "served.kubeconfig").path
        state = folder.appending(path: "served.db").path
        process = Process()
        process.executableURL = Kn8Process.executable
        process.arguments =
            ["serve", "--state", state, "--port", "0", "--write-kubeconfig", kubeconfig] + arguments
        process.environment = ["PATH": "/usr/bin:/bin"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        var text = ""
        while !text.contains("\n") {
            let data = pipe.fileHandleForReading.availableData
            guard !data.isEmpty else { break }
            text += String(decoding: data, as: UTF8.self)
        }
        guard let url = text.split(whereSeparator: { $0 == " " || $0 == "\n" }).first(where: { $0.hasPrefix("http") })
        else {
            throw CocoaError(.executableLoad)
        }
        address = String(url)
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
    }
}
