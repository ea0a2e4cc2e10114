// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// Carries a running rollout on by as many steps as need no waiting.
struct RolloutRun {
    let plan: DeploymentConfigPlan
    let rollout: Rollout
    let context: any ReconcileContext

    private var strategy: Value { plan.config["spec", "strategy"] ?? .emptyObject }
    private var name: String { rollout.controller.name }

    /// How long Pods may take to come, in seconds.
    private var timeout: Int64 {
        let field = strategy["type"]?.string == "Recreate" ? "recreateParams" : "rollingParams"
        let seconds = strategy[path: [field, "timeoutSeconds"]]?.int ?? 600
        return seconds > 0 ? seconds : 600
    }

    /// Goes on until the rollout waits or is over.
    func advance() async throws -> Outcome {
        guard !rollout.isCancelled else {
            try await fail(reason: rollout.controller.annotations[Rollout.reason] ?? "cancelled by the user")
            return .settled
        }
        if rollout.phase != .running {
            try await context.ensure(rollout.change([Rollout.phase: Rollout.Phase.running.rawValue]))
        }
        // Each round either runs a hook or scales, and there are three hooks.
        for _ in 0..<8 {
            guard let current = context.object(rollout.controller.key, of: .replicationController).map(Rollout.init)
            else { return .settled }
            let done = Set((current.controller.annotations[Rollout.hooks] ?? "").split(separator: ",").map(String.init))
            let step = RolloutStep(
                of: current,
                desired: plan.replicas,
                previous: previous,
                strategy: strategy,
                done: done
            )
            switch step {
            case .hook(let hook):
                guard try await run(hook, done: done, current) else { return .settled }
            case .scale(let old, let new): try await scale(current, old: old, new: new)
            case .wait: return try await wait()
            case .finish:
                try await finish(current)
                return .settled
            }
        }
        return .settled
    }

    /// The rollout that ran before, as it is now.
    private var previous: Rollout? {
        plan.active.flatMap { context.object($0.controller.key, of: .replicationController) }.map(Rollout.init)
    }

    /// Tells of the hook; returns false when it ends the rollout.
    private func run(_ hook: String, done: Set<String>, _ current: Rollout) async throws -> Bool {
        let value = RolloutStep.hook(hook, of: strategy) ?? .emptyObject
        let subject = "rollout \(plan.config.namespace)/\(name)"
        await context.event(
            .normal,
            reason: "Started",
            message: "Running \(hook)-hook for \(subject); hooks are simulated",
            about: plan.config
        )
        let fails = plan.config.annotations[DeploymentConfigReconciler.failingHook] == hook
        if fails, value["failurePolicy"]?.string != "Ignore" {
            await context.event(
                .warning,
                reason: "Failed",
                message: "The \(hook)-hook failed: \(subject)",
                about: plan.config
            )
            try await fail(reason: "\(hook) hook failed")
            return false
        }
        let order = ["pre", "mid", "post"].filter { done.contains($0) || $0 == hook }
        try await context.ensure(current.change([Rollout.hooks: order.joined(separator: ",")]))
        await context.event(
            .normal,
            reason: "Completed",
            message: "The \(hook)-hook for \(subject) completed successfully",
            about: plan.config
        )
        return true
    }

    private func scale(_ current: Rollout, old: Int64, new: Int64) async throws {
        if let previous, previous.wanted != old {
            try await context.ensure(previous.change([:], replicas: old))
        }
        if current.wanted != new { try await context.ensure(current.change([:], replicas: new)) }
    }

    /// Waits until the time is up, then fails. A rollout that was begun in the past counts from now on.
    private func wait() async throws -> Outcome {
        let key = "kn8.dev/rollout-deadline"
        let limit = rollout.controller.annotations[key].flatMap { Timestamp($0) }
        guard let limit else {
            let limit = Timestamp(seconds: context.now.seconds + timeout)
            try await context.ensure(rollout.change([key: limit.description]))
            return .again(afterSeconds: timeout)
        }
        guard context.now < limit else {
            try await fail(reason: "timed out waiting for \"\(name)\" to become ready")
            return .settled
        }
        return .again(afterSeconds: max(1, limit.seconds - context.now.seconds))
    }

    private func finish(_ current: Rollout) async throws {
        try await context.ensure(
            current.change([
                Rollout.phase: Rollout.Phase.complete.rawValue, Rollout.replicas: String(plan.replicas),
                Rollout.desired: "", Rollout.hooks: "", "kn8.dev/rollout-deadline": "",
            ])
        )
    }

    /// The rollout fails and gives its Pods up; the one before gets back what it had.
    private func fail(reason: String) async throws {
        try await context.ensure(
            rollout.change(
                [Rollout.phase: Rollout.Phase.failed.rawValue, Rollout.reason: reason, "kn8.dev/rollout-deadline": ""],
                replicas: 0
            )
        )
    }
}
