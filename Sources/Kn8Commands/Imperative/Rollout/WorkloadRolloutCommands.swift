// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

/// `rollout status`, `history` and `undo` of Kubernetes' own workloads; their commands serve DeploymentConfigs as well.
struct WorkloadRolloutCommands {
    let words: [String]
    let target: TargetOptions
    let session: Session

    private func targets(_ cluster: Cluster) async throws -> ChangeTargets {
        guard !words.isEmpty else { throw CommandError("required resource not specified") }
        return try await ChangeTargets(words, all: true, target: target, cluster: cluster, session: session)
    }

    /// Follows each rollout to its end; with `timeout` above 0, for no more seconds than that.
    func status(watching: Bool, timeout: Double) async throws -> ExitStatus {
        let deadline = timeout > 0 ? ContinuousClock.now.advanced(by: .seconds(timeout)) : nil
        var said = ""
        while true {
            var isDone = false
            let text = try await progress(&isDone)
            if text != said { session.console.print(text) }
            session.console.flush()
            said = text
            if isDone || !watching { return .success }
            if let deadline, ContinuousClock.now >= deadline {
                throw CommandError("timed out waiting for the condition")
            }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    // Nothing of the cluster may outlive this, or the state stays locked.
    private func progress(_ isDone: inout Bool) async throws -> String {
        let cluster = try session.cluster(at: target)
        try await cluster.settle(session)
        let targets = try await targets(cluster)
        if let error = targets.missing.first { throw error }
        let rollouts = try targets.found.map { try WorkloadRollout($0.object) }
        isDone = rollouts.allSatisfy(\.isDone)
        return rollouts.map(\.message).joined(separator: "\n")
    }

    /// Lists the revisions of each object.
    func history() async throws -> ExitStatus {
        let cluster = try session.cluster(at: target)
        return try await targets(cluster).forEach(session) { target in
            let object = target.object
            guard ["Deployment", "StatefulSet", "DaemonSet"].contains(object.kind) else {
                throw CommandError("no history viewer has been implemented for \"\(object.kind)\"")
            }
            let revisions = try await WorkloadRevision.all(of: object, cluster.client)
            session.console.print("\(ResultPrinter.name(of: object)) ")
            guard !revisions.isEmpty else { return session.console.print("No rollout history found.") }
            session.console.print("REVISION  CHANGE-CAUSE")
            for revision in revisions {
                let number = String(revision.number)
                let blank = String(repeating: " ", count: max(2, 10 - number.utf8.count))
                session.console.print(number + blank + (revision.cause.isEmpty ? "<none>" : revision.cause))
            }
            session.console.print("")
        } ? .success : .failure
    }

    /// Goes back to the template of `revision`, or of the one before the latest when it is 0.
    func undo(revision: Int64) async throws -> ExitStatus {
        let objects = RolloutObjects(words: words, manifests: nil, selectors: nil, change: nil, target: target)
        return try await objects.run("rolled back", in: session) { object, _, client in
            let kind = object.kind
            guard ["Deployment", "StatefulSet", "DaemonSet"].contains(kind) else {
                throw CommandError("no rollbacker has been implemented for \"\(kind)\"")
            }
            guard revision >= 0 else { throw CommandError("revision must be a positive integer: \(revision)") }
            if kind == "Deployment", object["spec", "paused"]?.bool == true {
                throw CommandError(
                    "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again"
                )
            }
            let revisions = try await WorkloadRevision.all(of: object, client)
            guard revision > 0 || revisions.count > 1 else {
                throw CommandError("no rollout history found for \(kind.lowercased()) \"\(object.name)\"")
            }
            let wanted =
                revision > 0 ? revisions.first { $0.number == revision } : revisions.dropLast().last
            guard let wanted else {
                throw CommandError("unable to find specified revision \(revision) in history")
            }
            guard wanted.template != object["spec", "template"] else {
                return "skipped rollback (current template already matches revision \(wanted.number))"
            }
            object["spec", "template"] = wanted.template
            return nil
        }
    }
}
