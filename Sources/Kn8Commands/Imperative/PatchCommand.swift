// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct PatchCommand: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "patch",
        abstract: "Change fields of objects with a strategic merge patch, a JSON merge patch or a JSON patch",
        discussion: """
            A patch is JSON or YAML. Custom kinds take no strategic merge patch. Examples: 'kn8 patch deployment web -p \
            \"{spec: {replicas: 3}}\"', 'kn8 patch deploy/web --type=json -p \
            '[{\"op\":\"remove\",\"path\":\"/spec/paused\"}]''.
            """
    )

    @Argument(help: ArgumentHelp("TYPE NAME ... or TYPE/NAME ...", valueName: "resource"))
    var resource: [String] = []

    @Option(
        name: [.customShort("p", allowingJoined: true), .long],
        parsing: .unconditional,
        help: "The patch, JSON or YAML"
    )
    var patch: String?

    @Option(name: .customLong("patch-file"), help: "Read the patch from this file", completion: .file())
    var patchFile: String?

    @Option(help: "The type of the patch: json, merge or strategic", completion: .list(["json", "merge", "strategic"]))
    var type = "strategic"

    @Option(help: "Change this part of the objects: status or scale", completion: .list(["status", "scale"]))
    var subresource: String?

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        var printer = try change.printer(session)
        let patch = try readPatch()
        let part = try part()
        let options = try change.writing(as: "kubectl-patch")
        let cluster = try session.cluster(at: target)
        let targets = try await ChangeTargets(
            resource,
            manifests: manifests,
            target: target,
            cluster: cluster,
            session: session
        )
        let isSound = try await targets.forEach(session) { target in
            if part == .scale, cluster.replicaPath(of: target.resource) == nil {
                throw APIError(.notFound, message: "the server could not find the requested resource")
            }
            let after = try await cluster.client.patch(
                target.key,
                of: target.resource,
                with: patch,
                subresource: part,
                options: options
            )
            let isSame = part != .scale && after == target.object
            try printer.print(after, isSame ? "patched (no change)" : "patched")
        }
        if !options.dryRun { try await cluster.settle(session) }
        return isSound ? .success : .failure
    }

    private func part() throws -> Subresource? {
        guard let subresource else { return nil }
        guard let part = Subresource(rawValue: subresource) else {
            throw APIError(.notFound, message: "the server could not find the requested resource")
        }
        return part
    }

    private func readPatch() throws -> Patch {
        guard (patch ?? "").isEmpty || (patchFile ?? "").isEmpty else {
            throw CommandError("cannot specify --patch and --patch-file together")
        }
        let bytes: [UInt8]
        if let patch, !patch.isEmpty {
            bytes = Array(patch.utf8)
        } else if let patchFile, !patchFile.isEmpty {
            do throws(CommandError) {
                bytes = try WholeFile.read(patchFile)
            } catch {
                throw CommandError("unable to read patch file: \(error.message)")
            }
        } else {
            throw CommandError("must specify --patch or --patch-file containing the contents of the patch")
        }
        switch type {
        case "strategic": return .strategic(try PatchText.value(bytes))
        case "merge": return .merge(try PatchText.value(bytes))
        case "json": return .json(try PatchText.value(bytes))
        default: throw CommandError("--type must be one of [json merge strategic], not \"\(type)\"")
        }
    }
}
