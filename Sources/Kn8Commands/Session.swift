// SPDX-License-Identifier: MIT

internal import Glibc
package import Kn8API
package import Kn8Value

/// What a command gets from the process it runs in; commands touch neither streams, clock nor environment themselves.
package struct Session: Sendable {
    /// Where to write.
    package let console: Console
    /// What must not be written, and what is written instead.
    package let secrets: SecretLedger
    /// What the digests that are written instead depend on.
    let secretKey: SecretKey
    /// The environment variables.
    package let environment: [String: String]
    /// Where the time comes from.
    package let time: any TimeSource
    /// The warnings of servers that are to be errors.
    let fatalWarnings = WarningTally()
    /// The words of the command that runs, without its arguments: `rollout restart`.
    package var command = ""

    /// The same session, in which nothing is said.
    var quiet: Session {
        Session(
            console: .quiet,
            secrets: secrets,
            secretKey: secretKey,
            environment: environment,
            time: time,
            command: command
        )
    }

    /// The session of this process.
    package static func process() -> Session {
        var environment: [String: String] = [:]
        for entry in CommandLine.environment {
            guard let mark = entry.firstIndex(of: "=") else { continue }
            environment[String(entry[..<mark])] = String(entry[entry.index(after: mark)...])
        }
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)  // a file that may not grow is an error with words
        let key = SecretKey(environment: environment)
        let secrets = SecretLedger(digest: key.digest)
        return Session(
            console: Console(environment: environment, secrets: secrets),
            secrets: secrets,
            secretKey: key,
            environment: environment,
            time: SystemTime()
        )
    }
}

/// The machine's clock.
struct SystemTime: TimeSource {
    func now() -> Timestamp { Timestamp(seconds: Int64(time(nil))) }
}

extension CommandLine {
    /// The environment as `NAME=value` texts.
    fileprivate static var environment: [String] {
        var result: [String] = []
        var entry = environ
        while let text = entry.pointee {
            result.append(String(cString: text))
            entry += 1
        }
        return result
    }
}
