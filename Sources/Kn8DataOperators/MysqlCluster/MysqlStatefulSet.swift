// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The StatefulSet that runs a cluster's nodes
/// (`bitpoke/mysql-operator:pkg/controller/mysqlcluster/internal/syncer/statefullset.go@v0.6.3`).
struct MysqlStatefulSet {
    let cluster: MysqlCluster
    let image: String
    /// Names the content of `my.cnf`; another one restarts the Pods.
    let configRevision: String
    /// Names the content of the credentials; another one restarts the Pods.
    let secretRevision: String

    private static let sidecarImage = "docker.io/bitpoke/mysql-operator-sidecar-5.7:v0.6.3"
    private static let exporterImage = "docker.io/prom/mysqld-exporter:v0.13.0"

    /// The object, without an owner.
    var object: Object {
        var set = Object(
            CoreKinds.statefulSet,
            namespace: cluster.namespace,
            name: cluster.resourceName,
            labels: cluster.labels
        )
        var spec: Value = [
            "replicas": .int(cluster.replicas), "serviceName": "mysql",
            "selector": ["matchLabels": Value(strings: cluster.selector)], "template": template,
        ]
        if let claim = cluster.claim {
            spec["volumeClaimTemplates"] = [
                ["metadata": ["name": "data", "labels": Value(strings: cluster.selector)], "spec": claim]
            ]
        }
        set["spec"] = spec
        return set
    }

    private var template: Value {
        let own = cluster.object["spec", "podSpec"]
        func strings(_ field: String) -> [String: String] {
            let pairs = own?[field]?.object?.compactMap { entry in entry.value.string.map { (entry.key, $0) } }
            return Dictionary(pairs ?? [], uniquingKeysWith: { $1 })
        }
        let annotations = [
            "config_rev": configRevision, "secret_rev": secretRevision, "prometheus.io/scrape": "true",
            "prometheus.io/port": "9125",
        ]
        var spec: Value = [
            "initContainers": .array(initContainers), "containers": .array(containers), "volumes": .array(volumes),
            "securityContext": ["fsGroup": 999, "runAsUser": 999],
            "affinity": own?["affinity"] ?? defaultAffinity,
        ]
        for field in [
            "imagePullSecrets", "nodeSelector", "tolerations", "priorityClassName", "serviceAccountName",
        ] {
            if let value = own?[field], !value.isNull { spec[field] = value }
        }
        return [
            "metadata": [
                "labels": Value(strings: strings("labels").merging(cluster.labels) { $1 }),
                "annotations": Value(strings: strings("annotations").merging(annotations) { mine, _ in mine }),
            ],
            "spec": spec,
        ]
    }

    private var defaultAffinity: Value {
        [
            "podAntiAffinity": [
                "preferredDuringSchedulingIgnoredDuringExecution": [
                    [
                        "weight": 100,
                        "podAffinityTerm": [
                            "topologyKey": "kubernetes.io/hostname",
                            "labelSelector": ["matchLabels": Value(strings: cluster.selector)],
                        ],
                    ]
                ]
            ]
        ]
    }

    private var initContainers: [Value] {
        var first = container("init", MysqlStatefulSet.sidecarImage)
        first["args"] = ["clone-and-init"]
        var all = own("initContainers") + [first]
        if let version = cluster.semanticVersion,
            (version >= (5, 7, 26) && version < (8, 0, 0)) || version >= (8, 0, 15)
        {
            var only = container("mysql-init-only", image, more: mysqlEnvironment)
            only["env"] = .array((only["env"]?.array ?? []) + [["name": "MYSQL_INIT_ONLY", "value": "1"]])
            all.append(only)
        }
        return all
    }

    private var containers: [Value] {
        var mysql = container("mysql", image, more: mysqlEnvironment)
        mysql["ports"] = [port("mysql", 3306)]
        mysql["resources"] = cluster.resources
        mysql["livenessProbe"] = [
            "exec": ["command": ["mysqladmin", "--defaults-file=/etc/mysql/client.conf", "ping"]],
            "initialDelaySeconds": 60, "timeoutSeconds": 5, "periodSeconds": 5,
        ]
        mysql["readinessProbe"] = [
            "exec": [
                "command": [
                    "/bin/sh", "-c",
                    """
                    test $(mysql --defaults-file=/etc/mysql/client.conf -NB -e \
                    'SELECT COUNT(*) FROM sys_operator.status WHERE name="configured" AND value="1"') -eq 1
                    """,
                ]
            ],
            "initialDelaySeconds": 5, "timeoutSeconds": 5, "periodSeconds": 2,
        ]
        mysql["lifecycle"] =
            cluster.object["spec", "podSpec", "mysqlLifecycle"]
            ?? ["preStop": ["exec": ["command": ["bash", "/etc/mysql/pre-shutdown-ha.sh"]]]]
        var sidecar = container("sidecar", MysqlStatefulSet.sidecarImage)
        sidecar["args"] = ["config-and-serve"]
        sidecar["ports"] = [port("sidecar-http", 8080)]
        sidecar["readinessProbe"] = ["httpGet": ["path": "/health", "port": 8080, "scheme": "HTTP"]]
        sidecar["resources"] = ["requests": ["cpu": "10m", "memory": "64Mi"]]
        var exporter = container("metrics-exporter", MysqlStatefulSet.exporterImage)
        exporter["ports"] = [port("prometheus", 9125)]
        exporter["resources"] = [
            "requests": ["cpu": "10m", "memory": "32Mi"], "limits": ["cpu": "100m", "memory": "128Mi"],
        ]
        var heartbeat = container("pt-heartbeat", MysqlStatefulSet.sidecarImage)
        heartbeat["resources"] = [
            "requests": ["cpu": "10m", "memory": "32Mi"], "limits": ["cpu": "100m", "memory": "64Mi"],
        ]
        var all = [mysql, sidecar, exporter, heartbeat]
        if cluster.object["spec", "queryLimits"]?.object != nil {
            all.append(container("pt-kill", MysqlStatefulSet.sidecarImage))
        }
        return all + own("containers")
    }

    private func own(_ field: String) -> [Value] { cluster.object["spec", "podSpec", field]?.array ?? [] }

    private func port(_ name: String, _ number: Int64) -> Value {
        ["name": .string(name), "containerPort": .int(number), "protocol": "TCP"]
    }

    private func container(_ name: String, _ image: String, more: [Value] = []) -> Value {
        var container: Value = [
            "name": .string(name), "image": .string(image), "env": .array(environment + more),
            "volumeMounts": [
                ["name": "conf", "mountPath": "/etc/mysql"], ["name": "config-map", "mountPath": "/mnt/conf"],
                ["name": "data", "mountPath": "/var/lib/mysql"],
            ],
        ]
        if let policy = cluster.object["spec", "podSpec", "imagePullPolicy"] { container["imagePullPolicy"] = policy }
        return container
    }

    private var environment: [Value] {
        func field(_ name: String, _ path: String) -> Value {
            let source: Value = ["fieldRef": ["apiVersion": "v1", "fieldPath": .string(path)]]
            return ["name": .string(name), "valueFrom": source]
        }
        return [
            field("MY_NAMESPACE", "metadata.namespace"), field("MY_POD_NAME", "metadata.name"),
            field("MY_POD_IP", "status.podIP"), ["name": "MY_SERVICE_NAME", "value": "mysql"],
            ["name": "MY_CLUSTER_NAME", "value": .string(cluster.name)],
            ["name": "MY_FQDN", "value": "$(MY_POD_NAME).$(MY_SERVICE_NAME).$(MY_NAMESPACE)"],
            ["name": "MY_MYSQL_VERSION", "value": .string(cluster.version)],
        ]
    }

    private var mysqlEnvironment: [Value] {
        func secret(_ name: String, _ key: String, optional: Bool) -> Value {
            var reference: Value = ["name": .string(cluster.secretName), "key": .string(key)]
            if optional { reference["optional"] = true }
            return ["name": .string(name), "valueFrom": ["secretKeyRef": reference]]
        }
        return [
            secret("MYSQL_ROOT_PASSWORD", "ROOT_PASSWORD", optional: false),
            secret("MYSQL_USER", "USER", optional: true), secret("MYSQL_PASSWORD", "PASSWORD", optional: true),
            secret("MYSQL_DATABASE", "DATABASE", optional: true),
            ["name": "ORCH_CLUSTER_ALIAS", "value": .string("\(cluster.name).\(cluster.namespace)")],
        ]
    }

    private var volumes: [Value] {
        var all: [Value] = [
            ["name": "conf", "emptyDir": [:]],
            ["name": "config-map", "configMap": ["name": .string(cluster.resourceName)]],
            ["name": "tmp", "emptyDir": [:]],
        ]
        guard cluster.claim == nil else { return all + own("volumes") }
        if let path = cluster.object["spec", "volumeSpec", "hostPath"], !path.isNull {
            all.append(["name": "data", "hostPath": path])
        } else {
            let directory = cluster.object["spec", "volumeSpec", "emptyDir"] ?? .emptyObject
            all.append(["name": "data", "emptyDir": directory])
        }
        return all + own("volumes")
    }
}
