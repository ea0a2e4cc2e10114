// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// What `kn8 serve` and its clients believe of what lies beside a state, and whom they trust.
struct ServeFilesTests {
    @Test(arguments: [("", 0o777), ("/ca.key", 0o666), ("/server.crt", 0o622), ("/tokens.key", 0o620)])
    func keysThatOthersCanWriteAreNotUsed(name: String, mode: Int) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let state = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"]).state
        let path = "\(state).serve\(name)"
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        // An address that is not this machine's, so that it ends in any case.
        let outcome = try kn8.run("serve", "--state", state, "--port", "0", "--bind", "203.0.113.1")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("\(path) is not used: others than you own it or can write it"))
    }

    /// A system that trusts the authority of another server: what a kubeconfig says counts, and nothing besides.
    @Test(.enabled(if: mayMount, "needs the right to mount in a namespace of its own"))
    func onlyTheKubeconfigsAuthorityIsTrusted() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let served = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        let authorities = kn8.folder.appending(path: "authorities")
        try FileManager.default.createDirectory(at: authorities, withIntermediateDirectories: true)
        let own = "\(served.state).serve/ca.crt"
        let other = try Kn8Process()
        defer { other.cleanUp() }
        let stranger = try ServedCluster(in: other.folder, arguments: ["--no-reconcile"])
        let script = """
            set -e
            cp \(own) \(authorities.path)/ca.pem
            ln -s ca.pem \(authorities.path)/$(openssl x509 -hash -noout -in \(own)).0
            mount --bind \(authorities.path) /etc/ssl/certs
            exec \(Kn8Process.executable.path) --server \(served.address) --token secret \
                --certificate-authority \(stranger.state).serve/ca.crt get namespaces
            """
        let (status, words) = try Self.run("/usr/bin/unshare", ["-rm", "/bin/sh", "-c", script], kn8)
        #expect(status == 1)
        #expect(words.contains("Unable to connect to the server: "))
        #expect(!words.contains("Unauthorized"))
        withExtendedLifetime((served, stranger)) {}
    }

    private static let mayMount: Bool = {
        let outcome = try? run(
            "/usr/bin/unshare",
            ["-rm", "/bin/sh", "-c", "mount --bind /tmp /etc/ssl/certs && openssl version"],
            Kn8Process()
        )
        return outcome?.status == 0
    }()

    private static func run(
        _ program: String,
        _ arguments: [String],
        _ kn8: Kn8Process
    ) throws -> (status: Int32, words: String) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = kn8.environment
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let words = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: words, as: UTF8.self))
    }
}
