// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply
internal import Kn8Schema
internal import Kn8Value
internal import Kn8YAML

/// What a plan is made from: the manifests and how they are applied. A saved plan keeps it, to find secret values again.
struct PlanMaking {
    /// What `-f` named.
    var files: [String]
    /// Whether folders are descended into.
    var recursive: Bool
    /// The namespace of objects that name none; nil for the default.
    var namespace: String?
    /// How strictly fields are judged.
    var strictness: ValidationStrictness
    /// Who merges, and as whom.
    var manner: ApplyManner
    /// Which of the manifests are applied, by their labels.
    var selector = ""
    /// What is deleted after that, in the words of `apply`'s options.
    var pruning: [String] = []

    /// The manifests.
    func manifests() throws(CommandError) -> ManifestSet {
        let names = try ManifestFiles.list(files, recursive: recursive)
        return ManifestSet(
            try ManifestFiles.read(names),
            duplicates: strictness == .strict ? .refused : .kept,
            strictness: strictness
        )
    }

    /// A round of applying on `cluster`.
    func round(on cluster: Cluster, _ target: TargetOptions, _ session: Session) throws(CommandError) -> ApplyRound {
        var target = target
        target.namespace = namespace
        var round = ApplyRound(
            cluster: cluster,
            target: target,
            session: session,
            strictness: strictness,
            manner: manner
        )
        try round.select(selector)
        return round
    }

    /// What an apply of the manifests reads and writes, found out on a copy of `cluster`; nothing is said.
    func tape(
        _ set: ManifestSet,
        on cluster: Cluster,
        _ target: TargetOptions,
        _ session: Session
    ) async throws -> PlanTape {
        let tape = PlanTape()
        let scene = try cluster.copy(observer: tape)
        let quiet = session.quiet
        _ = try await carryOut(set, on: scene, target, quiet)
        return tape
    }

    // MARK: JSON

    /// As a saved plan keeps it.
    var value: Value {
        var value: Value = [
            "files": .array(files.map(Value.string)), "recursive": .bool(recursive),
            "validate": .string(strictness.rawValue), "serverSide": .bool(manner.serverSide),
            "forceConflicts": .bool(manner.forcesConflicts),
        ]
        if !selector.isEmpty { value["selector"] = .string(selector) }
        if !pruning.isEmpty { value["pruning"] = .array(pruning.map(Value.string)) }
        if let namespace { value["namespace"] = .string(namespace) }
        if let manager = manner.fieldManager { value["fieldManager"] = .string(manager) }
        return value
    }

    /// What is made from files.
    init(files: [String], recursive: Bool, namespace: String?, strictness: ValidationStrictness, manner: ApplyManner) {
        self.files = files
        self.recursive = recursive
        self.namespace = namespace
        self.strictness = strictness
        self.manner = manner
    }

    /// What a saved plan keeps.
    init(_ value: Value) {
        self.init(
            files: (value["files"]?.array ?? []).compactMap(\.string),
            recursive: value["recursive"] == true,
            namespace: value["namespace"]?.string,
            strictness: ValidationStrictness(word: value["validate"]?.string ?? "") ?? .strict,
            manner: ApplyManner(
                serverSide: value["serverSide"] == true,
                forcesConflicts: value["forceConflicts"] == true,
                fieldManager: value["fieldManager"]?.string
            )
        )
        selector = value["selector"]?.string ?? ""
        pruning = (value["pruning"]?.array ?? []).compactMap(\.string)
    }
}
