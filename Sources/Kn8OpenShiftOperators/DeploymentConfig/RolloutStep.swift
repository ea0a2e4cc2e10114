// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What a running rollout does next, by the DeploymentConfig's strategy (`oc:pkg/cli/deployer/strategy`).
enum RolloutStep: Equatable {
    /// Run the hook that is called this way.
    case hook(String)
    /// Give the old rollouts this many Pods altogether, and the new one this many.
    case scale(old: Int64, new: Int64)
    /// Wait for Pods to come or go.
    case wait
    /// All Pods are there: the rollout is complete.
    case finish

    /// The next step of `rollout`.
    ///
    /// - Parameters:
    ///   - desired: How many Pods there are to be at the end.
    ///   - previous: The rollout that ran before; nil for a first one.
    ///   - done: The hooks that ran.
    init(of rollout: Rollout, desired: Int64, previous: Rollout?, strategy: Value, done: Set<String>) {
        func pending(_ hook: String) -> Bool {
            !done.contains(hook) && Self.hook(hook, of: strategy) != nil
        }
        if pending("pre") {
            self = .hook("pre")
            return
        }
        let recreates = strategy["type"]?.string == "Recreate" || previous == nil
        if recreates {
            if let previous, previous.wanted > 0 {
                self = .scale(old: 0, new: rollout.wanted)
            } else if let previous, previous.running > 0 {
                self = .wait
            } else if strategy["type"]?.string == "Recreate", pending("mid") {
                self = .hook("mid")
            } else if rollout.wanted != desired {
                self = .scale(old: 0, new: desired)
            } else {
                self = Self.ending(rollout, desired, pending("post"))
            }
            return
        }
        let old = previous?.wanted ?? 0
        let oldRunning = previous?.running ?? 0
        if rollout.wanted == desired, old == 0 {
            self = oldRunning > 0 ? .wait : Self.ending(rollout, desired, pending("post"))
            return
        }
        let surge = Self.count(strategy[path: ["rollingParams", "maxSurge"]], of: desired, roundsUp: true)
        var unavailable = Self.count(
            strategy[path: ["rollingParams", "maxUnavailable"]],
            of: desired,
            roundsUp: false
        )
        if surge == 0, unavailable == 0 { unavailable = 1 }
        let free = max(0, desired + surge - max(old, oldRunning) - rollout.wanted)
        let new = min(desired, rollout.wanted + free)
        let keep = max(0, desired - unavailable)
        let left = max(0, min(old, keep - rollout.available))
        self = new == rollout.wanted && left == old ? .wait : .scale(old: left, new: new)
    }

    private static func ending(_ rollout: Rollout, _ desired: Int64, _ hasHook: Bool) -> RolloutStep {
        guard rollout.available >= desired else { return .wait }
        return hasHook ? .hook("post") : .finish
    }

    /// The hook of `strategy` called `name`; nil when there is none.
    static func hook(_ name: String, of strategy: Value) -> Value? {
        let field =
            switch strategy["type"]?.string {
            case "Recreate": "recreateParams"
            case "Custom": "customParams"
            default: "rollingParams"
            }
        guard let hook = strategy[path: [field, name]], hook.object != nil else { return nil }
        return hook
    }

    /// How many of `total` the number or percentage means; a quarter when nothing is given.
    private static func count(_ value: Value?, of total: Int64, roundsUp: Bool) -> Int64 {
        let text = value?.string ?? (value?.int == nil ? "25%" : "")
        if let number = value?.int { return max(0, number) }
        guard text.hasSuffix("%"), let percent = Int64(text.dropLast()), (0...100).contains(percent),
            total <= Int64(Int32.max)
        else { return Int64(text).map { max(0, $0) } ?? 0 }
        return (total * percent + (roundsUp ? 99 : 0)) / 100
    }
}
