// SPDX-License-Identifier: MIT

internal import ArgumentParser

/// What kubectl takes on its command line and kn8's parser does not: switches that say which way (`--all=true`), values that are
/// empty (`--namespace=`) or joined (`-oyaml`), a `--dry-run` that says nothing, and options of all commands after those that are
/// about kubeconfigs.
enum SwitchValues {
    private static let yes: Set<Substring> = ["1", "t", "T", "true", "TRUE", "True"]
    private static let no: Set<Substring> = ["0", "f", "F", "false", "FALSE", "False"]

    /// Options whose value may look like an option: the parser takes the next word for it when nothing stands behind `=`.
    private static let greedy: Set<String> = [
        "--exec-arg=", "--from-literal=", "--docker-username=", "--docker-password=", "--env=", "--param=", "--patch=",
    ]

    /// The command that `given` names.
    static func parse(_ given: [String], in session: Session) throws -> any ParsableCommand {
        let arguments = separated(given)
        do {
            return try Kn8.parseAsRoot(arguments)
        } catch {
            let complaint = Kn8.message(for: error)
            guard let name = complaint.split(separator: "'").dropFirst().first else { throw error }
            let end = arguments.firstIndex(of: "--") ?? arguments.count
            let words = arguments[..<end]
            if complaint.hasPrefix("The option '"), complaint.contains("' does not take any value"),
                let index = words.firstIndex(where: { isSwitch($0, name) })
            {
                return try parse(arguments, switchAt: index, name, in: session)
            }
            if complaint.hasPrefix("Missing value for '") {
                return try parse(arguments, without: error, valueOf: name.prefix { $0 != " " }, in: session)
            }
            if complaint.hasPrefix("Unknown option '") {
                if let command = parse(arguments, joined: name, in: session) { return command }
                if arguments.first == "config", let plain = LeadingOptions.without(String(name), in: arguments) {
                    return try parse(plain, in: session)
                }
            }
            throw error
        }
    }

    private static func separated(_ arguments: [String]) -> [String] {
        let end = arguments.firstIndex(of: "--") ?? arguments.count
        var result: [String] = []
        for (index, word) in arguments.enumerated() {
            // Behind the same option it is that one's value.
            if index < end, greedy.contains(word), result.last.map({ "\($0)=" }) != word {
                result += [String(word.dropLast()), ""]
            } else {
                result.append(word)
            }
        }
        return result
    }

    // `-ojsonpath={.kind}`; nil when the letter is no option with a value: `-A5` must not become `-A 5`, which names an object.
    private static func parse(
        _ arguments: [String],
        joined name: Substring,
        in session: Session
    ) -> (any ParsableCommand)? {
        guard !name.hasPrefix("--"), name.count > 2,
            let index = arguments.firstIndex(where: { $0 == name || $0.hasPrefix("\(name)=") })
        else { return nil }
        let option = String(name.prefix(2))
        guard complaint(about: arguments[..<index] + [option]).hasPrefix("Missing value for '\(option)") else {
            return nil
        }
        var plain = arguments
        plain.replaceSubrange(index...index, with: [option, String(arguments[index].dropFirst(2))])
        return try? parse(plain, in: session)
    }

    private static func complaint(about arguments: ArraySlice<String>) -> String {
        do {
            _ = try Kn8.parseAsRoot(Array(arguments))
            return ""
        } catch {
            return Kn8.message(for: error)
        }
    }

    private static func isSwitch(_ word: String, _ name: Substring) -> Bool {
        guard word.hasPrefix("\(name)=") else { return false }
        let value = word.dropFirst(name.count + 1)
        return yes.contains(value) || no.contains(value)
    }

    private static func parse(
        _ arguments: [String],
        switchAt index: Int,
        _ name: Substring,
        in session: Session
    ) throws -> any ParsableCommand {
        var plain = arguments
        guard no.contains(arguments[index].dropFirst(name.count + 1)) else {
            plain[index] = String(name)
            return try parse(plain, in: session)
        }
        plain[index] = "--no-\(name.drop { $0 == "-" })"
        if let command = try? Kn8.parseAsRoot(plain) { return command }
        plain.remove(at: index)
        return try parse(plain, in: session)
    }

    // `--name=` with nothing behind it is a value that is empty; `--dry-run` alone is the client's.
    private static func parse(
        _ arguments: [String],
        without error: any Error,
        valueOf name: Substring,
        in session: Session
    ) throws -> any ParsableCommand {
        var plain = arguments
        let end = arguments.firstIndex(of: "--") ?? arguments.count
        if let index = arguments[..<end].firstIndex(of: "\(name)=") {
            plain.replaceSubrange(index...index, with: [String(name), ""])
        } else if name == "--dry-run", let index = arguments.firstIndex(of: "--dry-run") {
            session.console.say("Warning: --dry-run is deprecated and can be replaced with --dry-run=client.")
            plain[index] = "--dry-run=client"
        } else {
            throw error
        }
        return try parse(plain, in: session)
    }
}
