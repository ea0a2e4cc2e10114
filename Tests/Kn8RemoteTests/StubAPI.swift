// SPDX-License-Identifier: MIT

import Kn8API
import Kn8TestSupport
import Kn8Value
import Synchronization

@testable import Kn8Remote

/// A server whose answers a test writes down, and a client of it.
final class StubAPI: Sendable {
    /// One answer.
    struct Reply: Sendable {
        var status = 200
        var headers: [String] = []
        var body: String
        /// Whether the connection ends without an answer.
        var breaks = false
        /// Whether the body has no end that is told beforehand, as a watch's.
        var isStream = false

        static func json(_ body: String, _ status: Int = 200, _ headers: String...) -> Reply {
            Reply(status: status, headers: headers, body: body)
        }

        static func status(_ code: Int, _ reason: String, _ message: String, _ headers: String...) -> Reply {
            let body: Value = [
                "kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": .string(reason),
                "message": .string(message), "code": .int(Int64(code)),
            ]
            return Reply(status: code, headers: headers, body: body.json())
        }
    }

    private let server: StubServer
    private let said = Mutex<[String]>([])
    private let logged = Mutex<[String]>([])

    /// The answers to `METHOD /path` without a query, one after the other; the last one stays.
    init(_ replies: [String: [Reply]]) throws {
        let table = Table(replies)
        server = try StubServer { request, write in
            let words = request.line.split(separator: " ")
            let path = words[1].split(separator: "?")[0]
            let reply = table.next("\(words[0]) \(path)")
            guard !reply.breaks else {
                _ = write("")
                return
            }
            let length = reply.isStream ? "Connection: close" : "Content-Length: \(reply.body.utf8.count)"
            let head = ["HTTP/1.1 \(reply.status) X", "Content-Type: application/json", length] + reply.headers
            _ = write(head.joined(separator: "\r\n") + "\r\n\r\n" + reply.body)
            if reply.isStream { _ = write("") }
        }
    }

    deinit { server.stop() }

    /// What was asked for, as `METHOD /path?query`.
    var asked: [String] {
        server.requests.map { $0.line.split(separator: " ").prefix(2).joined(separator: " ") }
    }

    var requests: [StubServer.Request] { server.requests }
    /// The warnings that came.
    var warnings: [String] { said.withLock { $0 } }
    /// The lines of the log.
    var log: [String] { logged.withLock { $0 } }

    var connection: ServerConnection { ServerConnection(server: "http://127.0.0.1:\(server.port)") }

    func client(_ change: (inout ServerConnection, inout RemoteSettings) -> Void = { _, _ in }) -> RemoteClient {
        var connection = connection
        var settings = RemoteSettings(time: FixedClock())
        settings.warn = { [self] text in said.withLock { $0.append(text) } }
        settings.log = { [self] text in logged.withLock { $0.append(text) } }
        change(&connection, &settings)
        return RemoteClient(connection, settings: settings)
    }

    private final class Table: Sendable {
        private let replies: Mutex<[String: [Reply]]>

        init(_ replies: [String: [Reply]]) { self.replies = Mutex(replies) }

        func next(_ route: String) -> Reply {
            replies.withLock { replies in
                guard let list = replies[route], let first = list.first else {
                    return .json("404 page not found\n", 404)
                }
                if list.count > 1 { replies[route]?.removeFirst() }
                return first
            }
        }
    }
}
