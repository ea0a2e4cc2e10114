// SPDX-License-Identifier: MIT

import Foundation
import Kn8TestSupport
import Testing

/// The ways to a server: proxies, names of certificates, and no checks at all.
@Suite struct RemoteWaysTests {
    /// A `kn8 serve`, and kubeconfigs that lead to it under a name that nobody can look up.
    private struct World {
        let kn8: Kn8Process
        let served: ServedCluster

        init() throws {
            kn8 = try Kn8Process()
            served = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        }

        var port: String { String(served.address.split(separator: ":").last ?? "") }

        /// The kubeconfig with `server` and more of its cluster.
        func kubeconfig(server: String, _ more: String...) throws -> String {
            let text = try String(contentsOfFile: served.kubeconfig, encoding: .utf8)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
                guard let mark = line.range(of: "server: ") else { return [String(line)] }
                let indent = String(repeating: " ", count: line.distance(from: line.startIndex, to: mark.lowerBound))
                return [line[..<mark.lowerBound] + "server: \(server)"] + more.map { indent + $0 }
            }
            return try kn8.file("way.kubeconfig", lines.joined(separator: "\n"))
        }

        func get(
            _ kubeconfig: String,
            _ arguments: String...,
            environment: [String: String] = [:]
        ) throws
            -> Kn8Process.Outcome
        {
            try kn8.run(
                ["get", "ns", "default", "-o", "name", "--kubeconfig", kubeconfig] + arguments,
                environment: environment
            )
        }
    }

    @Test(arguments: ["http", "socks5"])
    func aClustersProxyIsGoneThrough(_ scheme: String) throws {
        let world = try World()
        defer { world.kn8.cleanUp() }
        let proxy = try StubProxy()
        defer { proxy.stop() }
        let kubeconfig = try world.kubeconfig(
            server: "https://cluster.invalid:\(world.port)",
            "tls-server-name: localhost",
            "proxy-url: \(scheme)://127.0.0.1:\(proxy.port)"
        )
        let outcome = try world.get(kubeconfig)
        #expect(outcome.output == "namespace/default\n", "\(outcome.errors)")
        // The proxy looks the name up, and one connection serves all requests.
        #expect(proxy.requests == ["\(scheme == "http" ? "CONNECT" : "SOCKS5") cluster.invalid:\(world.port)"])
    }

    @Test func theEnvironmentsProxyIsGoneThrough() throws {
        let world = try World()
        defer { world.kn8.cleanUp() }
        let proxy = try StubProxy()
        defer { proxy.stop() }
        let far = "https://cluster.invalid:\(world.port)"
        let kubeconfig = try world.kubeconfig(server: far, "tls-server-name: localhost")
        let way = ["HTTPS_PROXY": "http://127.0.0.1:\(proxy.port)"]
        #expect(try world.get(kubeconfig, environment: way).output == "namespace/default\n")
        #expect(proxy.requests.count == 1)
        // NO_PROXY has exceptions, and this machine is one always.
        let direct = try world.get(kubeconfig, environment: way.merging(["NO_PROXY": ".invalid"]) { $1 })
        #expect(
            direct.errors
                == "Unable to connect to the server: dial tcp: lookup cluster.invalid: no such host\n"
        )
        #expect(try world.get(world.served.kubeconfig, environment: way).output == "namespace/default\n")
        #expect(proxy.requests.count == 1)
        // Open requests are put to the proxy itself.
        let open = try world.get(
            world.served.kubeconfig,
            "-s",
            "http://cluster.invalid",
            environment: ["HTTP_PROXY": "http://127.0.0.1:\(proxy.port)"]
        )
        #expect(open.status == 1)
        #expect(proxy.requests.last?.hasPrefix("GET http://cluster.invalid/api") == true)
    }

    @Test func aProxyThatIsNotThereIsNamed() throws {
        let world = try World()
        defer { world.kn8.cleanUp() }
        let kubeconfig = try world.kubeconfig(server: "https://cluster.invalid", "proxy-url: http://127.0.0.1:1")
        let outcome = try world.get(kubeconfig)
        #expect(outcome.status == 1)
        #expect(outcome.errors.hasPrefix("Unable to connect to the server: ") && outcome.errors.contains("127.0.0.1"))
    }

    @Test func certificatesAreChecked() throws {
        let world = try World()
        defer { world.kn8.cleanUp() }
        let here = "https://127.0.0.1:\(world.port)"
        let untrusted = "Unable to connect to the server: tls: failed to verify certificate: x509: "
        let wrongName = try world.get(try world.kubeconfig(server: here, "tls-server-name: other.example"))
        #expect(wrongName.errors == "\(untrusted)certificate is not valid for other.example\n")
        #expect(wrongName.status == 1)
        let named = try world.get(try world.kubeconfig(server: here), "--tls-server-name", "localhost")
        #expect(named.output == "namespace/default\n")
        let strange = try world.kn8.run("get", "ns", "-s", here)
        #expect(strange.errors == "\(untrusted)certificate signed by unknown authority\n")
        #expect(strange.status == 1)
        let unchecked = try world.get(
            try world.kubeconfig(server: here, "tls-server-name: other.example"),
            "--insecure-skip-tls-verify"
        )
        #expect(unchecked.output == "namespace/default\n")
        #expect(
            unchecked.errors == "Warning: the server's certificate is not checked (insecure-skip-tls-verify)\n"
        )
    }

    @Test func globalOptionsReachTheServer() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let server = try StubServer { _, write in
            let body = #"{"kind":"APIVersions","versions":["v1"]}"#
            _ = write(
                "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nWarning: 299 - \"old\"\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
            )
        }
        defer { server.stop() }
        let cache = kn8.folder.appending(path: "cache").path
        let outcome = try kn8.run(
            "api-versions",
            "-s",
            "http://127.0.0.1:\(server.port)",
            "--as",
            "ann",
            "--as-uid",
            "7",
            "--as-group",
            "a",
            "--as-group",
            "b",
            "--as-user-extra",
            "team=x",
            "--as-user-extra",
            "team=y",
            "--cache-dir",
            cache,
            "--disable-compression",
            "--warnings-as-errors"
        )
        #expect(outcome.errors == "Warning: old\nerror: 1 warning received\n")
        #expect(outcome.status == 1)
        let headers = server.requests.first?.headers ?? []
        for line in [
            "Impersonate-User: ann", "Impersonate-Uid: 7", "Impersonate-Group: a", "Impersonate-Group: b",
            "Impersonate-Extra-team: x", "Impersonate-Extra-team: y",
        ] { #expect(headers.contains(line), "\(line)") }
        #expect(!headers.contains { $0.hasPrefix("Accept-Encoding") })
        #expect(FileManager.default.fileExists(atPath: "\(cache)/discovery"))
    }
}
