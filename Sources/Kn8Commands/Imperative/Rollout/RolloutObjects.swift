// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

/// What `rollout restart`, `pause`, `resume` and `undo` of Kubernetes' own workloads have in common.
struct RolloutObjects {
    let words: [String]
    let manifests: FilenameOptions?
    let selectors: SelectorOptions?
    let change: ChangeOptions?
    let target: TargetOptions

    /// Whether `words` name a DeploymentConfig, whose rollouts are OpenShift's.
    static func areDeploymentConfigs(_ words: [String]) -> Bool {
        let type = words.first?.split(separator: "/").first?.lowercased() ?? ""
        let names = ["dc", "deploymentconfig", "deploymentconfigs"]
        return names.contains(type) || names.contains { type == "\($0).apps.openshift.io" }
    }

    /// Stores what `work` makes of each object and says `outcome`; `work` throws when it has nothing to do.
    func run(
        _ outcome: String,
        in session: Session,
        _ work: (inout Object, ChangeTargets.Target, any APIClient) async throws -> String?
    ) async throws -> ExitStatus {
        guard !words.isEmpty || manifests?.filename.isEmpty == false else {
            throw CommandError("required resource not specified")
        }
        var printer = try change?.printer(session)
        let options = try change?.writing(as: "kubectl-rollout") ?? WriteOptions(fieldManager: "kubectl-rollout")
        let cluster = try session.cluster(at: target)
        let targets = try await ChangeTargets(
            words,
            manifests: manifests,
            selectors: selectors,
            all: true,
            target: target,
            cluster: cluster,
            session: session
        )
        let isSound = try await targets.forEach(session) { target in
            var object = target.object
            let note = try await work(&object, target, cluster.client)
            var after = object
            if object != target.object {
                after = try await cluster.client.update(
                    object,
                    of: target.resource,
                    subresource: nil,
                    options: options
                )
            }
            try printer?.print(after, note ?? outcome)
            if printer == nil { session.console.print("\(ResultPrinter.name(of: after)) \(note ?? outcome)") }
        }
        if !options.dryRun { try await cluster.settle(session) }
        return isSound ? .success : .failure
    }
}
