// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// One rollout of a DeploymentConfig: the ReplicationController that stands for it, and what its annotations say.
struct Rollout {
    /// How far a rollout is; it only goes forward.
    enum Phase: String {
        case new = "New"
        case pending = "Pending"
        case running = "Running"
        case complete = "Complete"
        case failed = "Failed"
    }

    static let phase = "openshift.io/deployment.phase"
    static let config = "openshift.io/deployment-config.name"
    static let version = "openshift.io/deployment-config.latest-version"
    static let encoded = "openshift.io/encoded-deployment-config"
    static let reason = "openshift.io/deployment.status-reason"
    static let cancelled = "openshift.io/deployment.cancelled"
    static let desired = "kubectl.kubernetes.io/desired-replicas"
    static let replicas = "openshift.io/deployment.replicas"
    /// Which hooks ran: ours, since there are no hook pods that could be looked up.
    static let hooks = "kn8.dev/hooks-run"

    let controller: Object

    var phase: Phase { controller.annotations[Self.phase].flatMap(Phase.init) ?? .new }
    var version: Int64 { controller.annotations[Self.version].flatMap { Int64($0) } ?? 0 }
    var isOver: Bool { phase == .complete || phase == .failed }
    var isCancelled: Bool { controller.annotations[Self.cancelled] == "true" }
    var wanted: Int64 { controller["spec", "replicas"]?.int ?? 0 }
    var running: Int64 { controller["status", "replicas"]?.int ?? 0 }
    var available: Int64 { controller["status", "availableReplicas"]?.int ?? 0 }

    /// The DeploymentConfig as it was when the rollout began; nil when that cannot be read.
    var encodedConfig: Value? { controller.annotations[Self.encoded].flatMap { try? Value(json: $0) } }

    /// A change of the controller: annotations (an empty text takes one away) and, if given, the number of Pods.
    func change(_ annotations: [String: String], replicas: Int64? = nil) -> Object {
        var object = Object(.replicationController, namespace: controller.namespace, name: controller.name)
        for (key, value) in annotations {
            object["metadata", "annotations", key] = value.isEmpty ? .null : .string(value)
        }
        if let replicas { object["spec", "replicas"] = .int(replicas) }
        return object
    }

    /// `config` as a rollout remembers it: without what changes by itself.
    private static func encoded(_ config: Object) -> String {
        var kept = config
        for field in ["resourceVersion", "generation", "managedFields"] { kept["metadata", field] = nil }
        kept["status"] = nil
        kept["status", "latestVersion"] = config["status", "latestVersion"]
        kept["status", "details"] = config["status", "details"]
        return kept.value.json()
    }

    /// The ReplicationController of the next rollout of `config`, without Pods yet
    /// (`library-go:pkg/apps/appsutil/util.go`).
    static func controller(of config: Object, version: Int64) -> Object {
        let name = "\(config.name)-\(version)"
        var controller = Object(.replicationController, namespace: config.namespace, name: name)
        var labels = config.labels
        labels[Self.config] = config.name
        controller.labels = labels
        controller.annotations = [
            Self.config: config.name, Self.version: String(version), Self.phase: Phase.new.rawValue,
            encoded: encoded(config), desired: String(config["spec", "replicas"]?.int ?? 0), replicas: "0",
            reason: config["status", "details", "message"]?.string ?? "",
        ]
        controller.ownerReferences = [config.asController]
        let own: [String: Value] = ["deploymentconfig": .string(config.name), "deployment": .string(name)]
        var template = config["spec", "template"] ?? .emptyObject
        var selector = config["spec", "selector"]?.object ?? [:]
        if selector.isEmpty { selector = template[path: ["metadata", "labels"]]?.object ?? [:] }
        for (key, value) in own {
            template[path: ["metadata", "labels", key]] = value
            selector[key] = value
        }
        let annotations = [
            "openshift.io/deployment.name": name, Self.config: config.name, Self.version: String(version),
        ]
        for (key, value) in annotations { template[path: ["metadata", "annotations", key]] = .string(value) }
        controller["spec"] = ["replicas": 0, "selector": .object(selector), "template": template]
        if let seconds = config["spec", "minReadySeconds"], seconds.int != 0 {
            controller["spec", "minReadySeconds"] = seconds
        }
        return controller
    }
}
