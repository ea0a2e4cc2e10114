// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value
internal import Kn8YAML

struct Edit: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Change an object in an editor",
        discussion: """
            Opens KUBE_EDITOR, else EDITOR, else vi, with the object as YAML. What is refused is opened again with the \
            reason above it; what cannot be stored stays in a file whose path is told. Values of Secrets are in the \
            file only with --show-secrets, and without it they cannot be changed. Example: 'KUBE_EDITOR=nano kn8 edit \
            deploy/web'.
            """
    )

    @Argument(help: ArgumentHelp("TYPE NAME or TYPE/NAME", valueName: "resource"))
    var resource: [String] = []

    @Option(
        name: [.customShort("o"), .long],
        help: "What to edit: yaml or json",
        completion: .list(["yaml", "json"])
    )
    var output = "yaml"

    @Option(name: .customLong("field-manager"), help: "The name that field ownership is tracked under")
    var fieldManager = "kubectl-edit"

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard output == "yaml" || output == "json" else {
            throw CommandError(
                "The flag 'output' must be one of yaml|json"
            )
        }
        guard !resource.isEmpty || !manifests.filename.isEmpty else {
            throw CommandError("must specify one of -f and -k")
        }
        var targets: [ChangeTargets.Target] = []
        var isSound = true
        do {
            let found = try await ChangeTargets(
                resource,
                manifests: manifests,
                all: true,
                target: target,
                cluster: session.cluster(at: target),
                session: session
            )
            targets = found.found
            isSound = try await found.forEach(session) { _ in }
        }
        for target in targets where !(try await edit(target, session)) { isSound = false }
        return isSound ? .success : .failure
    }

    // The state is not held while the editor is open: whoever changes the object meanwhile makes the edit a conflict.
    private func edit(_ target: ChangeTargets.Target, _ session: Session) async throws -> Bool {
        var stored = target.object
        stored["metadata", "managedFields"] = nil
        let shown = SecretMask.masked(stored)
        let original = text(of: shown.value)
        var body = original
        var refusal: String?
        let file = EditedFile(isJSON: output == "json", environment: session.environment)
        while true {
            try file.write(EditedFile.comment(refusal) + body)
            try file.edit()
            let edited = EditedFile.withoutComments(try file.read())
            if edited == EditedFile.withoutComments(body) || edited.isEmpty {
                guard refusal != nil else {
                    file.remove()
                    session.console.say(
                        edited.isEmpty ? "Edit cancelled, saved file was empty." : "Edit cancelled, no changes made."
                    )
                    return true
                }
                // The same refused text again: the user gives up.
                session.console.say(refusal ?? "")
                session.console.say("A copy of your changes has been stored to \"\(file.path)\"")
                throw CommandError("Edit cancelled, no valid changes were saved.")
            }
            guard edited != EditedFile.withoutComments(original) else {
                file.remove()
                session.console.say("Edit cancelled, no changes made.")
                return true
            }
            body = edited
            do {
                try await store(edited, target, shown: shown, session)
                file.remove()
                return true
            } catch let error as APIError {
                refusal = ErrorText.text(of: error)
            } catch let error as CommandError {
                refusal = "error: \(error.message)"
            }
        }
    }

    private func store(
        _ text: String,
        _ target: ChangeTargets.Target,
        shown: Object,
        _ session: Session
    ) async throws {
        var edited = Object(try PatchText.document(text))
        guard edited.kind == shown.kind, edited.apiVersion == shown.apiVersion, edited.key == shown.key else {
            throw CommandError("At least one of apiVersion, kind and name was changed")
        }
        // What was hidden and left as it was is put back.
        edited = SecretMask.restored(edited, from: target.object)
        let cluster = try session.cluster(at: self.target)
        let after = try await cluster.client.update(
            edited,
            of: target.resource,
            subresource: nil,
            options: WriteOptions(fieldManager: fieldManager)
        )
        session.console.print("\(ResultPrinter.name(of: after)) edited")
        try await cluster.settle(session)
    }

    private func text(of value: Value) -> String {
        output == "json" ? value.json(.indented(4)) + "\n" : value.yaml()
    }
}
