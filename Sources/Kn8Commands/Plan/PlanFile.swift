// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply
internal import Kn8Crypto
internal import Kn8Value

/// A plan in a file: how it is saved, and how it is carried out.
struct PlanFile {
    let path: String

    /// Whether `path` is to be taken for the name of a plan.
    static func isPlan(_ path: String) -> Bool { path.hasSuffix(SavedPlan.suffix) }

    /// Saves what applying `set` would write to `cluster`, which is as it was when the plan was made.
    func save(
        _ set: ManifestSet,
        _ making: PlanMaking,
        _ report: Value,
        on cluster: Cluster,
        _ target: TargetOptions,
        _ session: Session
    ) async throws {
        let tape = try await making.tape(set, on: cluster, target, session)
        do {
            let plan = try SavedPlan(
                tape: tape,
                cluster: await ClusterIdentity.of(cluster.client),
                making: making.value,
                report: report,
                madeBy: Kn8.version,
                time: session.time.now()
            )
            guard plan.sealedWrites.isEmpty || !making.files.contains("-") else {
                throw CommandError(
                    "a plan with secret values cannot be saved from standard input: no plan holds them, so the "
                        + "manifests must be there to be read again",
                    status: .unusable
                )
            }
            try WholeFile.write(try plan.text(), to: path, isPrivate: true)
        } catch let error as CryptoError {
            throw CommandError("\(error)", status: .unusable)
        }
    }

    /// Carries the plan out: all of its writes and no other. `told` hears of each object that was written.
    func apply(
        to target: TargetOptions,
        dryRun: DryRun,
        in session: Session,
        told: (_ name: String, _ deed: String) -> Void
    ) async throws -> ExitStatus {
        var plan = try read()
        let cluster = try session.cluster(at: target)
        // What was taken for a secret when the plan was made must be taken for one now.
        await cluster.noteSecrets()
        let obstacles = try await PlanReplay(plan, on: cluster.client).obstacles()
        guard obstacles.isEmpty else {
            let list = obstacles.map { "\n  \($0)" }.joined()
            throw CommandError("\(path) is not applied: what it was made from has moved; make it anew\(list)")
        }
        try await unseal(&plan, cluster, target, session)
        let scene = dryRun == .none ? cluster : try cluster.copy()
        let count = plan.writes.count
        try await scene.batch {
            var (last, made) = ("", 0)
            try await PlanReplay(plan, on: scene.client).run { write, resource, object in
                made += 1
                let name = "\(resource.printedName)/\(object.name.isEmpty ? write.key.name : object.name)"
                let deed = PlanFile.deed(of: write)
                // The writes of one object follow each other.
                if name + deed != last { told(name, deed) }
                last = name + deed
            } refused: { error in
                let way = made == 0 || dryRun != .none ? "" : "; 'kn8 undo' takes them back"
                session.console.say("error: \(made) of \(count) writes of \(path) were made before this\(way)")
            }
        }
        if dryRun == .none { try await cluster.settle(session) }
        return .success
    }

    private func read() throws -> SavedPlan {
        let bytes = try WholeFile.read(path)
        do {
            return try SavedPlan.read(bytes)
        } catch let fault as SavedPlan.Fault {
            throw CommandError("\(path) is not applied: \(fault.description)")
        } catch let error as CryptoError {
            throw CommandError("\(path) is not applied: \(error)")
        }
    }

    private func unseal(
        _ plan: inout SavedPlan,
        _ cluster: Cluster,
        _ target: TargetOptions,
        _ session: Session
    ) async throws {
        guard !plan.sealedWrites.isEmpty else { return }
        let making = PlanMaking(plan.making)
        let tape: PlanTape
        do {
            tape = try await making.tape(try making.manifests(), on: cluster, target, session)
        } catch let error as CommandError {
            throw CommandError("\(path) is not applied: its secret values are not at hand: \(error.message)")
        }
        let strange = try plan.unseal(from: tape)
        guard strange.isEmpty else {
            let list = strange.map { "\n  \($0.kind.kind) \($0.key): \($0.sealed.joined(separator: ", "))" }.joined()
            throw CommandError("\(path) is not applied: the manifests have other secret values now\(list)")
        }
    }

    private static func deed(of write: SavedWrite) -> String {
        switch (write.verb, write.patch) {
        case ("create", _): "created"
        case ("delete", _): "pruned"
        case ("patch", "apply"): "serverside-applied"
        default: "configured"
        }
    }
}
