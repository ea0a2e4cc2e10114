// SPDX-License-Identifier: MIT

/// How each command is run over the canaries: what stands here, and whatever command there is besides.
///
/// In arguments, `@world`, `@changed`, `@invalid`, `@template` and the like stand for the files of that name, `@out` for a
/// folder, and `@token:PLACE` for a token.
enum CanaryCommands {
    /// What cannot be run, or says secrets because it is there to say them.
    static let exempt: [String: String] = [
        "help": "prints ArgumentParser's help alone",
        "completion": "prints a script that is the same for everybody",
        "manual": "prints the manual, which is the same for everybody",
        "version": "prints a number",
        "serve": "runs until it is stopped; it gives objects to whoever may read them, as an API server does",
        "controllers": "runs until it is stopped",
        "controllers run": "runs until it is stopped",
        "process": "prints the objects of a template so that they can be applied; its other outputs are run below",
    ]

    static let everything =
        "secrets,configmaps,deployments,replicasets,statefulsets,daemonsets,jobs,cronjobs,pods,controllerrevisions,"
        + "ksvc,configurations.serving.knative.dev,revisions.serving.knative.dev,dc,replicationcontrollers,bc,routes,"
        + "templates,kafkas,kafkausers,mysqlclusters,widgets,events,services"

    /// What is run with every output of the command, in this order.
    static let runs: [(command: String, arguments: [String])] = [
        ("apply", ["apply", "-f", "@world", "--dry-run=client"]),
        ("apply", ["apply", "-f", "@world", "--dry-run=server"]),
        ("apply", ["apply", "-f", "@world"]),
        ("validate", ["validate", "-f", "@world"]),
        ("validate", ["validate", "-f", "@invalid"]),
        (
            "validate",
            ["validate", "-f", "@broken-secret", "-f", "@broken-twice", "-f", "@broken-env", "-f", "@template"]
        ),
        ("get", ["get", everything, "-A", "--show-labels"]),
        ("get", ["get", everything, "-A", "--show-managed-fields"]),
        ("get", ["get", "secret", "plain"]),
        ("get", ["get", "configmap", "derived"]),
        ("get", ["get", "widgets", "gadget"]),
        ("describe", ["describe", everything]),
        ("describe", ["describe", "configmap", "derived"]),
        ("explain", ["explain", "secret.data"]),
        ("status", ["status", "--suggest"]),
        ("projects", ["projects"]),
        ("project", ["project"]),
        ("whoami", ["whoami"]),
        ("login", ["login", "-u", "ann", "-p", "@token:login-password"]),
        ("login", ["login", "--token", "@token:login-token", "--token=@token:login-token"]),
        ("login", ["login", "--token=@token:login-token", "-u", "ann"]),
        ("api-resources", ["api-resources"]),
        ("api-versions", ["api-versions"]),
        ("schema list", ["schema", "list"]),
        ("schema import", ["schema", "import", "@world"]),
        ("rollout status", ["rollout", "status", "deploy/web"]),
        ("rollout history", ["rollout", "history", "deploy/web"]),
        ("wait", ["wait", "--for=create", "secret/plain", "deploy/web", "--timeout=1s"]),
        ("wait", ["wait", "--for=jsonpath={.data.in-data}=x", "secret/plain", "--timeout=0"]),
        ("diff", ["diff", "-f", "@changed"]),
        ("diff", ["diff", "-f", "@changed", "--show-noise"]),
        ("diff", ["diff", "-f", "@invalid"]),
        ("diff", ["diff", "-f", "@broken-secret", "-f", "@broken-twice"]),
        ("plan", ["plan", "-f", "@changed", "--show-diff"]),
        ("plan", ["plan", "-f", "@invalid", "--show-diff"]),
        ("plan", ["plan", "-f", "@changed", "-o", "@out/saved.kn8plan"]),
        ("apply", ["apply", "-f", "@changed", "--server-side", "--dry-run=server"]),
        ("apply", ["apply", "-f", "@invalid"]),
        ("apply", ["apply", "-f", "@invalid", "--server-side"]),
        ("apply", ["apply", "-f", "@broken-secret", "-f", "@broken-twice", "-f", "@broken-env"]),
        ("apply", ["apply", "-f", "@changed"]),
        ("undo", ["undo", "--dry-run"]),
        ("undo", ["undo", "--list"]),
        ("undo", ["undo"]),
        ("replace", ["replace", "-f", "@changed"]),
        ("replace", ["replace", "-f", "@invalid"]),
        ("patch", ["patch", "secret", "plain", "-p", "{\"stringData\":{\"a\":\"@token:patch-strategic\"}}"]),
        (
            "patch",
            ["patch", "secret", "plain", "--type=merge", "-p", "{\"stringData\":{\"a b\":\"@token:patch-refused\"}}"]
        ),
        (
            "patch",
            [
                "patch", "secret", "plain", "--type=json", "-p",
                "[{\"op\":\"add\",\"path\":\"/data/x\",\"value\":\"@token:patch-json\"}]",
            ]
        ),
        ("patch", ["patch", "secret", "plain", "-p", "{\"stringData\":[\"@token:patch-broken\"}"]),
        ("label", ["label", "secret", "plain", "x=y", "--overwrite"]),
        ("label", ["label", "secret", "plain", "--list"]),
        ("label", ["label", "configmap", "derived", "x=y", "--overwrite"]),
        ("annotate", ["annotate", "secret", "copied", "x=y", "--overwrite"]),
        ("annotate", ["annotate", "secret", "copied", "--list"]),
        ("annotate", ["annotate", "secret", "copied", "kubectl.kubernetes.io/last-applied-configuration=x"]),
        ("scale", ["scale", "deploy/web", "--replicas=2"]),
        ("edit", ["edit", "secret/plain"]),
        ("edit", ["edit", "deploy/web"]),
        ("edit", ["edit", "configmap/derived"]),
        ("expose", ["expose", "dc/shop", "--port=80"]),
        ("rollout restart", ["rollout", "restart", "deploy/web"]),
        ("rollout pause", ["rollout", "pause", "deploy/web"]),
        ("rollout resume", ["rollout", "resume", "deploy/web"]),
        ("rollout undo", ["rollout", "undo", "deploy/web"]),
        ("rollout latest", ["rollout", "latest", "dc/shop"]),
        ("rollout cancel", ["rollout", "cancel", "dc/shop"]),
        ("rollback", ["rollback", "shop"]),
        ("set image", ["set", "image", "deploy/web", "web=example.com/web:2"]),
        ("set env", ["set", "env", "deploy/web", "NEW_PASSWORD=@token:set-env"]),
        ("set env", ["set", "env", "deploy/web", "NEW_PASSWORD=@token:set-env-other", "--overwrite=false"]),
        ("set env", ["set", "env", "deploy/web", "--list"]),
        ("set env", ["set", "env", "deploy/web", "--from=secret/plain"]),
        ("set resources", ["set", "resources", "deploy/web", "--limits=cpu=1"]),
        ("set selector", ["set", "selector", "service/hello", "a=b"]),
        ("set serviceaccount", ["set", "serviceaccount", "deploy/web", "default"]),
        ("set subject", ["set", "subject", "rolebinding/x", "--user=ann"]),
        ("set triggers", ["set", "triggers", "dc/shop"]),
        ("create from-files", ["create", "-f", "@world", "--dry-run=server"]),
        ("create from-files", ["create", "-f", "@invalid"]),
        ("create namespace", ["create", "namespace", "fresh", "--dry-run=server"]),
        ("create secret generic", create + ["generic", "made", "--from-literal=a=@token:literal", "--dry-run=server"]),
        (
            "create secret generic",
            create + ["generic", "made", "--from-literal", "a=@token:literal", "--dry-run=client"]
        ),
        ("create secret generic", create + ["generic", "made", "--from-literal=a b=@token:literal-refused"]),
        ("create secret generic", create + ["generic", "made", "--from-file=a=@secret-file", "--dry-run=client"]),
        ("create secret generic", create + ["generic", "made", "--from-env-file=@env-file", "--dry-run=client"]),
        (
            "create secret tls",
            create + ["tls", "made", "--cert=@secret-file", "--key=@secret-file", "--dry-run=client"]
        ),
        (
            "create secret docker-registry",
            create + ["docker-registry", "made", "--docker-server=r", "--docker-username=ann"]
                + ["--docker-password=@token:docker-password", "--dry-run=client"]
        ),
        ("create configmap", ["create", "configmap", "made", "--from-literal=db-password=@token:configmap-literal"]),
        ("create deployment", ["create", "deployment", "made", "--image=x", "--dry-run=client"]),
        ("create service clusterip", service + ["clusterip", "made", "--tcp=80", "--dry-run=client"]),
        ("create service nodeport", service + ["nodeport", "made", "--tcp=80", "--dry-run=client"]),
        ("create service loadbalancer", service + ["loadbalancer", "made", "--tcp=80", "--dry-run=client"]),
        ("create service externalname", service + ["externalname", "made", "--external-name=a.b", "--dry-run=client"]),
        ("create job", ["create", "job", "made", "--from=cronjob/nightly", "--dry-run=client"]),
        (
            "create job",
            ["create", "job", "made2", "--image=x", "--dry-run=client", "--", "x", "--token=@token:create-job"]
        ),
        ("create cronjob", ["create", "cronjob", "made", "--image=x", "--schedule=0 0 * * *", "--dry-run=client"]),
        ("create role", ["create", "role", "made", "--verb=get", "--resource=secrets", "--dry-run=client"]),
        ("create rolebinding", ["create", "rolebinding", "made", "--role=made", "--user=ann", "--dry-run=client"]),
        (
            "create clusterrole",
            ["create", "clusterrole", "made", "--verb=get", "--resource=secrets", "--dry-run=client"]
        ),
        (
            "create clusterrolebinding",
            ["create", "clusterrolebinding", "made", "--clusterrole=made", "--dry-run=client"]
        ),
        ("create serviceaccount", ["create", "serviceaccount", "made", "--dry-run=client"]),
        ("create quota", ["create", "quota", "made", "--hard=pods=1", "--dry-run=client"]),
        ("create ingress", ["create", "ingress", "made", "--rule=a.b/=web:80", "--dry-run=client"]),
        (
            "create poddisruptionbudget",
            ["create", "poddisruptionbudget", "made", "--selector=a=b", "--min-available=1"]
        ),
        ("create priorityclass", ["create", "priorityclass", "made", "--value=1", "--dry-run=client"]),
        ("process", ["process", "-f", "@template", "--parameters"]),
        ("process", ["process", "-f", "@template", "-o", "name"]),
        ("process", ["process", "-f", "@broken-secret"]),
        ("new-app", ["new-app", "-f", "@template", "--dry-run"]),
        ("new-app", ["new-app", "-f", "@template", "-p", "ADMIN_PASSWORD=@token:parameter", "-o", "name"]),
        ("new-app", ["new-app", "-f", "@template"]),
        ("new-project", ["new-project", "fresh2"]),
        ("delete", ["delete", "secret", "frozen"]),
        ("delete", ["delete", "-f", "@world"]),
    ]

    private static let create = ["create", "secret"]
    private static let service = ["create", "service"]

    /// How a command is run that the table above does not have.
    static let others: [[String]] = [
        [], ["secrets"], ["secret/plain"], ["secret", "plain"], ["deployment/web"], ["-f", "@world"],
        ["-f", "@invalid"],
    ]

    /// Of `names`, the outputs to try with `command`: those that one printer writes for all commands are tried with `get`.
    static func outputs(_ names: [String], of command: String) -> [String] {
        let shared: Set = [
            "jsonpath", "jsonpath-as-json", "jsonpath-file", "template", "templatefile", "go-template-file",
        ]
        return command == "get" ? names : names.filter { !shared.contains($0) }
    }

    /// Something for outputs that need more than their name.
    static func output(_ name: String) -> String {
        switch name {
        case "jsonpath", "jsonpath-as-json": name + "={}"
        case "custom-columns": name + "=ALL:."
        case "go-template": name + "={{.}}"
        case "template": name + "={{range $k, $v := .data}}{{$v | base64decode}}{{slice $v 1}}{{end}}"
        default: name
        }
    }
}
