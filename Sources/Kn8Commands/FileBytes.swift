// SPDX-License-Identifier: MIT

internal import Glibc

/// Reading files, with the words for what goes wrong.
enum FileBytes {
    /// A descriptor of the file at `path`; `-` is standard input.
    static func open(_ path: String) throws(CommandError) -> Int32 {
        guard path != "-" else { return STDIN_FILENO }
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", path) }
        return descriptor
    }

    /// Gives `descriptor` back, unless it is standard input.
    static func close(_ descriptor: Int32) {
        if descriptor != STDIN_FILENO { Glibc.close(descriptor) }
    }

    /// Reads on to the end, or until a little more than `limit` bytes are read.
    static func read(
        _ descriptor: Int32,
        name: String,
        expecting size: Int,
        atMost limit: Int = .max
    ) throws(CommandError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            // One byte more than expected, so that the end of a file shows in the same call.
            let wanted = bytes.isEmpty && size > 0 ? size + 1 : 1 << 16
            let chunk = try read(descriptor, name: name, count: wanted, offset: nil)
            guard !chunk.isEmpty else { break }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
            if chunk.count < wanted, size > 0, bytes.count == size { break }
        }
        return bytes
    }

    /// Reads `range` of a file, or as much of it as there is.
    static func read(_ descriptor: Int32, name: String, range: Range<Int>) throws(CommandError) -> [UInt8] {
        var bytes = try read(descriptor, name: name, count: range.count, offset: range.lowerBound)
        while bytes.count < range.count {
            let offset = range.lowerBound + bytes.count
            let more = try read(descriptor, name: name, count: range.count - bytes.count, offset: offset)
            guard !more.isEmpty else { break }
            bytes += more
        }
        return bytes
    }

    private static func read(
        _ descriptor: Int32,
        name: String,
        count: Int,
        offset: Int?
    ) throws(CommandError) -> [UInt8] {
        while true {
            if descriptor == STDIN_FILENO, offset == nil, !waitsForInput() { return [] }
            var got = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
                got =
                    offset.map { pread(descriptor, buffer.baseAddress, count, off_t($0)) }
                    ?? Glibc.read(descriptor, buffer.baseAddress, count)
                initialized = max(0, got)
            }
            if got >= 0 { return bytes }
            guard errno == EINTR else { throw failure("read", name) }
        }
    }

    // Until there is something to read; false when the user stops before that.
    private static func waitsForInput() -> Bool {
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        while !Interruption.isRequested {
            if poll(&input, 1, 200) > 0 { return true }
        }
        return false
    }

    /// What errno says of trying to `verb` the file at `path`.
    static func failure(_ verb: String, _ path: String) -> CommandError {
        CommandError("\(verb) \(path): \(String(cString: strerror(errno)).lowercased())", status: .unusable)
    }
}
