// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// What changes of objects come to: pure rules over the object before and after.
package enum ConsequenceRules {
    /// The consequences of the change from `before` (nil: there is none) to `after` (nil: it goes), the gravest first.
    package static func consequences(from before: Object?, to after: Object?) -> [Consequence] {
        var found: [Consequence] = []
        if let after {
            found += PrivilegeRules.consequences(from: before, to: after)
            if let before {
                found +=
                    replacement(before, after) + scaling(before, after) + shrinking(before, after)
                    + traffic(before, after)
            }
        } else if let before {
            found += deletion(of: before)
        }
        let order = Consequence.Sort.allCases
        return found.enumerated()
            .sorted {
                (order.firstIndex(of: $0.element.sort) ?? 0, $0.offset)
                    < (order.firstIndex(of: $1.element.sort) ?? 0, $1.offset)
            }
            .map(\.element)
    }

    /// What the refusal of a change means: a field that may not change can only be had by making the object anew.
    package static func consequence(ofRefusal error: APIError) -> Consequence? {
        let text = error.message
        let isFixed = ["field is immutable", "updates to statefulset spec", "may not be changed", "may not change"]
            .contains(where: text.contains)
        return isFixed ? Consequence(.recreate, text) : nil
    }

    // MARK: Pods

    private static let templated: Set<String> = [
        "Deployment", "StatefulSet", "DaemonSet", "DeploymentConfig", "ReplicaSet", "ReplicationController",
    ]

    private static func replacement(_ before: Object, _ after: Object) -> [Consequence] {
        guard templated.contains(after.kind), before["spec", "template"] != after["spec", "template"] else { return [] }
        // The pods of these stay as they are until somebody deletes them.
        if ["ReplicaSet", "ReplicationController"].contains(after.kind) { return [] }
        if after["spec", "updateStrategy", "type"]?.string == "OnDelete" { return [] }
        let place = FieldPath(keys: "spec", "template")
        let first = firstDifference(before["spec", "template"], after["spec", "template"], at: place)
        return [Consequence(.restart, "the Pod template changes", at: first)]
    }

    private static func firstDifference(_ old: Value?, _ new: Value?, at path: FieldPath) -> FieldPath {
        guard path.steps.count < 32 else { return path }
        switch (old, new) {
        case (.object(let left), .object(let right)):
            let key = Set(left.keys).union(right.keys).sorted().first { left[$0] != right[$0] }
            return key.map { firstDifference(left[$0], right[$0], at: path.key($0)) } ?? path
        case (.array(let left), .array(let right)) where left.count == right.count:
            let index = left.indices.first { left[$0] != right[$0] }
            return index.map { firstDifference(left[$0], right[$0], at: path.index($0)) } ?? path
        default: return path
        }
    }

    // MARK: Numbers

    /// Where kinds keep how many there are, and whether none means that data is out of reach.
    private static let counts: [(kind: String, path: [String], holdsData: Bool)] = [
        ("Deployment", ["spec", "replicas"], false), ("ReplicaSet", ["spec", "replicas"], false),
        ("StatefulSet", ["spec", "replicas"], true), ("ReplicationController", ["spec", "replicas"], false),
        ("DeploymentConfig", ["spec", "replicas"], false), ("MysqlCluster", ["spec", "replicas"], true),
        ("Kafka", ["spec", "kafka", "replicas"], true), ("Kafka", ["spec", "zookeeper", "replicas"], true),
        ("Job", ["spec", "parallelism"], false),
    ]

    private static func scaling(_ before: Object, _ after: Object) -> [Consequence] {
        counts.filter { $0.kind == after.kind }.flatMap { count -> [Consequence] in
            let (old, new) = (before.value[path: count.path]?.int, after.value[path: count.path]?.int)
            guard let old, let new, old != new else { return [] }
            let place = FieldPath(count.path.map(FieldPath.Step.key))
            let scale = Consequence(.scale, "\(old) → \(new)", at: place)
            guard new == 0, count.holdsData else { return [scale] }
            return [Consequence(.dataLoss, "nothing serves the data of \(after.kind) any more", at: place), scale]
        }
    }

    private static func shrinking(_ before: Object, _ after: Object) -> [Consequence] {
        switch after.kind {
        case "KafkaTopic":
            let place = FieldPath(keys: "spec", "partitions")
            guard let old = before["spec", "partitions"]?.int, let new = after["spec", "partitions"]?.int, new < old
            else { return [] }
            return [Consequence(.dataLoss, "partitions \(old) → \(new): the records of the others go", at: place)]
        case "PersistentVolumeClaim":
            let path = ["spec", "resources", "requests", "storage"]
            guard let old = before.value[path: path]?.string.flatMap({ Quantity($0) }),
                let new = after.value[path: path]?.string.flatMap({ Quantity($0) }), new < old
            else { return [] }
            let place = FieldPath(path.map(FieldPath.Step.key))
            return [Consequence(.dataLoss, "the volume shrinks: \(old) → \(new)", at: place)]
        default: return []
        }
    }

    private static let keepers: [String: String] = [
        "PersistentVolumeClaim": "its volume may go with it", "PersistentVolume": "what is on it may go with it",
        "StatefulSet": "its Pods keep data", "Namespace": "everything in it goes",
        "CustomResourceDefinition": "every object of its kind goes", "MysqlCluster": "its databases go",
        "MysqlDatabase": "the database may go", "Kafka": "its records go", "KafkaTopic": "its records go",
        "KafkaNodePool": "the records of its brokers go",
    ]

    private static func deletion(of object: Object) -> [Consequence] {
        keepers[object.kind].map { [Consequence(.dataLoss, $0)] } ?? []
    }

    // MARK: Traffic

    private static func traffic(_ before: Object, _ after: Object) -> [Consequence] {
        switch after.kind {
        case "Service" where after.gvk.group == "serving.knative.dev",
            "Route" where after.gvk.group == "serving.knative.dev":
            let (old, new) = (shares(before["spec", "traffic"]), shares(after["spec", "traffic"]))
            if old != new {
                return [
                    Consequence(.trafficShift, "\(told(old)) → \(told(new))", at: FieldPath(keys: "spec", "traffic"))
                ]
            }
            let (was, becomes) = (shares(before["status", "traffic"]), shares(after["status", "traffic"]))
            guard was != becomes, !was.isEmpty else { return [] }
            return [
                Consequence(.trafficShift, "\(told(was)) → \(told(becomes))", at: FieldPath(keys: "status", "traffic"))
            ]
        case "IngressRoute", "HTTPProxy": return weights(before, after)
        case "Service":
            guard after.gvk.group.isEmpty, before["spec", "selector"] != after["spec", "selector"] else { return [] }
            return [Consequence(.trafficShift, "other Pods are selected", at: FieldPath(keys: "spec", "selector"))]
        default: return []
        }
    }

    private static func shares(_ traffic: Value?) -> [String] {
        (traffic?.array ?? []).map { target in
            let name = target["revisionName"]?.string ?? (target["tag"]?.string.map { "latest:\($0)" } ?? "latest")
            return "\(name) \(target["percent"]?.int ?? 0)%"
        }
    }

    private static func told(_ shares: [String]) -> String {
        shares.isEmpty ? "latest 100%" : shares.joined(separator: ", ")
    }

    private static func weights(_ before: Object, _ after: Object) -> [Consequence] {
        let (old, new) = (before["spec", "routes"]?.array ?? [], after["spec", "routes"]?.array ?? [])
        var found: [Consequence] = []
        for (route, pair) in zip(old, new).enumerated() {
            let (left, right) = (pair.0["services"]?.array ?? [], pair.1["services"]?.array ?? [])
            for index in 0..<max(left.count, right.count) {
                let was = left.indices.contains(index) ? left[index] : .null
                let `is` = right.indices.contains(index) ? right[index] : .null
                if was == `is` { continue }
                let place = FieldPath(keys: "spec", "routes").index(route).key("services").index(index)
                found.append(Consequence(.trafficShift, "\(backend(was)) → \(backend(`is`))", at: place))
            }
        }
        return found
    }

    private static func backend(_ service: Value) -> String {
        guard let name = service["name"]?.string else { return "none" }
        let port = service["port"]?.int.map { ":\($0)" } ?? ""
        return name + port + (service["weight"]?.int.map { " weight \($0)" } ?? "")
    }
}
