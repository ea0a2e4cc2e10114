// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// How many Pods, brokers or servers there are to be.
enum ScaleRules {
    /// Where kinds keep how many there are, and whether none means that data is out of reach.
    private static let counts: [(kind: String, path: [String], holdsData: Bool)] = [
        ("Deployment", ["spec", "replicas"], false), ("ReplicaSet", ["spec", "replicas"], false),
        ("StatefulSet", ["spec", "replicas"], true), ("ReplicationController", ["spec", "replicas"], false),
        ("DeploymentConfig", ["spec", "replicas"], false), ("MysqlCluster", ["spec", "replicas"], true),
        ("Kafka", ["spec", "kafka", "replicas"], true), ("Kafka", ["spec", "zookeeper", "replicas"], true),
        ("KafkaNodePool", ["spec", "replicas"], true), ("KafkaConnect", ["spec", "replicas"], false),
        ("KafkaMirrorMaker2", ["spec", "replicas"], false), ("KafkaBridge", ["spec", "replicas"], false),
        ("Job", ["spec", "parallelism"], false), ("HorizontalPodAutoscaler", ["spec", "minReplicas"], false),
        ("HorizontalPodAutoscaler", ["spec", "maxReplicas"], false),
    ]

    /// Annotations of a Pod template by which Knative scales.
    private static let annotations = ["min-scale", "max-scale", "minScale", "maxScale"]

    static func consequences(from before: Object, to after: Object) -> [Consequence] {
        let counted = counts.filter { $0.kind == after.kind }.flatMap { count -> [Consequence] in
            let (old, new) = (before.value[path: count.path]?.int, after.value[path: count.path]?.int)
            guard let old, let new, old != new else { return [] }
            let place = FieldPath(count.path.map(FieldPath.Step.key))
            let scale = Consequence(.scale, "\(old) → \(new)", at: place)
            guard new == 0, count.holdsData else { return [scale] }
            return [Consequence(.dataLoss, "nothing serves the data of \(after.kind) any more", at: place), scale]
        }
        return counted + knative(before, after) + suspension(before, after)
    }

    private static func knative(_ before: Object, _ after: Object) -> [Consequence] {
        guard after.gvk.group == "serving.knative.dev" else { return [] }
        let path = FieldPath(keys: "spec", "template", "metadata", "annotations")
        let (old, new) = (before.value.value(at: path), after.value.value(at: path))
        return annotations.map { "autoscaling.knative.dev/\($0)" }.compactMap { key in
            let (was, becomes) = (old?[key]?.string, new?[key]?.string)
            guard was != becomes else { return nil }
            return Consequence(.scale, "\(was ?? "none") → \(becomes ?? "none")", at: path.key(key))
        }
    }

    private static func suspension(_ before: Object, _ after: Object) -> [Consequence] {
        guard ["Job", "CronJob"].contains(after.kind), after.gvk.group == "batch" else { return [] }
        let (old, new) = (before["spec", "suspend"]?.bool ?? false, after["spec", "suspend"]?.bool ?? false)
        guard old != new else { return [] }
        return [Consequence(.scale, new ? "it runs no more" : "it runs again", at: FieldPath(keys: "spec", "suspend"))]
    }
}
