// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

extension BuiltInColumns {
    static let pod: [Column] = [
        .objectName,
        Column("Ready") { object, _ in
            let statuses = object["status", "containerStatuses"]?.array ?? []
            let total = object["spec", "containers"]?.array?.count ?? 0
            return "\(statuses.count { $0["ready"]?.bool == true })/\(total)"
        },
        Column("Status") { object, _ in podStatus(object) },
        Column("Restarts") { object, _ in
            let statuses = object["status", "containerStatuses"]?.array ?? []
            return "\(statuses.reduce(0) { $0 + ($1["restartCount"]?.int ?? 0) })"
        },
        .age,
        Column("IP", wide: true) { object, _ in orNone(text(object, "status", "podIP")) },
        Column("Node", wide: true) { object, _ in orNone(text(object, "spec", "nodeName")) },
        Column("Nominated Node", wide: true) { object, _ in orNone(text(object, "status", "nominatedNodeName")) },
        Column("Readiness Gates", wide: true) { _, _ in "<none>" },
    ]

    /// The phase, or the reason of the first container that waits or has ended.
    private static func podStatus(_ object: Object) -> String {
        if object.isBeingDeleted { return "Terminating" }
        var status = text(object, "status", "phase")
        let reason = text(object, "status", "reason")
        if !reason.isEmpty { status = reason }
        for container in (object["status", "containerStatuses"]?.array ?? []).reversed() {
            let waiting = container[path: ["state", "waiting", "reason"]]?.string ?? ""
            let terminated = container[path: ["state", "terminated"]]
            if !waiting.isEmpty {
                status = waiting
            } else if let reason = terminated?["reason"]?.string, !reason.isEmpty {
                status = reason
            } else if let terminated {
                status = "ExitCode:\(terminated["exitCode"]?.int ?? 0)"
            }
        }
        return status
    }

    private static let template: [Column] = [
        Column("Containers", wide: true) { object, _ in containers(object, "name") },
        Column("Images", wide: true) { object, _ in containers(object, "image") },
    ]

    private static let selectorColumn = Column("Selector", wide: true) { object, _ in
        selector(object["spec", "selector"])
    }

    private static func containers(_ object: Object, _ field: String) -> String {
        let containers = object["spec", "template", "spec", "containers"]?.array ?? []
        return containers.compactMap { $0[field]?.string }.joined(separator: ",")
    }

    /// The number of replicas asked for; 1 when the field is absent.
    private static func desired(_ object: Object) -> Int64 { object["spec", "replicas"]?.int ?? 1 }

    private static func count(_ name: String, _ field: String) -> Column {
        Column(name) { object, _ in "\(number(object, "status", field))" }
    }

    static let deployment: [Column] =
        [
            .objectName,
            Column("Ready") { object, _ in "\(number(object, "status", "readyReplicas"))/\(desired(object))" },
            count("Up-to-date", "updatedReplicas"),
            count("Available", "availableReplicas"),
            .age,
        ] + template + [selectorColumn]

    static let replicaSet: [Column] =
        [
            .objectName,
            Column("Desired") { object, _ in "\(desired(object))" },
            count("Current", "replicas"),
            count("Ready", "readyReplicas"),
            .age,
        ] + template + [selectorColumn]

    static let statefulSet: [Column] =
        [
            .objectName,
            Column("Ready") { object, _ in "\(number(object, "status", "readyReplicas"))/\(desired(object))" },
            .age,
        ] + template

    static let daemonSet: [Column] =
        [
            .objectName,
            count("Desired", "desiredNumberScheduled"),
            count("Current", "currentNumberScheduled"),
            count("Ready", "numberReady"),
            count("Up-to-date", "updatedNumberScheduled"),
            count("Available", "numberAvailable"),
            Column("Node Selector") { object, _ in selector(object["spec", "template", "spec", "nodeSelector"]) },
            .age,
        ] + template + [selectorColumn]

    static let job: [Column] =
        [
            .objectName,
            Column("Status") { object, _ in
                let conditions = object["status", "conditions"]?.array ?? []
                let met = conditions.filter { $0["status"]?.string == "True" }.compactMap { $0["type"]?.string }
                let order = ["Complete", "Failed", "Terminating", "Suspended", "FailureTarget", "SuccessCriteriaMet"]
                return order.first(where: met.contains) ?? "Running"
            },
            Column("Completions") { object, _ in
                "\(number(object, "status", "succeeded"))/\(object["spec", "completions"]?.int ?? 1)"
            },
            Column("Duration") { object, now in
                guard let start = Timestamp(text(object, "status", "startTime")) else { return "" }
                let end = Timestamp(text(object, "status", "completionTime")) ?? now
                return HumanDuration.text(seconds: end.seconds - start.seconds)
            },
            .age,
        ] + template + [selectorColumn]

    static let podDisruptionBudget: [Column] = [
        .objectName,
        Column("Min Available") { object, _ in object["spec", "minAvailable"].map(intOrString) ?? "N/A" },
        Column("Max Unavailable") { object, _ in object["spec", "maxUnavailable"].map(intOrString) ?? "N/A" },
        count("Allowed Disruptions", "disruptionsAllowed"),
        .age,
    ]

    private static func intOrString(_ value: Value) -> String { value.string ?? value.json() }
}
