// SPDX-License-Identifier: MIT

internal import Glibc
internal import Synchronization

/// An HTTP/1.1 server for one test: every connection is served by a thread, which asks `reply` what to write.
package final class StubServer: Sendable {
    /// What a client asked for.
    package struct Request: Sendable {
        /// The first line.
        package var line: String
        /// The other lines of the head.
        package var headers: [String]
        /// The body.
        package var body: String
    }

    /// Where it listens, on the loopback interface.
    package let port: UInt16
    private let listener: Int32
    private let seen = Mutex<[Request]>([])
    private let accepted = Mutex<Int>(0)

    /// What was asked for so far, in the order it came.
    package var requests: [Request] { seen.withLock { $0 } }
    /// How many connections were made.
    package var connections: Int { accepted.withLock { $0 } }

    /// A server that listens; `reply` writes whatever it likes, heads included. Writing nothing ends the connection.
    package init(
        port wanted: UInt16 = 0,
        _ reply: @escaping @Sendable (Request, _ write: (String) -> Bool) -> Void
    ) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        address.sin_port = wanted.bigEndian
        var reuses: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &reuses, socklen_t(MemoryLayout<Int32>.size))
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                _ = bind(listener, raw, size)
                _ = listen(listener, 64)
                _ = getsockname(listener, raw, &size)
            }
        }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        StubThread.start { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                accepted.withLock { $0 += 1 }
                StubThread.start { [self] in serve(connection, reply) }
            }
        }
    }

    /// Takes no more connections.
    package func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve(_ connection: Int32, _ reply: (Request, (String) -> Bool) -> Void) {
        defer { close(connection) }
        var bytes: [UInt8] = []
        while true {
            var chunk = [UInt8](repeating: 0, count: 65_536)
            var end = headEnd(of: bytes)
            while end == nil {
                let count = recv(connection, &chunk, chunk.count, 0)
                guard count > 0 else { return }
                bytes += chunk[..<count]
                end = headEnd(of: bytes)
            }
            guard let end else { return }
            let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n").map(String.init)
            let length =
                lines.first { $0.lowercased().hasPrefix("content-length:") }
                .flatMap { Int($0.dropFirst(15).filter { $0 != " " }) } ?? 0
            while bytes.count < end + 4 + length {
                let count = recv(connection, &chunk, chunk.count, 0)
                guard count > 0 else { return }
                bytes += chunk[..<count]
            }
            let body = String(decoding: bytes[(end + 4)..<(end + 4 + length)], as: UTF8.self)
            bytes.removeFirst(end + 4 + length)
            let request = Request(line: lines.first ?? "", headers: Array(lines.dropFirst()), body: body)
            seen.withLock { $0.append(request) }
            var ends = false
            reply(request) { text in
                ends = ends || text.isEmpty
                let bytes = Array(text.utf8)
                var sent = 0
                while sent < bytes.count {
                    let count = bytes.withUnsafeBytes {
                        send(connection, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
                    }
                    guard count > 0 else { return false }
                    sent += count
                }
                return true
            }
            if ends { return }
        }
    }

    private func headEnd(of bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        return (0...(bytes.count - 4)).first { Array(bytes[$0..<($0 + 4)]) == [13, 10, 13, 10] }
    }
}

/// A thread of its own for work that blocks.
enum StubThread {
    private final class Work {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    static func start(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Work(body)).toOpaque()
        pthread_create(
            &thread,
            nil,
            { context in
                if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
                return nil
            },
            context
        )
        pthread_detach(thread)
    }
}
