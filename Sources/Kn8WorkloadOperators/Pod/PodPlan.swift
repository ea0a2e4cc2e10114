// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// The status that a simulated node gives a Pod.
struct PodPlan: Sendable {
    /// How the simulation makes a Pod fail: the value of the annotation `kn8.dev/simulate`.
    enum Simulation: String, Sendable {
        case running
        case crash = "CrashLoopBackOff"
        case image = "ImagePullBackOff"
        case pending = "Pending"
        case failed = "Failed"
    }

    static let annotation = "kn8.dev/simulate"
    static let node = "kn8-node"
    static let nodeAddress = "10.0.0.1"

    let pod: Object
    let now: Timestamp

    var simulation: Simulation { pod.annotations[Self.annotation].flatMap(Simulation.init) ?? .running }
    var isScheduled: Bool { simulation != .pending }

    /// Whether the Pod is to run to its end: that of a Job is.
    private var runsToEnd: Bool {
        pod.controller?.kind == "Job"
            || (pod.ownerReferences.isEmpty && pod["spec", "restartPolicy"]?.string == "Never")
    }

    /// The address, which follows from the Pod's name.
    var address: String {
        let hash = StableHash.of(pod.key.description)
        return "10.244.\((hash >> 8) % 256).\(hash % 254 + 1)"
    }

    var status: Value {
        var conditions = Conditions(of: pod)
        guard isScheduled else {
            conditions.set(
                Condition(
                    "PodScheduled",
                    false,
                    reason: "Unschedulable",
                    message: "0/1 nodes are available: the Pod is annotated \(Self.annotation)."
                ),
                now: now
            )
            return ["phase": "Pending", "conditions": conditions.value, "qosClass": quality]
        }
        let ended = runsToEnd && (simulation == .running || simulation == .failed)
        let ready = simulation == .running && !ended
        let completed = ended && simulation == .running
        conditions.set(Condition("PodScheduled", true), now: now)
        conditions.set(Condition("Initialized", true), now: now)
        let names = containers.compactMap { $0["name"]?.string }
        for type in ["ContainersReady", "Ready"] {
            conditions.set(
                ready
                    ? Condition(type, true)
                    : completed
                        ? Condition(type, false, reason: "PodCompleted")
                        : Condition(
                            type,
                            false,
                            reason: "ContainersNotReady",
                            message: "containers with unready status: [\(names.joined(separator: " "))]"
                        ),
                now: now
            )
        }
        let started = pod["status", "startTime"] ?? .string(now.description)
        let phase =
            switch simulation {
            case .failed: "Failed"
            case .image: "Pending"
            default: ended ? "Succeeded" : "Running"
            }
        return [
            "phase": .string(phase), "conditions": conditions.value, "hostIP": .string(Self.nodeAddress),
            "hostIPs": [["ip": .string(Self.nodeAddress)]], "podIP": .string(address),
            "podIPs": [["ip": .string(address)]], "qosClass": quality, "startTime": started,
            "containerStatuses": .array(containers.map { container($0, ready: ready, ended: ended, since: started) }),
        ]
    }

    // The server has found it out when the pod was made.
    private var quality: Value { pod["status", "qosClass"] ?? "BestEffort" }

    private var containers: [Value] { pod["spec", "containers"]?.array ?? [] }

    private func container(_ container: Value, ready: Bool, ended: Bool, since: Value) -> Value {
        let image = container["image"] ?? ""
        let state: Value =
            switch simulation {
            case .crash: ["waiting": ["reason": "CrashLoopBackOff", "message": "back-off restarting failed container"]]
            case .image: ["waiting": ["reason": "ImagePullBackOff", "message": "Back-off pulling image"]]
            case .failed: terminated(1, "Error", since)
            default: ended ? terminated(0, "Completed", since) : ["running": ["startedAt": since]]
            }
        return [
            "name": container["name"] ?? "", "image": image, "imageID": "", "ready": .bool(ready),
            "started": .bool(ready), "restartCount": simulation == .crash ? 1 : 0, "state": state, "lastState": [:],
        ]
    }

    private func terminated(_ code: Int64, _ reason: Value, _ since: Value) -> Value {
        ["terminated": ["exitCode": .int(code), "reason": reason, "startedAt": since, "finishedAt": since]]
    }
}
