// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// What is to be done about a DeploymentConfig, read from it and from its rollouts
/// (`openshift-controller-manager:pkg/apps/deploymentconfig/deploymentconfig_controller.go`).
struct DeploymentConfigPlan {
    let config: Object
    /// The rollouts, newest first.
    let rollouts: [Rollout]
    let now: Timestamp

    init(config: Object, controllers: [Object], now: Timestamp) {
        self.config = config
        rollouts = controllers.map(Rollout.init).sorted { $0.version > $1.version }
        self.now = now
    }

    var latestVersion: Int64 { config["status", "latestVersion"]?.int ?? 0 }
    var replicas: Int64 { config["spec", "replicas"]?.int ?? 0 }
    var isTest: Bool { config["spec", "test"]?.bool ?? false }
    var isPaused: Bool { config["spec", "paused"]?.bool ?? false }

    /// The rollout of the latest version; nil before it is made.
    var latest: Rollout? { rollouts.first { $0.version == latestVersion } }
    /// The newest rollout that completed, which is the one that runs.
    var active: Rollout? { rollouts.first { $0.phase == .complete } }

    private var types: [String] { (config["spec", "triggers"]?.array ?? []).compactMap { $0["type"]?.string } }
    private var hasConfigTrigger: Bool { types.contains("ConfigChange") }
    private var imageTriggers: [Value] { ImageTriggers(config: config).all }

    /// Whether a container has no image yet: it waits for a trigger.
    var hasBlankImage: Bool {
        ["containers", "initContainers"].contains { field in
            (config["spec", "template", "spec", field]?.array ?? []).contains { container in
                (container["image"]?.string ?? "").utf8.allSatisfy { $0 <= 0x20 }
            }
        }
    }

    /// What makes a new rollout necessary, as `status.details`; nil when nothing does.
    var cause: Value? {
        guard !types.isEmpty, !isPaused, !hasBlankImage else { return nil }
        let triggers = imageTriggers
        guard triggers.allSatisfy({ $0["lastTriggeredImage"]?.string?.isEmpty == false }) else { return nil }
        guard latestVersion > 0 else {
            return hasConfigTrigger ? Self.configChange : Self.imageChange(triggers)
        }
        guard let before = latest?.encodedConfig else { return nil }
        let changed = triggers.filter { trigger in
            trigger["automatic"]?.bool == true && !Self.lastImages(before).contains(trigger.lastImage)
        }
        if !changed.isEmpty { return Self.imageChange(changed) }
        let template = config["spec", "template"]
        guard hasConfigTrigger, before[path: ["spec", "template"]] != template else { return nil }
        return Self.configChange
    }

    private static let configChange: Value = ["message": "config change", "causes": [["type": "ConfigChange"]]]

    private static func imageChange(_ triggers: [Value]) -> Value {
        [
            "message": "image change",
            "causes": .array(
                triggers.map { ["type": "ImageChange", "imageTrigger": ["from": $0["from"] ?? .emptyObject]] }
            ),
        ]
    }

    private static func lastImages(_ config: Value) -> Set<[String]> {
        Set(ImageTriggers(config: Object(config)).all.map(\.lastImage))
    }

    /// The rollouts beyond `revisionHistoryLimit`, oldest first: only such as are over, have no Pods and are not active.
    var surplus: [Rollout] {
        guard let limit = config["spec", "revisionHistoryLimit"]?.int else { return [] }
        let active = active?.version
        let idle = rollouts.filter { rollout in
            rollout.isOver && rollout.version != active && rollout.version != latestVersion && rollout.wanted == 0
                && rollout.running == 0
        }
        return Array(idle.dropFirst(Int(clamping: max(0, limit))).reversed())
    }

    /// The status, apart from `latestVersion` and `details`, which are changed by decisions.
    var status: Value {
        func sum(_ field: String) -> Int64 {
            rollouts.reduce(0) { $0 + ($1.controller["status", field]?.int ?? 0) }
        }
        let available = sum("availableReplicas")
        let total = sum("replicas")
        var status: Value = [
            "latestVersion": .int(latestVersion), "observedGeneration": .int(config.generation),
            "replicas": .int(total), "updatedReplicas": .int(latest?.running ?? 0),
            "availableReplicas": .int(available), "unavailableReplicas": .int(max(0, total - available)),
        ]
        let ready = sum("readyReplicas")
        if ready > 0 { status["readyReplicas"] = .int(ready) }
        status["details"] = config["status", "details"]
        status["conditions"] = conditions(available: available).value
        return status
    }

    private func conditions(available: Int64) -> Conditions {
        var conditions = Conditions(of: config)
        let enough = available >= replicas && replicas > 0
        set(
            Condition(
                "Available",
                enough,
                message: enough
                    ? "Deployment config has minimum availability."
                    : "Deployment config does not have minimum availability."
            ),
            in: &conditions
        )
        guard let latest else { return conditions }
        let name = "replication controller \"\(latest.controller.name)\""
        let condition =
            switch latest.phase {
            case .new, .pending:
                Condition(
                    "Progressing",
                    status: "Unknown",
                    reason: "NewReplicationControllerCreated",
                    message: "Created new \(name) for version \(latest.version)"
                )
            case .running:
                Condition(
                    "Progressing",
                    true,
                    reason: "ReplicationControllerUpdated",
                    message: "\(name) is progressing"
                )
            case .complete:
                Condition(
                    "Progressing",
                    true,
                    reason: "NewReplicationControllerAvailable",
                    message: "\(name) successfully rolled out"
                )
            case .failed where latest.isCancelled:
                Condition(
                    "Progressing",
                    false,
                    reason: "RolloutCancelled",
                    message: "rollout of \(name) was cancelled"
                )
            case .failed:
                Condition(
                    "Progressing",
                    false,
                    reason: "ProgressDeadlineExceeded",
                    message: "\(name) has failed progressing"
                )
            }
        set(condition, in: &conditions)
        return conditions
    }

    /// Puts `condition` in; `lastUpdateTime` moves with anything that a reader could see.
    private func set(_ condition: Condition, in conditions: inout Conditions) {
        var condition = condition
        let before = conditions[condition.type]
        let same =
            before.map {
                $0.status == condition.status && $0.reason == condition.reason && $0.message == condition.message
            } ?? false
        condition.more["lastUpdateTime"] = (same ? before?.more["lastUpdateTime"] : nil) ?? .string(now.description)
        conditions.set(condition, now: now)
    }
}

extension Value {
    /// The tag a trigger follows and the image it saw last.
    fileprivate var lastImage: [String] {
        [
            self[path: ["from", "namespace"]]?.string ?? "", self[path: ["from", "name"]]?.string ?? "",
            self["lastTriggeredImage"]?.string ?? "",
        ]
    }
}
