// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What the MySQL operator makes of one cluster
/// (`bitpoke/mysql-operator:pkg/controller/mysqlcluster/mysqlcluster_controller.go@v0.6.3`).
struct MysqlClusterPlan {
    /// The objects of the cluster's namespace that the operator looks at.
    struct World {
        /// The Secret that `spec.secretName` names.
        var credentials: Object?
        /// The operator's own Secret of the cluster, with the passwords made up before.
        var operated: Object?
        /// The cluster's StatefulSet.
        var statefulSet: Object?
        /// Whether the cluster's disruption budget exists.
        var hasBudget = false
        /// The cluster's Pods.
        var pods: [Object] = []
        /// The claims in the namespace.
        var claims: [Object] = []
    }

    /// The objects to ensure, in order.
    private(set) var children: [Object] = []
    /// Labels to ensure on Pods, replicas first and the master last.
    private(set) var podLabels: [(pod: String, labels: [String: String])] = []
    /// The claims of nodes that are gone.
    private(set) var surplusClaims: [Object] = []
    /// Why the operator went no further; nil when it did everything.
    private(set) var refusal: String?
    /// The new status; nil to leave it as it is.
    private(set) var status: Value?

    private let cluster: MysqlCluster
    private let world: World

    /// Plans `cluster`; `password` makes one up where none is stored.
    init(_ cluster: MysqlCluster, _ world: World, now: Timestamp, password: () -> String) {
        self.cluster = cluster
        self.world = world
        status = standingStill(at: now)
        guard !cluster.secretName.isEmpty else {
            refusal = "spec.secretName is missing"
            return
        }
        guard let version = cluster.semanticVersion else {
            refusal = "\(cluster.version) is not a valid MySQL version"
            return
        }
        guard let image = cluster.image else {
            refusal = "no image found for MySQL version \(cluster.version)"
            return
        }
        let options = optionFile(major: version.major, image: image).text
        children = [configMap(options), operatedSecret(password)]
        guard let credentials = world.credentials, MysqlClusterPlan.holds("ROOT_PASSWORD", credentials) else {
            refusal = "ROOT_PASSWORD not set in secret: \(cluster.secretName)"
            return
        }
        children += services
        let set = MysqlStatefulSet(
            cluster: cluster,
            image: image,
            configRevision: Digest(options).hex,
            secretRevision: MysqlClusterPlan.revision(of: credentials)
        )
        children.append(owned(set.object))
        if let budget { children.append(budget) }
        surplusClaims = claimsOfGoneNodes
        let nodes = MysqlTopology(cluster, world)
        podLabels = nodes.podLabels
        status = nodes.status(at: now)
    }

    private func owned(_ object: Object) -> Object {
        var object = object
        object.ownerReferences = [cluster.object.asController]
        return object
    }

    private func child(_ gvk: GroupVersionKind, _ name: String, _ more: [String: String] = [:]) -> Object {
        let labels = cluster.labels.merging(more) { $1 }
        return owned(Object(gvk, namespace: cluster.namespace, name: name, labels: labels))
    }

    private func optionFile(major: Int, image: String) -> MysqlOptionFile {
        let memory = cluster.resources[path: ["requests", "memory"]]?.string
        let cores = cluster.resources[path: ["limits", "cpu"]]
        let storage = cluster.claim?[path: ["resources", "requests", "storage"]]?.string
        return MysqlOptionFile(
            major: major,
            settings: cluster.settings,
            memory: memory.flatMap(ByteCount.init(quantity:)) ?? ByteCount(bytes: 0),
            cores: (cores?.string ?? cores?.int.map(String.init)).flatMap(ByteCount.amount(of:)),
            storage: storage.flatMap(ByteCount.init(quantity:)),
            percona: image.contains("percona")
        )
    }

    private func configMap(_ options: String) -> Object {
        var map = child(CoreKinds.configMap, cluster.resourceName, ["generated": "true"])
        map["data"] = ["my.cnf": .string(options)]
        return map
    }

    /// Orchestrator's account comes from the operator's flags upstream; kn8 has none and makes a password up.
    private func operatedSecret(_ password: () -> String) -> Object {
        var secret = child(CoreKinds.secret, "\(cluster.resourceName)-operated")
        let accounts = [
            ("OPERATOR", "sys_operator"), ("REPLICATION", "sys_replication"), ("METRICS_EXPORTER", "sys_exporter"),
            ("BACKUP", "sys_backups"), ("ORC_TOPOLOGY", "orchestrator"),
        ]
        var data = ValueMap()
        for (prefix, user) in accounts {
            data["\(prefix)_USER"] = .string(Base64.encoded(user))
            let kept = world.operated?["data", "\(prefix)_PASSWORD"]
            data["\(prefix)_PASSWORD"] = kept ?? .string(Base64.encoded(password()))
        }
        secret["data"] = .object(data)
        secret["type"] = "Opaque"
        return secret
    }

    private var services: [Object] {
        let mysql: Value = ["name": "mysql", "port": 3306, "targetPort": "mysql", "protocol": "TCP"]
        let sidecar: Value = ["name": "sidecar-http", "port": 8080, "targetPort": "sidecar-http", "protocol": "TCP"]
        let exporter: Value = ["name": "prometheus", "port": 9125, "targetPort": "prometheus", "protocol": "TCP"]
        let typeLabel = "mysql.presslabs.org/service-type"
        let shared = ["app.kubernetes.io/name": "mysql", "app.kubernetes.io/managed-by": "mysql.presslabs.org"]
        var headless = Object(
            CoreKinds.service,
            namespace: cluster.namespace,
            name: "mysql",
            labels: shared.merging([typeLabel: "namespace-nodes"]) { $1 }
        )
        headless["spec"] = [
            "clusterIP": "None", "publishNotReadyAddresses": true, "ports": [mysql, exporter],
            "selector": Value(strings: shared),
        ]
        func service(_ suffix: String, _ type: String, _ ports: [Value], _ more: [String: String]) -> Object {
            var service = child(CoreKinds.service, cluster.resourceName + suffix, [typeLabel: type])
            service["spec"] = [
                "ports": .array(ports), "selector": Value(strings: cluster.selector.merging(more) { $1 }),
            ]
            return service
        }
        return [
            headless,
            service("-master", "master", [mysql, sidecar], ["role": "master"]),
            service("", "ready-nodes", [mysql], ["healthy": "yes"]),
            service("-replicas", "ready-replicas", [mysql, sidecar], ["role": "replica", "healthy": "yes"]),
        ]
    }

    /// The operator writes the budget once and never again.
    private var budget: Object? {
        guard let available = cluster.minAvailable, !world.hasBudget else { return nil }
        var budget = child(CoreKinds.disruptionBudget, cluster.resourceName)
        budget["spec"] = [
            "minAvailable": Int64(available).map(Value.int) ?? .string(available),
            "selector": ["matchLabels": Value(strings: cluster.selector)],
        ]
        return budget
    }

    /// The claims whose ordinal the cluster no longer has; the first node's claim is never among them.
    private var claimsOfGoneNodes: [Object] {
        guard let set = world.statefulSet, (set["status", "replicas"]?.int ?? 0) <= cluster.replicas,
            set["spec", "replicas"]?.int == cluster.replicas
        else { return [] }
        let prefix = "data-\(cluster.resourceName)-"
        return world.claims.filter { claim in
            guard claim.name.hasPrefix(prefix), !claim.isBeingDeleted,
                let ordinal = Int64(claim.name.dropFirst(prefix.count))
            else { return false }
            return ordinal > 0 && ordinal >= cluster.replicas
        }
    }

    private func standingStill(at now: Timestamp) -> Value? {
        guard cluster.replicas == 0, (cluster.object["status", "readyNodes"]?.int ?? 0) == 0 else { return nil }
        var conditions = StatusConditions(cluster.object["status", "conditions"])
        let message = "cluster is not running"
        conditions.set("FailoverInProgress", false, reason: "ClusterNotRunning", message: message, at: now)
        var status = cluster.object["status"] ?? .emptyObject
        status["conditions"] = conditions.value
        return status
    }

    private static func holds(_ key: String, _ secret: Object) -> Bool {
        [secret["data", key], secret["stringData", key]].contains { $0?.string?.isEmpty == false }
    }

    /// Upstream this is the Secret's resourceVersion; a digest of what it holds restarts the Pods on the same changes
    /// without depending on the order in which objects were stored.
    private static func revision(of secret: Object) -> String {
        var digest = Digest()
        for field in ["data", "stringData"] {
            for entry in secret[field]?.object ?? ValueMap() {
                digest.absorb(entry.key)
                digest.absorb(entry.value.string ?? "")
            }
        }
        return digest.hex
    }
}
