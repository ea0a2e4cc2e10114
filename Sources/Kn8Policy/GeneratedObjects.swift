// SPDX-License-Identifier: MIT
internal import Kn8Value

/// The Services and Secrets that an operator will create for an object of the set, so that naming them is no mistake.
struct GeneratedObjects {
    /// The keys of the Services, `namespace/name`; their ports are not known.
    private(set) var services: Set<String> = []
    /// The keys of the Secrets, `namespace/name`.
    private(set) var secrets: Set<String> = []

    /// Adds what operators make of `members`, which are all of `kind`.
    mutating func add(_ members: [ObjectSet.Member], of kind: String, in group: String) {
        guard !group.isEmpty, group != "apps" else { return }
        for member in members { add(member) }
    }

    private mutating func add(_ member: ObjectSet.Member) {
        let name = member.name
        func service(_ names: String...) { for name in names { services.insert("\(member.namespace)/\(name)") } }
        func secret(_ names: String...) { for name in names { secrets.insert("\(member.namespace)/\(name)") } }
        switch (member.group, member.kind) {
        case ("mysql.presslabs.org", "MysqlCluster"):
            service("\(name)-mysql-master", "\(name)-mysql", "\(name)-mysql-replicas", "mysql")
            secret("\(name)-mysql-operated")
        case ("kafka.strimzi.io", "Kafka"):
            service("\(name)-kafka-bootstrap", "\(name)-kafka-brokers", "\(name)-zookeeper-client")
            secret("\(name)-cluster-ca-cert", "\(name)-clients-ca-cert")
        case ("kafka.strimzi.io", "KafkaUser"): secret(name)
        case ("serving.knative.dev", "Service"), ("serving.knative.dev", "Route"): service(name)
        case ("databases.spotahome.com", "RedisFailover"): service("rfs-\(name)", "rfr-\(name)")
        case ("nats.io", "NatsCluster"):
            service(name, "\(name)-mgmt")
            secret(name)
        case ("pingcap.com", "TidbCluster"):
            service("\(name)-pd", "\(name)-pd-peer", "\(name)-tikv-peer", "\(name)-tidb-peer")
        case ("db.orange.com", "CassandraCluster"): service(name, "\(name)-exporter-jmx")
        case ("kubedb.com", "MongoDB"):
            service(name, "\(name)-gvr")
            secret("\(name)-auth", "\(name)-cert")
        case ("miniocontroller.min.io", "MinIOInstance"):
            service("\(name)-hl-svc")
            secret("\(name)-tls")
        case ("acid.zalan.do", "postgresql"): service(name, "\(name)-repl")
        case ("yugabytedb.rook.io", "YBCluster"):
            service("yb-masters-\(name)", "yb-tservers-\(name)", "yb-master-ui-\(name)", "yb-tserver-ui-\(name)")
        case ("mcrouter.example.com", "Mcrouter"): service("\(name)-memcached")
        case ("ceph.rook.io", "CephCluster"): service("rook-ceph-mgr", "rook-ceph-mgr-dashboard")
        case ("elasticsearch.k8s.elastic.co", "Elasticsearch"):
            service("\(name)-es-http")
            secret("\(name)-es-elastic-user", "\(name)-es-http-certs-public")
        case ("kibana.k8s.elastic.co", "Kibana"):
            service("\(name)-kb-http")
            secret("\(name)-kibana-user")
        case ("monitoring.coreos.com", "Prometheus"): service("prometheus-operated")
        case ("monitoring.coreos.com", "Alertmanager"): service("alertmanager-operated")
        case ("tekton.dev", "EventListener"), ("triggers.tekton.dev", "EventListener"): service("el-\(name)")
        case ("cert-manager.io", "Certificate"):
            if let name = member.value[path: ["spec", "secretName"]]?.string { secret(name) }
        default: break
        }
    }
}
