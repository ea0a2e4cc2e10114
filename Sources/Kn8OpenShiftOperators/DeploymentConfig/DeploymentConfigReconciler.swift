// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// DeploymentConfig → ReplicationControllers, one for each rollout. The deployer runs in here, not in a Pod of its own;
/// hooks are not run but told of.
struct DeploymentConfigReconciler: Reconciler {
    /// The annotation that makes a hook fail: `pre`, `mid` or `post`.
    static let failingHook = "kn8.dev/simulate-hook-failure"

    var name: String { "deploymentconfig" }
    var drives: GroupVersionKind { .deploymentConfig }
    var watches: [WatchRule] {
        [
            .owned(.replicationController, by: .deploymentConfig),
            WatchRule(.imageStream) { before, after, cache in
                let keys = [before, after].compactMap { $0?.key }
                return cache.objects(of: .deploymentConfig, in: .all).filter { config in
                    keys.contains { ImageTriggers.follows(config, $0) }
                }.map(\.key)
            },
        ]
    }

    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard var config = context.object(key, of: .deploymentConfig), !config.isBeingDeleted else { return .settled }
        if config["spec", "paused"]?.bool != true,
            let resolved = ImageTriggers(config: config).resolved({ context.object($0, of: .imageStream) })
        {
            config = try await context.update(resolved)
        }
        var plan = plan(config, context)
        if plan.latestVersion == 0 || plan.latest != nil, let cause = plan.cause {
            config = try await begin(plan, cause, in: context)
            plan = self.plan(config, context)
        }
        if plan.latestVersion > 0, plan.latest == nil, !plan.isPaused {
            try await cancelOlder(plan, in: context)
            let controller = Rollout.controller(of: config, version: plan.latestVersion)
            try await context.ensure(controller)
            await context.event(
                .normal,
                reason: "DeploymentCreated",
                message: "Created new replication controller \"\(controller.name)\" for version \(plan.latestVersion)",
                about: config
            )
            if config["spec", "strategy", "type"]?.string == "Custom" {
                await context.event(
                    .warning,
                    reason: "NotModelled",
                    message: "Custom deployment strategies are not modelled: customParams are not run, and "
                        + "\(controller.name) rolls out as by Rolling",
                    about: config
                )
            }
            plan = self.plan(config, context)
        }
        var outcome = Outcome.settled
        if let latest = plan.latest, !latest.isOver {
            outcome = try await RolloutRun(plan: plan, rollout: latest, context: context).advance()
        } else if !plan.isPaused || plan.latest != nil {
            try await scale(plan, in: context)
            for surplus in plan.surplus {
                try await context.delete(surplus.controller.key, of: .replicationController)
            }
        }
        try await context.setStatus(self.plan(config, context).status, of: config)
        return outcome
    }

    private func plan(_ config: Object, _ context: any ReconcileContext) -> DeploymentConfigPlan {
        DeploymentConfigPlan(
            config: config,
            controllers: context.objects(of: .replicationController, controlledBy: config.uid),
            now: context.now
        )
    }

    /// Counts the version up and writes down why.
    private func begin(
        _ plan: DeploymentConfigPlan,
        _ cause: Value,
        in context: any ReconcileContext
    ) async throws -> Object {
        var status = plan.status
        status["latestVersion"] = .int(plan.latestVersion + 1)
        status["details"] = cause
        return try await context.setStatus(status, of: plan.config)
    }

    /// Rollouts that still run make way for a newer one.
    private func cancelOlder(_ plan: DeploymentConfigPlan, in context: any ReconcileContext) async throws {
        for rollout in plan.rollouts where !rollout.isOver {
            try await context.ensure(
                rollout.change(
                    [
                        Rollout.cancelled: "true", Rollout.reason: "newer deployment was found running",
                        Rollout.phase: Rollout.Phase.failed.rawValue,
                    ],
                    replicas: 0
                )
            )
        }
    }

    /// The newest complete rollout has as many Pods as are wanted, all others have none.
    private func scale(_ plan: DeploymentConfigPlan, in context: any ReconcileContext) async throws {
        let active = plan.active?.version
        for rollout in plan.rollouts {
            let wanted = rollout.version == active && !plan.isTest ? plan.replicas : 0
            guard rollout.wanted != wanted else { continue }
            let count = rollout.version == active ? [Rollout.replicas: String(wanted)] : [:]
            try await context.ensure(rollout.change(count, replicas: wanted))
            await context.event(
                .normal,
                reason: "ReplicationControllerScaled",
                message:
                    "Scaled replication controller \"\(rollout.controller.name)\" from \(rollout.wanted) to \(wanted)",
                about: plan.config
            )
        }
    }
}
