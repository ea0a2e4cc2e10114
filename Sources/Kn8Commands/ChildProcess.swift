// SPDX-License-Identifier: MIT

internal import Glibc

/// A program that kn8 starts and waits for.
enum ChildProcess {
    /// Runs the program that the first of `words` names, found on PATH, with the rest as its arguments and kn8's own streams.
    ///
    /// - Returns: Its exit status; 128 and the signal's number when a signal ended it.
    /// - Throws: When it cannot be started, with the system's reason.
    static func run(_ words: [String]) throws(CommandError) -> Int32 {
        try run(words, nil)
    }

    /// The same with `actions` done to its streams first.
    static func run(
        _ words: [String],
        _ actions: UnsafePointer<posix_spawn_file_actions_t>?
    ) throws(CommandError) -> Int32 {
        let arguments = words.map { strdup($0) }
        defer { arguments.forEach { free($0) } }
        var process = pid_t()
        let code = posix_spawnp(&process, words.first ?? "", actions, nil, arguments + [nil], environ)
        guard code == 0 else {
            throw CommandError(
                "unable to run \"\(words.first ?? "")\": \(String(cString: strerror(code)).lowercased())",
                status: .unusable
            )
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}
