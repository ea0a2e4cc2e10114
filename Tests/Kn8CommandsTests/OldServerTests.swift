// SPDX-License-Identifier: MIT

import Foundation
import Kn8TestSupport
import Testing

/// Servers of older minors, and such as go away, as commands meet them.
@Suite struct OldServerTests {
    /// A server of the core group in the form of before 1.26, whose answers to other requests are `reply`'s; nil ends the
    /// connection and takes no more.
    private static func server(
        _ reply: @escaping @Sendable (_ method: String, _ path: String) -> (status: Int, body: String)?
    ) throws -> StubServer {
        final class Box: @unchecked Sendable { var server: StubServer? }
        let box = Box()
        let server = try StubServer { request, write in
            let words = request.line.split(separator: " ").map(String.init)
            let path = String(words[1].prefix { $0 != "?" })
            guard let (status, body) = discovery[path].map({ (200, $0) }) ?? reply(words[0], path) else {
                box.server?.stop()
                _ = write("")
                return
            }
            let head = "HTTP/1.1 \(status) X\r\nContent-Type: application/json\r\nConnection: close\r\n"
            _ = write(head + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
            _ = write("")
        }
        box.server = server
        return server
    }

    private static let discovery = [
        "/api": #"{"kind":"APIVersions","versions":["v1"]}"#,
        "/api/v1":
            #"{"kind":"APIResourceList","groupVersion":"v1","resources":[{"name":"configmaps","singularName":"","#
            + #""namespaced":true,"kind":"ConfigMap","verbs":["get","create"]},{"name":"namespaces","singularName":"","#
            + #""namespaced":false,"kind":"Namespace","verbs":["get"]}]}"#,
        "/apis":
            #"{"kind":"APIGroupList","groups":[{"name":"apiextensions.k8s.io","versions":"#
            + #"[{"groupVersion":"apiextensions.k8s.io/v1"}]}]}"#,
        "/apis/apiextensions.k8s.io/v1":
            #"{"groupVersion":"apiextensions.k8s.io/v1","resources":[{"name":"customresourcedefinitions","#
            + #""namespaced":false,"kind":"CustomResourceDefinition","verbs":["list"]}]}"#,
    ]

    private static func status(_ code: Int, _ reason: String, _ message: String) -> (Int, String) {
        (
            code,
            #"{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"\#(reason)","message":"\#(message)","#
                + #""code":\#(code)}"#
        )
    }

    @Test func explainNeedsNoRightToSeeDefinitions() throws {
        let server = try Self.server { _, path in
            path.hasPrefix("/openapi")
                ? Self.status(404, "NotFound", "page not found") : Self.status(403, "Forbidden", "forbidden")
        }
        defer { server.stop() }
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let outcome = try kn8.run("explain", "configmap.data", "-s", "http://127.0.0.1:\(server.port)")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("FIELD: data"))
    }

    @Test(arguments: ["apply", "create"])
    func aServerThatGoesAwayIsToldOfOnce(_ command: String) throws {
        let server = try Self.server { method, path in
            if method == "POST" { return nil }
            return Self.status(404, "NotFound", #"\"x\" not found"#)
        }
        defer { server.stop() }
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let maps = (0..<100).map { "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m\($0)}\n" }
        let file = try kn8.file("maps.yaml", maps.joined(separator: "---\n"))
        let outcome = try kn8.run(command, "-f", file, "-s", "http://127.0.0.1:\(server.port)")
        #expect(outcome.status == 1)
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.count < 50)
        #expect(lines.contains { $0.contains("maps.yaml\" (ConfigMap m0): ") }, "\(outcome.errors)")
        #expect(lines.contains { $0.hasPrefix("error: the server is gone: ") }, "\(outcome.errors)")
    }

    @Test func aServerThatWasNeverThereIsAnError() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: NAME}\n"
        let file = try kn8.file(
            "maps.yaml",
            ["a", "b", "c"].map { text.replacing("NAME", with: $0) }.joined(separator: "---\n")
        )
        let outcome = try kn8.run("apply", "-f", file, "-s", "http://127.0.0.1:1")
        #expect(outcome.status == 1)
        #expect(
            outcome.errors
                == "The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?\n"
        )
    }
}
