// SPDX-License-Identifier: MIT

internal import Glibc
package import Kn8Value
internal import Synchronization

/// Where a command writes: data to standard output, words to standard error.
///
/// Whatever is written passes the ledger of secrets: what slipped through a printer ends here.
package final class Console: Sendable {
    private let buffer = Mutex<[UInt8]>([])
    private let errorNumber = Mutex<Int32?>(nil)
    private let secrets: SecretLedger
    private static let flushThreshold = 1 << 16

    /// Whether standard output is a terminal that shows colours and nobody asked for none (`NO_COLOR`).
    package let showsColour: Bool
    /// Whether standard output is a terminal: somebody looks at it, and nothing keeps it.
    package let isTerminal: Bool

    private let isQuiet: Bool

    /// A console that nothing comes out of.
    package static let quiet = Console(isQuiet: true)

    private init(isQuiet: Bool) {
        secrets = SecretLedger()
        self.isQuiet = isQuiet
        isTerminal = false
        showsColour = false
    }

    /// The console of this process, which writes none of the secrets of `secrets`.
    package init(environment: [String: String], secrets: SecretLedger) {
        self.secrets = secrets
        isQuiet = false
        isTerminal = isatty(STDOUT_FILENO) == 1
        showsColour = isTerminal && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
    }

    /// Why data did not reach standard output, in words; nil when all did, or when the reader has gone.
    package var failure: String? {
        errorNumber.withLock { $0 }.map { String(cString: strerror($0)).lowercased() }
    }

    /// Writes data; it reaches standard output at the latest when the command ends.
    package func write(_ text: String) { disclose(secrets.scrubbed(text)) }

    /// Writes data with the secrets in it: for the output of commands that are there to make them known.
    package func disclose(_ text: String) {
        let full: [UInt8]? = buffer.withLock { buffer in
            buffer.append(contentsOf: text.utf8)
            guard buffer.count >= Console.flushThreshold else { return nil }
            defer { buffer.removeAll(keepingCapacity: true) }
            return buffer
        }
        if let full { write(full, to: STDOUT_FILENO) }
    }

    /// Writes a line of data, on a terminal without anything that it would obey.
    package func print(_ line: String) { write((isTerminal ? line.withVisibleControls : line) + "\n") }

    /// Writes a line of words to standard error, after all data written so far. Of others' words a terminal obeys none.
    package func say(_ line: String) {
        flush()
        write(Array((secrets.scrubbed(line).withVisibleControls + "\n").utf8), to: STDERR_FILENO)
    }

    /// Sends what is buffered.
    package func flush() {
        let rest = buffer.withLock { buffer in
            defer { buffer.removeAll(keepingCapacity: true) }
            return buffer
        }
        write(rest, to: STDOUT_FILENO)
    }

    /// Writes all of `bytes`; a reader that has gone (a closed pipe) ends the writing quietly.
    private func write(_ bytes: [UInt8], to descriptor: Int32) {
        if isQuiet { return }
        bytes.withUnsafeBytes { raw in
            var start = 0
            while start < raw.count, let base = raw.baseAddress {
                let written = Glibc.write(descriptor, base + start, raw.count - start)
                if written < 0 {
                    let number = errno
                    if number == EINTR || number == EAGAIN { continue }
                    if descriptor == STDOUT_FILENO, number != EPIPE { errorNumber.withLock { $0 = number } }
                    return
                }
                start += written
            }
        }
    }
}
