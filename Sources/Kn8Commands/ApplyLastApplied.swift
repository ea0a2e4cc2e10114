// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Apply
internal import Kn8Schema
internal import Kn8Value
internal import Kn8YAML

struct ViewLastApplied: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "view-last-applied",
        abstract: "Show what objects say was applied last",
        discussion: "Example: 'kn8 apply view-last-applied deploy/web'."
    )

    @Argument(help: ArgumentHelp("TYPE NAME ... or TYPE/NAME ...", valueName: "resource"))
    var resource: [String] = []

    @Flag(help: "Show every object of the type")
    var all = false

    @Option(
        name: [.customShort("o", allowingJoined: true), .long],
        help: "How to print: yaml or json",
        completion: .list(["yaml", "json"])
    )
    var output = "yaml"

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var selectors: SelectorOptions
    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard output == "yaml" || output == "json" else {
            throw CommandError(
                "Unexpected -o output mode: \(output), the flag 'output' must be one of yaml|json"
            )
        }
        let targets = try await ChangeTargets(
            resource,
            manifests: manifests,
            selectors: selectors,
            all: all,
            target: target,
            cluster: session.cluster(at: target),
            session: session
        )
        let isSound = try await targets.forEach(session) { target in
            guard let manifest = LastApplied.manifest(of: target.object) else {
                throw CommandError(LastApplied.missing(of: target))
            }
            let shown = SecretMask.masked(Object(manifest)).value
            session.console.write(output == "json" ? shown.json(.indented(2)) + "\n" : shown.yaml())
        }
        return isSound ? .success : .failure
    }
}

struct SetLastApplied: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "set-last-applied",
        abstract: "Write down that manifests were applied, and change nothing else",
        discussion: "Example: 'kn8 apply set-last-applied -f web.yaml --create-annotation'."
    )

    @Flag(name: .customLong("create-annotation"), help: "Also for objects that nothing was applied to")
    var createsAnnotation = false

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        let options = try change.writing(as: Applier.manager)
        let isDryRun = try change.mode == .client
        var printer = try change.printer(session)
        let set = try manifests.manifests()
        let cluster = try session.cluster(at: target)
        let round = ManifestRound(cluster: cluster, target: target, session: session, strictness: .strict)
        let isSound = try await round.run(set, "patching") { object, resource in
            guard let live = try await cluster.client.object(object.key, of: resource) else {
                throw APIError.notFound(resource, name: object.name)
            }
            guard createsAnnotation || LastApplied.manifest(of: live) != nil else {
                throw CommandError(
                    "no last-applied-configuration annotation found on resource: \(live.name), to create the annotation, "
                        + "run the command with --create-annotation"
                )
            }
            let recorded = LastApplied.recorded(in: object)
            let text = recorded["metadata", "annotations", LastApplied.annotation]
            var after = live
            if !isDryRun, text != live["metadata", "annotations", LastApplied.annotation] {
                var patch: Value = .emptyObject
                patch[path: ["metadata", "annotations", LastApplied.annotation]] = text
                after = try await cluster.client.patch(
                    live.key,
                    of: resource,
                    with: .merge(patch),
                    subresource: nil,
                    options: options
                )
            }
            try printer.print(after, "configured")
        }
        return isSound ? .success : .failure
    }
}

struct EditLastApplied: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "edit-last-applied",
        abstract: "Change in an editor what an object says was applied last",
        discussion: """
            Nothing else of the object changes. Values of Secrets are in the file only with --show-secrets, and without it \
            they stay. Example: 'kn8 apply edit-last-applied deploy/web'.
            """
    )

    @Argument(help: ArgumentHelp("TYPE NAME or TYPE/NAME", valueName: "resource"))
    var resource: [String] = []

    @Option(name: [.customShort("o"), .long], help: "What to edit: yaml or json", completion: .list(["yaml", "json"]))
    var output = "yaml"

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard output == "yaml" || output == "json" else {
            throw CommandError("The flag 'output' must be one of yaml|json")
        }
        let targets = try await found(session)
        return try await targets.forEach(session) { try await edit($0, session) } ? .success : .failure
    }

    // The state is not held while the editor is open.
    private func found(_ session: Session) async throws -> ChangeTargets {
        try await ChangeTargets(
            resource,
            manifests: manifests,
            all: true,
            target: target,
            cluster: session.cluster(at: target),
            session: session
        )
    }

    private func edit(_ chosen: ChangeTargets.Target, _ session: Session) async throws {
        guard let manifest = LastApplied.manifest(of: chosen.object) else {
            throw CommandError(LastApplied.missing(of: chosen))
        }
        let shown = SecretMask.masked(Object(manifest)).value
        let body = output == "json" ? shown.json(.indented(4)) + "\n" : shown.yaml()
        let file = EditedFile(isJSON: output == "json", environment: session.environment)
        try file.write(EditedFile.comment(nil) + body)
        try file.edit()
        let text = EditedFile.withoutComments(try file.read())
        guard !text.isEmpty, text != EditedFile.withoutComments(body) else {
            file.remove()
            session.console.say("Edit cancelled, no changes made.")
            return
        }
        var edited: Object
        do {
            edited = Object(try PatchText.document(text))
        } catch {
            session.console.say("A copy of your changes has been stored to \"\(file.path)\"")
            throw error
        }
        edited = SecretMask.restored(edited, from: Object(manifest))
        let recorded = LastApplied.recorded(in: edited)
        var patch: Value = .emptyObject
        patch[path: ["metadata", "annotations", LastApplied.annotation]] =
            recorded["metadata", "annotations", LastApplied.annotation]
        let after = try await session.cluster(at: target).client.patch(
            chosen.key,
            of: chosen.resource,
            with: .merge(patch),
            subresource: nil,
            options: WriteOptions(fieldManager: Applier.manager)
        )
        file.remove()
        session.console.print("\(ResultPrinter.name(of: after)) edited")
    }
}

extension LastApplied {
    /// kubectl's complaint about an object that nothing was applied to.
    fileprivate static func missing(of target: ChangeTargets.Target) -> String {
        "no last-applied-configuration annotation found on resource: \(target.object.name)"
    }
}
