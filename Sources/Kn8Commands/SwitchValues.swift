// SPDX-License-Identifier: MIT

internal import ArgumentParser

/// kubectl's switches may say which way (`--all=true`), and its `--dry-run` may say nothing; kn8's parser knows neither.
enum SwitchValues {
    /// The command that `arguments` name.
    static func parse(_ arguments: [String], in session: Session) throws -> any ParsableCommand {
        do {
            return try Kn8.parseAsRoot(arguments)
        } catch {
            let complaint = Kn8.message(for: error)
            if let index = switchIndex(in: arguments, complaint) {
                let parts = arguments[index].split(separator: "=", maxSplits: 1).map(String.init)
                var plain = arguments
                guard parts[1] == "false" else {
                    plain[index] = parts[0]
                    return try parse(plain, in: session)
                }
                plain[index] = "--no-\(parts[0].drop { $0 == "-" })"
                if let command = try? Kn8.parseAsRoot(plain) { return command }
                plain.remove(at: index)
                return try parse(plain, in: session)
            }
            guard complaint.hasPrefix("Missing value for '--dry-run "),
                let index = arguments.firstIndex(of: "--dry-run")
            else { throw error }
            session.console.say("Warning: --dry-run is deprecated and can be replaced with --dry-run=client.")
            var plain = arguments
            plain[index] = "--dry-run=client"
            return try parse(plain, in: session)
        }
    }

    // The argument that is no more than a switch with a value, by what the parser says of it.
    private static func switchIndex(in arguments: [String], _ complaint: String) -> Int? {
        guard complaint.hasPrefix("The option '"), complaint.contains("' does not take any value") else { return nil }
        let name = complaint.split(separator: "'")[1]
        let end = arguments.firstIndex(of: "--") ?? arguments.count
        return arguments[..<end].firstIndex { $0 == "\(name)=true" || $0 == "\(name)=false" }
    }
}
