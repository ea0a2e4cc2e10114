// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// A MysqlCluster with the operator's defaults filled in
/// (`bitpoke/mysql-operator:pkg/internal/mysqlcluster/defaults.go@v0.6.3`).
struct MysqlCluster {
    static let gvk = GroupVersionKind(group: "mysql.presslabs.org", version: "v1alpha1", kind: "MysqlCluster")
    static let clusterLabel = "mysql.presslabs.org/cluster"

    let object: Object

    /// The typed view of `object`.
    init(_ object: Object) { self.object = object }

    var name: String { object.name }
    var namespace: String { object.namespace }
    var replicas: Int64 { object["spec", "replicas"]?.int ?? 1 }
    var secretName: String { object["spec", "secretName"]?.string ?? "" }
    var readOnly: Bool { object["spec", "readOnly"]?.bool ?? false }
    var settings: ValueMap { object["spec", "mysqlConf"]?.object ?? ValueMap() }
    /// The name of the StatefulSet, the ConfigMap, the budget and the Service of the ready nodes.
    var resourceName: String { "\(name)-mysql" }

    /// The version to run, aliases resolved; not checked.
    var version: String {
        switch object["spec", "mysqlVersion"]?.string ?? "" {
        case "", "5.7": "5.7.35"
        case "8.0": "8.0.32"
        case let version: version
        }
    }

    /// The three numbers of `version`, or nil when it is no semantic version.
    var semanticVersion: (major: Int, minor: Int, patch: Int)? {
        let parts = version.split(separator: "-", maxSplits: 1)[...].first?.split(
            separator: ".",
            omittingEmptySubsequences: false
        )
        guard let parts, parts.count == 3, let major = Int(parts[0]), let minor = Int(parts[1]),
            let patch = Int(parts[2])
        else { return nil }
        return (major, minor, patch)
    }

    /// The server's image: the one asked for, or Percona's of a version the operator knows; nil for another version.
    var image: String? {
        if let image = object["spec", "image"]?.string, !image.isEmpty { return image }
        let known: Set = ["5.7.24", "5.7.26", "5.7.29", "5.7.31", "5.7.35", "8.0.20", "8.0.32"]
        return known.contains(version) ? "percona:\(version)" : nil
    }

    /// The budget's `minAvailable`; nil for no budget.
    var minAvailable: String? {
        if let asked = object["spec", "minAvailable"]?.string, !asked.isEmpty { return asked }
        return replicas > 1 ? "50%" : nil
    }

    /// The `mysql` container's resources: without requests the operator's own replace the whole block.
    var resources: Value {
        let asked = object["spec", "podSpec", "resources"]
        guard let asked, let requests = asked["requests"]?.object, !requests.isEmpty else {
            return ["requests": ["cpu": "200m", "memory": "1Gi"]]
        }
        return asked
    }

    /// The claim that each node's data is on, defaults filled in; nil when the data is on something else.
    var claim: Value? {
        guard var claim = object["spec", "volumeSpec", "persistentVolumeClaim"] else { return nil }
        if claim["accessModes"]?.array?.isEmpty ?? true { claim["accessModes"] = ["ReadWriteOnce"] }
        if claim[path: ["resources", "requests", "storage"]] == nil {
            claim[path: ["resources", "requests", "storage"]] = "1Gi"
        }
        return claim
    }

    /// The labels that select the cluster's Pods.
    var selector: [String: String] {
        [
            MysqlCluster.clusterLabel: name, "app.kubernetes.io/name": "mysql",
            "app.kubernetes.io/managed-by": "mysql.presslabs.org",
        ]
    }

    /// The labels of every child.
    var labels: [String: String] {
        var labels = selector
        labels["app.kubernetes.io/instance"] = object.annotations["app.kubernetes.io/instance"] ?? name
        labels["app.kubernetes.io/version"] = version
        labels["app.kubernetes.io/component"] = "database"
        if let whole = object.annotations["app.kubernetes.io/part-of"] { labels["app.kubernetes.io/part-of"] = whole }
        return labels
    }

    /// The host name of the node `ordinal`.
    func host(_ ordinal: Int64) -> String { "\(resourceName)-\(ordinal).mysql.\(namespace)" }
}
