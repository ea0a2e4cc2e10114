// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

/// What `label` and `annotate` have in common, which is nearly everything.
struct MetadataOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("TYPE NAME ... or TYPE/NAME ..., then KEY=VALUE ... and KEY- ...", valueName: "words"))
    var words: [String] = []

    @Flag(help: "Change values that are there already")
    var overwrite = false

    @Flag(help: "Print what the objects have")
    var list = false

    @Flag(help: "Change every object of the type")
    var all = false

    @Option(name: .customLong("resource-version"), help: "Change the object only in this version")
    var resourceVersion: String?

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var selectors: SelectorOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var target: TargetOptions

    /// Does what the words say to the labels or annotations of the objects.
    func run(_ kind: MetadataChange.Kind, manager: String, in session: Session) async throws -> ExitStatus {
        let words = try MetadataChange(words, kind)
        let mode = try change.mode
        // kubectl's label makes a printer for each object, so that nothing stands between two of them.
        var printer = try change.printer(session, separatesDocuments: kind == .annotation)
        try check(words)
        let cluster = try session.cluster(at: target)
        let targets = try await ChangeTargets(
            words.resources,
            manifests: manifests,
            selectors: selectors,
            all: all,
            target: target,
            cluster: cluster,
            session: session
        )
        guard resourceVersion == nil || targets.isSingle else {
            throw CommandError("--resource-version may only be used with a single resource")
        }
        let options = try change.writing(as: manager)
        let isSound = try await targets.forEach(session) { target in
            if kind == .label, mode != .client, !list {
                for key in words.removed where target.object.labels[key] == nil {
                    session.console.print("label \"\(key)\" not found.")
                }
            }
            if !overwrite { try words.checkNoOverwrite(of: target.object) }
            if list {
                print(target, words, isSingle: targets.isSingle, session)
                return
            }
            let after = try await cluster.client.patch(
                target.key,
                of: target.resource,
                with: .merge(words.patch(version: resourceVersion)),
                subresource: nil,
                options: options
            )
            try printer.print(after, outcome(words, target.object))
        }
        if !options.dryRun, !list { try await cluster.settle(session) }
        return isSound ? .success : .failure
    }

    private func check(_ words: MetadataChange) throws(CommandError) {
        guard !list || (change.output ?? "").isEmpty else {
            throw CommandError("--list and --output may not be specified together")
        }
        guard !all || selectors.labels.isEmpty else {
            throw CommandError("cannot set --all and --selector at the same time")
        }
        guard !all || selectors.fields.isEmpty else {
            throw CommandError("cannot set --all and --field-selector at the same time")
        }
        guard !words.resources.isEmpty || !manifests.filename.isEmpty else {
            throw CommandError("one or more resources must be specified as <resource> <name> or <resource>/<name>")
        }
        guard !words.isEmpty || list else {
            throw CommandError("at least one \(words.kind.rawValue) update is required")
        }
        if words.kind == .annotation { try words.checkOverlap() }
    }

    private func outcome(_ words: MetadataChange, _ before: Object) -> String {
        guard words.kind == .label else { return "annotated" }
        let old = before.labels
        let new = words.applied(to: old)
        guard new != old || resourceVersion != nil else { return "not labeled" }
        // kubectl goes by which text is longer.
        func length(_ labels: [String: String]) -> Int {
            labels.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count + 6 }
        }
        return !overwrite && length(new) < length(old) ? "unlabeled" : "labeled"
    }

    private func print(_ target: ChangeTargets.Target, _ words: MetadataChange, isSingle: Bool, _ session: Session) {
        let object = SecretMask.masked(target.object)
        let map = words.applied(to: words.kind == .label ? object.labels : object.annotations)
        if !isSingle {
            let kind = target.resource.gvk
            session.console.print("Listing \(words.kind.field) for \(kind.kind).\(kind.group)/\(target.object.name):")
        }
        for (key, value) in map.sorted(by: { $0.key < $1.key }) {
            session.console.print("\(isSingle ? "" : " ")\(key)=\(value)")
        }
    }
}
