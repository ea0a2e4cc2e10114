// SPDX-License-Identifier: MIT

internal import ArgumentParser

struct AnnotateCommand: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "annotate",
        abstract: "Set and remove annotations of objects",
        discussion: """
            Examples: 'kn8 annotate deploy/web example.com/owner=team', 'kn8 annotate -f web.yaml note-', 'kn8 annotate \
            cm/a --list'.
            """
    )

    @OptionGroup var options: MetadataOptions

    func run(in session: Session) async throws -> ExitStatus {
        try await options.run(.annotation, manager: "kubectl-annotate", in: session)
    }
}
