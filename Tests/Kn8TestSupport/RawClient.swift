// SPDX-License-Identifier: MIT

import Glibc

/// A client that sends what it is told, however wrong, and reads what comes.
package final class RawClient {
    private let descriptor: Int32
    package private(set) var received: [UInt8] = []

    package init?(port: Int) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else {
            close(descriptor)
            return nil
        }
    }

    package init?(path: String) {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { raw in
            for (index, byte) in path.utf8.prefix(raw.count - 1).enumerated() { raw[index] = byte }
        }
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard code == 0 else {
            close(descriptor)
            return nil
        }
    }

    deinit { close(descriptor) }

    package func send(_ text: String) { send(Array(text.utf8)) }

    package func send(_ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count {
            let sent = bytes[start...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return }
            start += sent
        }
    }

    package var text: String { String(decoding: received, as: UTF8.self) }

    /// Reads until `isEnough`, or the other side closes; whether there was enough.
    @discardableResult
    package func read(until isEnough: (String) -> Bool) async -> Bool {
        while !isEnough(text) {
            guard await receive() == nil else { return false }
        }
        return true
    }

    /// Reads to the end; whether there was one before the time was up.
    @discardableResult
    package func readToEnd() async -> Bool {
        while true {
            if let end = await receive() { return end != .late }
        }
    }

    private enum End { case closed, reset, late }

    /// Takes what has come; nil when more may come. It waits without a thread: the server under test needs those that tasks run on.
    private func receive() async -> End? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(300)
        while clock.now < deadline {
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 {
                received += buffer.prefix(count)
                return nil
            }
            if count == 0 { return .closed }
            if errno == ECONNRESET { return .reset }
            try? await Task.sleep(for: .milliseconds(1))
        }
        return .late
    }

    /// Forgets what was read.
    package func forget() { received = [] }

    /// Closes with a reset, as a client does that was killed with data unread.
    package func abort() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        shutdown(descriptor, Int32(SHUT_RDWR))
    }
}
