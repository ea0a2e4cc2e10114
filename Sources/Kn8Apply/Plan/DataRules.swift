// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Data that cannot be had again goes.
enum DataRules {
    static func consequences(from before: Object, to after: Object) -> [Consequence] {
        switch (after.gvk.group, after.kind) {
        case (_, "KafkaTopic"): topic(before, after)
        case (_, "Kafka"):
            storage(before, after, at: ["spec", "kafka", "storage"])
                + storage(before, after, at: ["spec", "zookeeper", "storage"])
        case (_, "KafkaNodePool"): storage(before, after, at: ["spec", "storage"])
        case ("", "PersistentVolumeClaim"):
            smaller(before, after, ["spec", "resources", "requests", "storage"], "the volume shrinks")
        case ("", "PersistentVolume"): reclaiming(before, after)
        case ("apps", "StatefulSet"): retention(before, after)
        case (_, "MysqlCluster"):
            smaller(
                before,
                after,
                ["spec", "volumeSpec", "persistentVolumeClaim", "resources", "requests", "storage"],
                "the volumes shrink"
            )
        case ("apiextensions.k8s.io", "CustomResourceDefinition"): versions(before, after)
        default: []
        }
    }

    // MARK: Deletion

    private static let keepers: [String: String] = [
        "PersistentVolumeClaim": "its volume may go with it", "PersistentVolume": "what is on it may go with it",
        "StatefulSet": "its Pods keep data", "Namespace": "everything in it goes",
        "Project": "everything in it goes",
        "CustomResourceDefinition": "every object of its kind goes", "MysqlCluster": "its databases go",
        "MysqlDatabase": "the database may go", "Kafka": "its records go", "KafkaTopic": "its records go",
        "KafkaNodePool": "the records of its brokers go", "VolumeSnapshot": "the snapshot may go with it",
        "MysqlBackup": "the backup may go with it",
    ]

    static func consequences(ofDeleting object: Object) -> [Consequence] {
        keepers[object.kind].map { [Consequence(.dataLoss, $0)] } ?? []
    }

    // MARK: Kafka

    private static func topic(_ before: Object, _ after: Object) -> [Consequence] {
        var found: [Consequence] = []
        if let old = before["spec", "partitions"]?.int, let new = after["spec", "partitions"]?.int, new < old {
            let reason = "partitions \(old) → \(new): the records of the others go"
            found.append(Consequence(.dataLoss, reason, at: FieldPath(keys: "spec", "partitions")))
        }
        for (key, what) in [("retention.ms", "milliseconds"), ("retention.bytes", "bytes")] {
            let (old, new) = (limit(before, key), limit(after, key))
            // Nothing said, or -1, is no limit of the topic's own.
            guard old != new, let new, new >= 0, old.map({ $0 < 0 || new < $0 }) ?? false else { continue }
            let reason = "records are kept for fewer \(what): \(old ?? -1) → \(new)"
            found.append(Consequence(.dataLoss, reason, at: FieldPath(keys: "spec", "config", key)))
        }
        let (old, new) = (before["spec", "config", "cleanup.policy"], after["spec", "config", "cleanup.policy"])
        if old != new, old?.string == "compact" {
            let reason = "the last record of each key is no longer kept"
            found.append(Consequence(.dataLoss, reason, at: FieldPath(keys: "spec", "config", "cleanup.policy")))
        }
        return found
    }

    private static func limit(_ topic: Object, _ key: String) -> Int64? {
        let value = topic["spec", "config", key]
        return value?.int ?? value?.string.flatMap { Int64($0) }
    }

    private static func storage(_ before: Object, _ after: Object, at keys: [String]) -> [Consequence] {
        let place = FieldPath(keys.map(FieldPath.Step.key))
        guard let old = before.value[path: keys], let new = after.value[path: keys], old != new else { return [] }
        var found: [Consequence] = []
        if old["type"] != new["type"], new["type"]?.string == "ephemeral" {
            found.append(Consequence(.dataLoss, "what brokers keep goes with their Pods", at: place.key("type")))
        }
        if new["deleteClaim"] == true, old["deleteClaim"] != true {
            found.append(
                Consequence(.dataLoss, "the volumes go when the cluster does", at: place.key("deleteClaim"))
            )
        }
        return found + smaller(before, after, keys + ["size"], "the volumes shrink")
    }

    // MARK: Volumes

    private static func smaller(
        _ before: Object,
        _ after: Object,
        _ path: [String],
        _ words: String
    ) -> [Consequence] {
        guard let old = before.value[path: path]?.string.flatMap({ Quantity($0) }),
            let new = after.value[path: path]?.string.flatMap({ Quantity($0) }), new < old
        else { return [] }
        return [Consequence(.dataLoss, "\(words): \(old) → \(new)", at: FieldPath(path.map(FieldPath.Step.key)))]
    }

    private static func reclaiming(_ before: Object, _ after: Object) -> [Consequence] {
        let field = "persistentVolumeReclaimPolicy"
        let (old, new) = (before["spec", field]?.string, after["spec", field]?.string)
        guard old != new, new == "Delete" || new == "Recycle" else { return [] }
        return [Consequence(.dataLoss, "what is on it goes with its claim", at: FieldPath(keys: "spec", field))]
    }

    private static func retention(_ before: Object, _ after: Object) -> [Consequence] {
        let policy = "persistentVolumeClaimRetentionPolicy"
        var found: [Consequence] = []
        for (field, words) in [("whenScaled", "Pods that go when it is scaled"), ("whenDeleted", "it")] {
            let (old, new) = (before["spec", policy, field]?.string, after["spec", policy, field]?.string)
            guard old != new, new == "Delete" else { continue }
            found.append(
                Consequence(.dataLoss, "claims go with \(words)", at: FieldPath(keys: "spec", policy, field))
            )
        }
        guard after["spec", policy, "whenScaled"]?.string == "Delete",
            let old = before["spec", "replicas"]?.int, let new = after["spec", "replicas"]?.int, new < old
        else { return found }
        let reason = "the claims of the Pods that go are deleted"
        return found + [Consequence(.dataLoss, reason, at: FieldPath(keys: "spec", "replicas"))]
    }

    // MARK: Definitions

    private static func versions(_ before: Object, _ after: Object) -> [Consequence] {
        func names(_ object: Object) -> Set<String> {
            Set((object["spec", "versions"]?.array ?? []).compactMap { $0["name"]?.string })
        }
        let gone = names(before).subtracting(names(after)).sorted()
        guard !gone.isEmpty else { return [] }
        let reason = "objects stored as \(gone.joined(separator: ", ")) can no longer be read"
        return [Consequence(.dataLoss, reason, at: FieldPath(keys: "spec", "versions"))]
    }
}
