// SPDX-License-Identifier: MIT

internal import Glibc

extension ChildProcess {
    /// What a program printed.
    struct Output {
        /// Its exit status; 128 and the signal's number when a signal ended it.
        let status: Int32
        let bytes: [UInt8]
        /// What it said on standard error.
        let words: String
    }

    /// Runs the program that the first of `words` names, found on PATH, with `input` to read, and keeps what it prints.
    ///
    /// The streams are nameless files, so that no side waits for the other.
    ///
    /// - Throws: When it cannot be started, with the system's reason.
    static func output(of words: [String], input: [UInt8] = []) throws(CommandError) -> Output {
        let streams = [try NamelessFile(input), try NamelessFile(), try NamelessFile()]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, stream) in streams.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, stream.descriptor, Int32(number))
        }
        return Output(
            status: try run(words, &actions),
            bytes: try streams[1].contents(),
            words: String(decoding: try streams[2].contents(), as: UTF8.self)
        )
    }
}

/// A file that has no name and is gone with its last reference.
private final class NamelessFile {
    let descriptor: Int32

    init(_ bytes: [UInt8] = []) throws(CommandError) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/kn8-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw FileBytes.failure("open a temporary file in", folder) }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        var start = 0
        while start < bytes.count {
            let step = bytes.withUnsafeBytes { raw in
                raw.baseAddress.map { pwrite(descriptor, $0 + start, raw.count - start, off_t(start)) } ?? 0
            }
            if step < 0, errno == EINTR { continue }
            guard step > 0 else { throw FileBytes.failure("write to", "a temporary file") }
            start += step
        }
    }

    deinit { close(descriptor) }

    func contents() throws(CommandError) -> [UInt8] {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileBytes.failure("read", "a temporary file") }
        return try FileBytes.read(descriptor, name: "a temporary file", range: 0..<Int(status.st_size))
    }
}
