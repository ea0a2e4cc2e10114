// SPDX-License-Identifier: MIT

internal import Glibc
internal import Synchronization

/// A proxy for one test: HTTP's `CONNECT` and SOCKS5, to whichever host the client names; all of them are this machine.
package final class StubProxy: Sendable {
    /// Where it listens, on the loopback interface.
    package let port: UInt16
    private let listener: Int32
    private let asked = Mutex<[String]>([])

    /// What was asked for, as `CONNECT host:port`, `SOCKS5 host:port` or `GET http://host/path`.
    package var requests: [String] { asked.withLock { $0 } }

    /// A proxy that listens.
    package init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = StubProxy.loopback(0)
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
                StubThread.start { [self] in serve(connection) }
            }
        }
    }

    /// Takes no more connections.
    package func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve(_ connection: Int32) {
        var chunk = [UInt8](repeating: 0, count: 4_096)
        let count = recv(connection, &chunk, chunk.count, 0)
        guard count > 0 else {
            close(connection)
            return
        }
        if chunk[0] == 5 {
            socks(connection)
        } else {
            http(connection, String(decoding: chunk[..<count], as: UTF8.self))
        }
    }

    private func http(_ connection: Int32, _ head: String) {
        let words = head.split(separator: " ").prefix(2).map(String.init)
        note(words.joined(separator: " "))
        guard words.first == "CONNECT", let target = words.last, let port = StubProxy.port(in: target) else {
            reply(connection, Array("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".utf8))
            close(connection)
            return
        }
        tunnel(connection, port, greeting: Array("HTTP/1.1 200 Connected\r\n\r\n".utf8))
    }

    // Without a password, and to a host by its name (RFC 1928).
    private func socks(_ connection: Int32) {
        reply(connection, [5, 0])
        var request = [UInt8](repeating: 0, count: 512)
        let count = recv(connection, &request, request.count, 0)
        guard count > 7, request[3] == 3, count >= 7 + Int(request[4]) else {
            note("SOCKS5 without a name")
            close(connection)
            return
        }
        let end = 5 + Int(request[4])
        let port = UInt16(request[end]) << 8 | UInt16(request[end + 1])
        note("SOCKS5 \(String(decoding: request[5..<end], as: UTF8.self)):\(port)")
        tunnel(connection, port, greeting: [5, 0, 0, 1, 127, 0, 0, 1, 0, 0])
    }

    private func tunnel(_ connection: Int32, _ port: UInt16, greeting: [UInt8]) {
        let target = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = StubProxy.loopback(port)
        let isOpen = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                connect(target, raw, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isOpen else {
            close(connection)
            close(target)
            return
        }
        reply(connection, greeting)
        StubThread.start { StubProxy.pump(target, connection) }
        StubProxy.pump(connection, target)
    }

    // Descriptors stay open: closing one here could close another's that has its number by then.
    private static func pump(_ source: Int32, _ target: Int32) {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(source, &chunk, chunk.count, 0)
            guard count > 0, send(target, chunk, count, Int32(MSG_NOSIGNAL)) == count else { break }
        }
        shutdown(target, Int32(SHUT_WR))
    }

    private func reply(_ connection: Int32, _ bytes: [UInt8]) {
        _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    private func note(_ text: String) { asked.withLock { $0.append(text) } }

    private static func port(in target: String) -> UInt16? {
        target.split(separator: ":").last.flatMap { UInt16($0) }
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        address.sin_port = port.bigEndian
        return address
    }
}
