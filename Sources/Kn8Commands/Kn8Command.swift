// SPDX-License-Identifier: MIT

internal import ArgumentParser

/// A command of kn8: options, and a run that gets everything else from the session.
protocol Kn8Command: ParsableCommand {
    /// Does the work and says how it ended.
    func run(in session: Session) async throws -> ExitStatus
}

/// A failure with words for the user, said as kubectl says its own: `error: …`.
struct CommandError: Error {
    var message: String
    var status: ExitStatus = .failure

    init(_ message: String, status: ExitStatus = .failure) {
        self.message = message
        self.status = status
    }
}
