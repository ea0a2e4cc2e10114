// SPDX-License-Identifier: MIT

internal import ArgumentParser

struct Completion: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: "Print a completion script for a shell",
        discussion: """
            Load it once: 'source <(kn8 completion bash)', or save it where the shell looks for completions. The scripts \
            shipped in completions/ are the same.
            """
    )

    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash
        case zsh
        case fish
    }

    @Argument(help: "The shell")
    var shell: Shell

    func run(in session: Session) async throws -> ExitStatus {
        let kind: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        session.console.print(Kn8.completionScript(for: kind))
        return .success
    }
}
