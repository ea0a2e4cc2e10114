// SPDX-License-Identifier: MIT

package import ArgumentParser
internal import Kn8API
internal import Kn8Remote
internal import Kn8Value

/// The root command: parses the arguments, runs the command they name, and maps every error to an exit status.
package struct Kn8: ParsableCommand {
    /// kn8's version.
    package static let version = "0.1.0"

    /// The command tree.
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "kn8",
            abstract:
                "Check, preview and apply Kubernetes manifests, with the operators' part done in the same process",
            discussion: """
                Reads folders of manifests, custom resources above all, and answers without a cluster: is it right, what \
                would change, what would the operators do. The default context is the embedded server on this machine.
                """,
            subcommands: [
                Validate.self, Diff.self, Plan.self, CI.self, Apply.self, Undo.self, Get.self, Describe.self,
                Delete.self,
                Explain.self,
                PatchCommand.self, LabelCommand.self, AnnotateCommand.self, ScaleCommand.self, Replace.self, Edit.self,
                ViewLastApplied.self, SetLastApplied.self, EditLastApplied.self,
                Wait.self,
                Process.self, NewApp.self, NewProject.self, ProjectCommand.self, Projects.self, StatusCommand.self,
                Expose.self, Rollout.self, Rollback.self, SetCommand.self, Create.self, Login.self, WhoAmI.self,
                AuthCommand.self, APIResources.self, APIVersions.self, ConfigCommand.self, Serve.self,
                ControllersCommand.self,
                SchemaCommand.self, Completion.self, Manual.self, Version.self,
            ]
        )
    }

    /// The root command with nothing chosen.
    package init() {}

    /// Runs kn8 with `arguments`, without the program's name, and returns the exit status.
    package static func main(_ arguments: [String], in session: Session) async -> Int32 {
        SecretArguments.note(arguments, in: session.secrets)
        let status = await SecretLedger.$current.withValue(session.secrets) {
            await Kn8.status(of: arguments, in: session)
        }
        session.console.flush()
        guard let failure = session.console.failure else { return status }
        session.console.say("error: write standard output: \(failure)")
        return ExitStatus.unusable.rawValue
    }

    // kubectl has these below apply, whose first argument may be a plan.
    private static func placed(_ arguments: [String]) -> [String] {
        let below = ["view-last-applied", "set-last-applied", "edit-last-applied"]
        guard arguments.first == "apply", let word = arguments.dropFirst().first, below.contains(word) else {
            return arguments
        }
        return Array(arguments.dropFirst())
    }

    private static func status(of given: [String], in session: Session) async -> Int32 {
        let arguments = LeadingOptions.moved(given)
        do {
            var command = try parseAsRoot(placed(arguments))
            if let command = command as? any Kn8Command {
                var session = session
                session.command = words(of: arguments)
                let status = try await command.run(in: session)
                let warnings = session.fatalWarnings.count
                guard warnings > 0 else { return status.rawValue }
                throw CommandError("\(warnings) \(warnings == 1 ? "warning" : "warnings") received")
            }
            try command.run()
            return 0
        } catch {
            return report(error, arguments: arguments, in: session)
        }
    }

    /// The words of `arguments` that name a command.
    private static func words(of arguments: [String]) -> String {
        var commands = configuration.subcommands
        var words: [String] = []
        for argument in arguments {
            guard let next = commands.first(where: { $0._commandName == argument }) else { break }
            words.append(argument)
            commands = next.configuration.subcommands
        }
        return words.joined(separator: " ")
    }

    private static func report(_ error: any Error, arguments: [String], in session: Session) -> Int32 {
        switch error {
        case let failure as CommandError:
            session.console.say("error: \(failure.message)")
            return failure.status == .failure && ["diff", "plan", "ci"].contains(arguments.first)
                ? 2 : failure.status.rawValue
        case let fault as KubeconfigError:
            session.console.say(fault.description)
            return ["diff", "plan"].contains(arguments.first) ? 2 : 1
        case let refusal as APIError:
            session.console.say(ErrorText.text(of: refusal))
            return ["diff", "plan", "ci"].contains(arguments.first) ? 2 : 1
        default:
            let code = exitCode(for: error)
            let text = fullMessage(for: error)
            if code == .success {
                session.console.print(text)
                return 0
            }
            session.console.say(unknownFlag(in: text) ?? text.replacingPrefix("Error: ", with: "error: "))
            return ["diff", "plan", "validate", "ci"].contains(arguments.first) ? 2 : 1
        }
    }
}

extension Kn8 {
    /// kubectl's words for a flag that a command does not have; nil for any other complaint of ArgumentParser's.
    private static func unknownFlag(in text: String) -> String? {
        let lines = text.split(separator: "\n")
        let mark = "Error: Unknown option '"
        guard let first = lines.first, first.hasPrefix(mark),
            let command = lines.last?.split(separator: "'").dropFirst().first
        else { return nil }
        let rest = first.dropFirst(mark.count)
        guard let end = rest.firstIndex(of: "'") else { return nil }
        let hint = rest[rest.index(after: end)...]
        return "error: unknown flag: \(rest[..<end])\(hint)\nSee '\(command)' for usage."
    }
}

extension String {
    fileprivate func replacingPrefix(_ prefix: String, with other: String) -> String {
        hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
    }
}
