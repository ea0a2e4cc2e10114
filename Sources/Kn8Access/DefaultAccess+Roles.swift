// SPDX-License-Identifier: MIT

internal import Kn8API

extension DefaultAccess {
    private static let read = "get list watch"
    private static let write = "create delete deletecollection patch update"
    private static let readWrite = "create delete deletecollection get list patch update watch"
    private static let emit = rule("create patch update", "core events.k8s.io", "events")
    private static let scaled =
        "daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets "
        + "statefulsets/scale"

    static let clusterRoles: [Object] = userRoles + systemRoles + componentRoles

    /// The roles that people give to people.
    private static let userRoles: [Object] = [
        role("cluster-admin", rule("*", "*", "*"), paths("*", "*")),
        role("admin", gathering: "admin"),
        role("edit", partOf: "admin", gathering: "edit"),
        role("view", partOf: "edit", gathering: "view"),
        role(
            "system:aggregate-to-admin",
            partOf: "admin",
            rule("create", "authorization.k8s.io", "localsubjectaccessreviews"),
            rule(readWrite, "rbac.authorization.k8s.io", "rolebindings roles")
        ),
        role(
            "system:aggregate-to-edit",
            partOf: "edit",
            rule(
                read,
                "core",
                "pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy"
            ),
            rule("impersonate", "core", "serviceaccounts"),
            rule(write, "core", "pods pods/attach pods/exec pods/portforward pods/proxy"),
            rule("create", "core", "pods/eviction"),
            rule(
                write,
                "core",
                "configmaps events persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets "
                    + "serviceaccounts services services/proxy"
            ),
            rule("create", "core", "serviceaccounts/token"),
            rule(write, "apps", scaled),
            rule(write, "autoscaling", "horizontalpodautoscalers"),
            rule(write, "batch", "cronjobs jobs"),
            rule(
                write,
                "extensions",
                "daemonsets deployments deployments/rollback deployments/scale ingresses networkpolicies replicasets "
                    + "replicasets/scale replicationcontrollers/scale"
            ),
            rule(write, "policy", "poddisruptionbudgets"),
            rule(write, "networking.k8s.io", "ingresses networkpolicies"),
            rule(readWrite, "coordination.k8s.io", "leases")
        ),
        role(
            "system:aggregate-to-view",
            partOf: "view",
            rule(
                read,
                "core",
                "configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers "
                    + "replicationcontrollers/scale serviceaccounts services services/status"
            ),
            rule(
                read,
                "core",
                "bindings events limitranges namespaces/status pods/log pods/status replicationcontrollers/status "
                    + "resourcequotas resourcequotas/status"
            ),
            rule(read, "core", "namespaces"),
            rule(read, "discovery.k8s.io", "endpointslices"),
            rule(
                read,
                "apps",
                "controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status "
                    + "replicasets replicasets/scale replicasets/status statefulsets statefulsets/scale "
                    + "statefulsets/status"
            ),
            rule(read, "autoscaling", "horizontalpodautoscalers horizontalpodautoscalers/status"),
            rule(read, "batch", "cronjobs cronjobs/status jobs jobs/status"),
            rule(
                read,
                "extensions",
                "daemonsets daemonsets/status deployments deployments/scale deployments/status ingresses "
                    + "ingresses/status networkpolicies replicasets replicasets/scale replicasets/status "
                    + "replicationcontrollers/scale"
            ),
            rule(read, "policy", "poddisruptionbudgets poddisruptionbudgets/status"),
            rule(read, "networking.k8s.io", "ingresses ingresses/status networkpolicies")
        ),
    ]

    /// The roles that everybody has, or that a program is given to look after the cluster.
    private static let systemRoles: [Object] = [
        role(
            "system:auth-delegator",
            rule("create", "authentication.k8s.io", "tokenreviews"),
            rule("create", "authorization.k8s.io", "subjectaccessreviews")
        ),
        role(
            "system:basic-user",
            rule("create", "authorization.k8s.io", "selfsubjectaccessreviews selfsubjectrulesreviews"),
            rule("create", "authentication.k8s.io", "selfsubjectreviews")
        ),
        role(
            "system:discovery",
            paths("get", "/api /api/* /apis /apis/* /healthz /livez /openapi /openapi/* /readyz /version /version/")
        ),
        role(
            "system:monitoring",
            paths("get", "/healthz /healthz/* /livez /livez/* /metrics /metrics/slis /readyz /readyz/*")
        ),
        role("system:public-info-viewer", paths("get", "/healthz /livez /readyz /version /version/")),
        role(
            "system:service-account-issuer-discovery",
            paths("get", "/.well-known/openid-configuration /openid/v1/jwks")
        ),
        role(
            "system:heapster",
            rule(read, "core", "events namespaces nodes pods"),
            rule(read, "extensions", "deployments")
        ),
        role(
            "system:node-problem-detector",
            rule("get", "core", "nodes"),
            rule("patch", "core", "nodes/status"),
            emit
        ),
        role(
            "system:persistent-volume-provisioner",
            rule("create delete get list watch", "core", "persistentvolumes"),
            rule("get list update watch", "core", "persistentvolumeclaims"),
            rule(read, "storage.k8s.io", "storageclasses"),
            rule("watch", "core", "events"),
            emit
        ),
        signerApprover("kube-apiserver-client-approver", "kube-apiserver-client"),
        signerApprover("kube-apiserver-client-kubelet-approver", "kube-apiserver-client-kubelet"),
        signerApprover("kubelet-serving-approver", "kubelet-serving"),
        signerApprover("legacy-unknown-approver", "legacy-unknown"),
    ]

    /// The roles of the parts of a cluster, which some charts refer to.
    private static let componentRoles: [Object] = [
        role("system:kube-aggregator", rule(read, "core", "endpoints services")),
        role("system:kube-dns", rule("list watch", "core", "endpoints services")),
        role(
            "system:kubelet-api-admin",
            rule(read, "core", "nodes"),
            rule("proxy", "core", "nodes"),
            rule("*", "core", "nodes/log nodes/metrics nodes/proxy nodes/stats")
        ),
        role(
            "system:node-bootstrapper",
            rule("create get list watch", "certificates.k8s.io", "certificatesigningrequests")
        ),
        role(
            "system:node-proxier",
            rule("list watch", "core", "endpoints services"),
            rule(read, "core", "nodes"),
            emit,
            rule("list watch", "discovery.k8s.io", "endpointslices")
        ),
        role(
            "system:volume-scheduler",
            rule("get list patch update watch", "core", "persistentvolumes"),
            rule(read, "storage.k8s.io", "storageclasses"),
            rule("get list patch update watch", "core", "persistentvolumeclaims")
        ),
    ]

    private static func signerApprover(_ name: String, _ signer: String) -> Object {
        role(
            "system:certificates.k8s.io:\(name)",
            rule("approve", "certificates.k8s.io", "signers", named: "kubernetes.io/\(signer)")
        )
    }
}
