// SPDX-License-Identifier: MIT

internal import Glibc

/// A socket file of this machine.
enum LocalSocket {
    /// Removes what a server that is gone left at `path`; nothing else may be there.
    static func makeWay(at path: String) throws(HTTPServerError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw HTTPServerError(message: "cannot listen on \(path): there is a file that is no socket")
        }
        guard !isAnswered(path) else {
            throw HTTPServerError(message: "cannot listen on \(path): another server does")
        }
        unlink(path)
    }

    private static func isAnswered(_ path: String) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                connect(descriptor, raw, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}
