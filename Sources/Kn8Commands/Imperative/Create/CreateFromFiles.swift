// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Schema
internal import Kn8Value
internal import Kn8YAML

/// `create -f`: a command of its own to the parser, since only a command without subcommands takes options.
struct CreateFromFiles: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "from-files",
        abstract: "Create objects from manifests",
        shouldDisplay: false
    )

    @Argument(help: .hidden)
    var words: [String] = []

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var fields: StrictnessOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var target: TargetOptions

    @Flag(name: .customLong("save-config"), help: "Keep the manifest in an annotation, as apply does")
    var savesConfiguration = false

    func run(in session: Session) async throws -> ExitStatus {
        guard words.isEmpty else {
            throw CommandError(
                "Unexpected args: [\(words.joined(separator: " "))]\nSee 'kn8 create -h' for help and examples"
            )
        }
        let mode = try change.mode
        var printer = try change.printer(session)
        let strictness = try fields.strictness
        let options = try change.writing(as: "kubectl-create", fieldValidation: strictness.fieldValidation)
        let set = try manifests.manifests(
            duplicates: strictness == .strict ? .refused : .kept,
            strictness: strictness
        )
        guard !set.objects.isEmpty || !set.findings.isEmpty else { throw CommandError("no objects passed to create") }
        let stored = try session.cluster(at: target)
        // On a copy, so that what stands on an object before it is previewed as well.
        let cluster = mode == .server ? try stored.copy() : stored
        let round = ManifestRound(cluster: cluster, target: target, session: session, strictness: strictness)
        let isSound = try await round.run(set, "creating") { object, resource in
            var object = object
            if savesConfiguration { object.saveConfiguration() }
            if mode != .client {
                var writing = options
                writing.dryRun = false
                object = try await cluster.client.create(object, of: resource, options: writing)
            }
            try printer.print(object, "created")
        }
        if mode == .none { try await cluster.settle(session) }
        return isSound ? .success : .failure
    }
}

extension Object {
    /// Keeps the object as it is now in the annotation that `apply` reads.
    mutating func saveConfiguration() {
        let text = value.json(.compact, escapingHTML: true) + "\n"
        self["metadata", "annotations", SecretMask.lastAppliedAnnotation] = .string(text)
    }
}
