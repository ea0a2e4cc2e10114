// SPDX-License-Identifier: MIT

internal import ArgumentParser

struct LabelCommand: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "label",
        abstract: "Set and remove labels of objects",
        discussion:
            "Examples: 'kn8 label pods web tier=front', 'kn8 label deploy --all owner-', 'kn8 label cm/a --list'."
    )

    @OptionGroup var options: MetadataOptions

    func run(in session: Session) async throws -> ExitStatus {
        try await options.run(.label, manager: "kubectl-label", in: session)
    }
}
