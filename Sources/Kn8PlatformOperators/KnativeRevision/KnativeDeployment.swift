// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The Deployment of a Revision: the user's containers and the proxy before them
/// (`knative/serving:pkg/reconciler/revision/resources/deploy.go`).
struct KnativeDeployment {
    let revision: Object

    /// The object to create.
    var object: Object {
        var deployment = Object(
            Knative.deployment,
            namespace: revision.namespace,
            name: KnativeRevisionPlan.deploymentName(of: revision.name),
            labels: labels
        )
        deployment.annotations = annotations
        deployment.ownerReferences = [revision.asController]
        let serving = containers.first { KnativeDefaults.isServing($0, among: containers) } ?? containers.first
        var podAnnotations = annotations
        podAnnotations["kubectl.kubernetes.io/default-container"] = serving?["name"]?.string
        let deadline = number("progress-deadline") ?? 600
        deployment["spec"] = [
            "replicas": .int(replicas), "revisionHistoryLimit": 0, "progressDeadlineSeconds": .int(deadline),
            "selector": ["matchLabels": [Knative.key("revisionUID"): .string(revision.uid)]],
            "strategy": ["type": "RollingUpdate", "rollingUpdate": ["maxUnavailable": 0]],
            "template": [
                "metadata": ["labels": mapping(labels), "annotations": mapping(podAnnotations)], "spec": pod,
            ],
        ]
        return deployment
    }

    /// The replicas to start with; Knative's configuration starts with one and forbids none.
    private var replicas: Int64 { max(1, number("initial-scale") ?? 1, number("min-scale") ?? 1) }

    private func number(_ name: String) -> Int64? {
        let group = name == "progress-deadline" ? "serving" : "autoscaling"
        guard let text = revision.annotations["\(group).knative.dev/\(name)"] else { return nil }
        return Int64(text.hasSuffix("s") ? String(text.dropLast()) : text)
    }

    private var labels: [String: String] {
        var labels = revision.labels
        for name in ["route", "routingState"] { labels[Knative.key(name)] = nil }
        labels[Knative.key("revision")] = revision.name
        labels[Knative.key("revisionUID")] = revision.uid
        if labels["app"] == nil { labels["app"] = revision.name }
        return labels
    }

    private var annotations: [String: String] {
        let dropped = Set(["lastPinned", "no-gc", "routingStateModified", "routes"].map(Knative.key))
        return revision.annotations.filter { key, _ in
            !key.hasPrefix("autoscaling.knative.dev/") && !dropped.contains(key)
        }
    }

    private func mapping(_ strings: [String: String]) -> Value {
        .object(ValueMap(strings.map { ($0.key, Value.string($0.value)) }))
    }

    private var containers: [Value] { revision["spec", "containers"]?.array ?? [] }

    private var pod: Value {
        var pod = revision["spec"] ?? .emptyObject
        for field in [
            "containerConcurrency", "timeoutSeconds", "responseStartTimeoutSeconds", "idleTimeoutSeconds",
        ] {
            pod[field] = nil
        }
        pod["terminationGracePeriodSeconds"] = revision["spec", "timeoutSeconds"] ?? 300
        pod["containers"] = .array(containers.map(container) + [proxy])
        if pod["affinity"] == nil {
            pod["affinity"] = [
                "podAntiAffinity": [
                    "preferredDuringSchedulingIgnoredDuringExecution": [
                        [
                            "weight": 100,
                            "podAffinityTerm": [
                                "topologyKey": "kubernetes.io/hostname",
                                "labelSelector": [
                                    "matchLabels": [Knative.key("revision"): .string(revision.name)]
                                ],
                            ],
                        ]
                    ]
                ]
            ]
        }
        return pod
    }

    private var userPort: Int64 {
        containers.lazy.compactMap { $0["ports"]?[0]?["containerPort"]?.int }.first ?? 8080
    }

    private var speaksHTTP2: Bool { containers.contains { $0["ports"]?[0]?["name"] == "h2c" } }

    private func container(_ container: Value) -> Value {
        var container = container
        var environment = container["env"]?.array ?? []
        if KnativeDefaults.isServing(container, among: containers) {
            container["ports"] = [["name": "user-port", "containerPort": .int(userPort), "protocol": "TCP"]]
            environment.append(["name": "PORT", "value": .string(String(userPort))])
            if container["readinessProbe"]?["exec"] == nil { container["readinessProbe"] = nil }
        }
        for (variable, label) in [("K_CONFIGURATION", "configuration"), ("K_SERVICE", "service")] {
            let value = revision.labels[Knative.key(label)] ?? ""
            environment.append(["name": .string(variable), "value": .string(value)])
        }
        environment.append(["name": "K_REVISION", "value": .string(revision.name)])
        container["env"] = .array(environment)
        container["lifecycle"] = ["preStop": ["httpGet": ["path": "/wait-for-drain", "port": 8022]]]
        container["terminationMessagePolicy"] = "FallbackToLogsOnError"
        return container
    }

    private var proxy: Value {
        func port(_ name: String, _ number: Int64) -> Value {
            ["name": .string(name), "containerPort": .int(number), "protocol": "TCP"]
        }
        func text(_ value: Value?) -> Value { .string(value?.int.map(String.init) ?? "0") }
        let entry: Int64 = speaksHTTP2 ? 8013 : 8012
        return [
            "name": "queue-proxy", "image": "gcr.io/knative-releases/knative.dev/serving/cmd/queue",
            "resources": ["requests": ["cpu": "25m"]],
            "ports": [
                port("http-queueadm", 8022), port("http-autometric", 9090), port("http-usermetric", 9091),
                port("queue-port", entry), port("https-port", 8112),
            ],
            "readinessProbe": ["httpGet": ["path": "/", "port": .int(entry)]],
            "env": [
                ["name": "SERVING_NAMESPACE", "value": .string(revision.namespace)],
                ["name": "SERVING_REVISION", "value": .string(revision.name)],
                ["name": "CONTAINER_CONCURRENCY", "value": text(revision["spec", "containerConcurrency"])],
                ["name": "REVISION_TIMEOUT_SECONDS", "value": text(revision["spec", "timeoutSeconds"])],
                ["name": "USER_PORT", "value": .string(String(userPort))],
            ],
        ]
    }
}
