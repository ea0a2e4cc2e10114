// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// auth can-i, whoami and reconcile, as kubectl words them.
struct AuthCommandTests {
    private static let rights = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: dev}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: reader}
        rules:
        - {apiGroups: [""], resources: [pods, pods/log], verbs: [get, list]}
        - {apiGroups: [apps], resources: [deployments], resourceNames: [web], verbs: [get]}
        - {nonResourceURLs: [/metrics], verbs: [get]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: readers}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
        subjects:
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}
        - {apiGroup: rbac.authorization.k8s.io, kind: Group, name: ops}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: editors, namespace: dev}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
        subjects:
        - {kind: ServiceAccount, name: robot, namespace: dev}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: torn, namespace: dev}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: gone}
        subjects:
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: torn}
        """

    private static let robot = "--as=system:serviceaccount:dev:robot"
    private static let arguments = """
        error: you must specify two arguments: verb resource or verb resource/resourceName.
        See 'kn8 auth can-i -h' for help and examples.
        """
    private static let listOptions =
        "error: list option can't be specified with neither quiet, all-namespaces nor subresource options"

    static let transcripts: [Transcript] = [
        Transcript(
            testDescription: "the owner may do everything",
            manifests: rights,
            steps: [
                .init("auth can-i delete secrets -n kube-system", output: "yes"),
                .init("auth can-i * *", output: "yes"),
                .init("auth can-i get /metrics", output: "yes"),
                .init("auth can-i create pods -q"),
            ]
        ),
        Transcript(
            testDescription: "somebody else may do what roles say",
            manifests: rights,
            steps: [
                .init("auth can-i list pods --as=jane", output: "yes"),
                .init("auth can-i list po -A --as jane", output: "yes"),
                .init("auth can-i get Pod/web -n dev --as=jane", output: "yes"),
                .init("auth can-i get pods --subresource=log --as=jane", output: "yes"),
                .init("auth can-i get deploy/web --as=jane", output: "yes"),
                .init("auth can-i get deployments.apps/web --as=jane", output: "yes"),
                .init("auth can-i get deployments.v1.apps/web --as=jane", output: "yes"),
                .init("auth can-i get /metrics --as=jane", output: "yes"),
                .init("auth can-i list pods --as=joe --as-group=ops", output: "yes"),
                .init("auth can-i get /version --as=joe", output: "yes"),
                .init("auth can-i create deployments -n dev", robot, output: "yes"),
                .init("auth can-i get secrets -n dev", robot, output: "yes"),
            ]
        ),
        Transcript(
            testDescription: "and nothing else",
            manifests: rights,
            steps: [
                .init("auth can-i create pods --as=jane", output: "no", status: 1),
                .init("auth can-i create pods --as=jane -q", status: 1),
                .init("auth can-i watch pods --as=jane", output: "no", status: 1),
                .init("auth can-i get pods --subresource=exec --as=jane", output: "no", status: 1),
                .init("auth can-i get deploy --as=jane", output: "no", status: 1),
                .init("auth can-i get deploy/db --as=jane", output: "no", status: 1),
                .init("auth can-i get /metrics/slis --as=jane", output: "no", status: 1),
                .init("auth can-i post /metrics --as=jane", output: "no", status: 1),
                .init("auth can-i list pods --as=joe", output: "no", status: 1),
                .init("auth can-i list pods --as=ops", output: "no", status: 1),
                .init("auth can-i * * --as=jane", output: "no", status: 1),
                .init("auth can-i create deployments", robot, output: "no", status: 1),
                .init("auth can-i create deployments -A", robot, output: "no", status: 1),
                .init("auth can-i create rolebindings -n dev", robot, output: "no", status: 1),
                .init("auth can-i get /api --as=system:anonymous", output: "no", status: 1),
                .init(
                    "auth can-i list pods -n dev --as=torn",
                    output: #"no - RBAC: role.rbac.authorization.k8s.io "gone" not found"#,
                    status: 1
                ),
                .init("auth can-i impersonate users --as=jane", output: "no", status: 1),
            ]
        ),
        Transcript(
            testDescription: "what is odd about a question is said",
            manifests: rights,
            steps: [
                .init(
                    "auth can-i list nosuch --as=jane",
                    output: "no",
                    errors: "Warning: the server doesn't have a resource type 'nosuch'\n\n",
                    status: 1
                ),
                .init(
                    "auth can-i list foo.example.com --as=jane",
                    output: "no",
                    errors: "Warning: the server doesn't have a resource type 'foo' in group 'example.com'\n\n",
                    status: 1
                ),
                .init(
                    "auth can-i list nodes",
                    output: "yes",
                    errors: "Warning: resource 'nodes' is not namespace scoped\n\n",
                    status: 0
                ),
                .init(
                    "auth can-i list clusterroles",
                    output: "yes",
                    errors: "Warning: resource 'clusterroles' is not namespace scoped in group "
                        + "'rbac.authorization.k8s.io'\n\n",
                    status: 0
                ),
                .init("auth can-i list nodes -A", output: "yes"),
                .init(
                    "auth can-i frob pods",
                    output: "yes",
                    errors: "Warning: verb 'frob' is not a known verb\n\n",
                    status: 0
                ),
                .init(
                    "auth can-i list /metrics",
                    output: "yes",
                    errors: "Warning: verb 'list' is not a known verb\n\n",
                    status: 0
                ),
                .init("auth can-i list", errors: arguments),
                .init("auth can-i list pods web", errors: arguments),
                .init("auth can-i --list pods", errors: "error: list option must be specified with no arguments"),
                .init("auth can-i --list -q", errors: listOptions),
                .init("auth can-i --list -A", errors: listOptions),
                .init(
                    "auth can-i get /x --subresource=y",
                    errors: "error: --subresource can not be used with NonResourceURL"
                ),
                .init(
                    "auth can-i get pods --no-headers",
                    errors: "error: --no-headers cannot be set without --list specified"
                ),
            ]
        ),
        Transcript(
            testDescription: "all that somebody may do, in kubectl's order",
            manifests: rights,
            steps: [
                .init(
                    "auth can-i --list --as=x --as-group=ops --as-group=system:unauthenticated",
                    output: """
                        Resources          Non-Resource URLs   Resource Names   Verbs
                        pods/log           []                  []               [get list]
                        pods               []                  []               [get list]
                                           [/healthz]          []               [get]
                                           [/livez]            []               [get]
                                           [/metrics]          []               [get]
                                           [/readyz]           []               [get]
                                           [/version/]         []               [get]
                                           [/version]          []               [get]
                        deployments.apps   []                  [web]            [get]
                        """
                ),
                .init(
                    "auth can-i --list --no-headers --as=x --as-group=system:masters,system:unauthenticated",
                    output: """
                        *.*   []            []    [*]
                              [*]           []    [*]
                              [/healthz]    []    [get]
                              [/livez]      []    [get]
                              [/readyz]     []    [get]
                              [/version/]   []    [get]
                              [/version]    []    [get]
                        """
                ),
            ]
        ),
        Transcript(
            testDescription: "who one is",
            manifests: "",
            steps: [
                .init(
                    "auth whoami",
                    output: """
                        ATTRIBUTE   VALUE
                        Username    owner
                        Groups      [system:masters system:authenticated]
                        """,
                    environment: ["USER": "owner"]
                ),
                .init(
                    "auth whoami --as=system:serviceaccount:dev:robot --as-uid=7",
                    output: """
                        ATTRIBUTE   VALUE
                        Username    system:serviceaccount:dev:robot
                        UID         7
                        Groups      [system:serviceaccounts system:serviceaccounts:dev system:authenticated]
                        """
                ),
                .init("auth whoami -o name --as=jane", output: "selfsubjectreview.authentication.k8s.io/"),
                .init(
                    "auth whoami -o wide",
                    errors: #"error: unable to match a printer suitable for the output format "wide", allowed formats "#
                        + "are: go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,"
                        + "templatefile,yaml"
                ),
                .init(
                    "auth whoami --as-group=x",
                    errors: "error: requesting uid, groups or user-extra for owner without impersonating a user",
                    environment: ["USER": "owner"]
                ),
            ]
        ),
    ]

    @Test(arguments: transcripts)
    func transcript(_ transcript: Transcript) throws { try transcript.check() }

    private static let account = """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: robot}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec: {serviceAccountName: robot, containers: [{name: c, image: "nginx:1"}]}
        """

    @Test func tokens() throws {
        try Transcript(
            testDescription: "create token",
            manifests: Self.account,
            steps: [
                .init("create token robot -o name", output: "tokenrequest.authentication.k8s.io/robot"),
                .init(
                    "create token robot --bound-object-kind=Pod --bound-object-name=web --duration=10m -o name",
                    output: "tokenrequest.authentication.k8s.io/robot"
                ),
                .init(
                    "create token ghost",
                    errors: #"error: failed to create token: serviceaccounts "ghost" not found"#
                ),
                .init(
                    "create token robot --duration=1m",
                    errors: #"error: failed to create token: TokenRequest.authentication.k8s.io "" is invalid: "#
                        + "spec.expirationSeconds: Invalid value: 60: may not specify a duration less than 10 minutes"
                ),
                .init(
                    "create token robot --bound-object-kind=Secret --bound-object-name=none",
                    errors: #"error: failed to create token: secrets "none" not found"#
                ),
                .init(
                    "create token",
                    errors:
                        "error: exactly one NAME is required, got 0\nSee 'kn8 create token -h' for help and examples"
                ),
                .init(
                    "create token robot --bound-object-kind=Foo",
                    errors: "error: supported --bound-object-kind values are Node, Pod, Secret"
                ),
                .init(
                    "create token robot --bound-object-kind=Pod",
                    errors: "error: --bound-object-name is required if --bound-object-kind is provided"
                ),
                .init(
                    "create token robot --bound-object-name=x",
                    errors: "error: --bound-object-name can only be set if --bound-object-kind is provided"
                ),
                .init(
                    "create token robot --bound-object-uid=x",
                    errors: "error: --bound-object-uid can only be set if --bound-object-kind is provided"
                ),
                .init(
                    "create token robot --duration=-1s",
                    errors: "error: --duration must be greater than or equal to 0"
                ),
                .init(
                    "create token robot --duration=1500ms",
                    errors: "error: --duration cannot be expressed in units less than seconds"
                ),
            ]
        )
        .check()
    }

    private static let stated = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: r, namespace: fresh, labels: {a: b}}
        rules:
        - {apiGroups: [""], resources: [pods], verbs: [get, list]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: readers}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
        subjects:
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: joe}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: passed-over}
        """
    private static let moved = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: readers}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
        subjects:
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: joe}
        """
    private static let role = "role.rbac.authorization.k8s.io/r reconciled"
    private static let binding = "clusterrolebinding.rbac.authorization.k8s.io/readers reconciled"

    @Test func reconcile() throws {
        let group = "rbac.authorization.k8s.io"
        let created = """
            \treconciliation required create
            \tmissing rules added:
            \t\t{Verbs:[get list] APIGroups:[] Resources:[pods] ResourceNames:[] NonResourceURLs:[]}
            """
        let joe = """
            \treconciliation required update
            \tmissing subjects added:
            \t\t{Kind:User APIGroup:\(group) Name:joe Namespace:}
            """
        try Transcript(
            testDescription: "reconcile",
            manifests: Self.rights,
            steps: [
                .init(
                    "auth reconcile -f FOLDER/stated.yaml --dry-run=client",
                    output: "\(Self.role) (dry run)\n\(Self.binding) (dry run)",
                    errors: "\(created)\n\(joe)",
                    status: 0
                ),
                .init("auth can-i get pods -n fresh --as=joe", output: "no", status: 1),
                .init(
                    "auth reconcile -f FOLDER/stated.yaml",
                    output: "\(Self.role)\n\(Self.binding)",
                    errors: "\(created)\n\(joe)",
                    status: 0
                ),
                .init("auth reconcile -f FOLDER/stated.yaml", output: "\(Self.role)\n\(Self.binding)"),
                .init("get namespace fresh -o name", output: "namespace/fresh"),
                .init(
                    "get configmap passed-over",
                    errors: #"Error from server (NotFound): configmaps "passed-over" not found"#
                ),
                .init("auth can-i get pods -n fresh --as=joe", output: "yes"),
                .init("auth can-i get pods -n fresh --as=jane", output: "yes"),
                .init(
                    "auth reconcile -f FOLDER/stated.yaml --remove-extra-subjects -o name",
                    output: "role.\(group)/r\nclusterrolebinding.\(group)/readers",
                    errors: """
                        \treconciliation required update
                        \textra subjects removed:
                        \t\t{Kind:User APIGroup:\(group) Name:jane Namespace:}
                        \t\t{Kind:Group APIGroup:\(group) Name:ops Namespace:}
                        """,
                    status: 0
                ),
                .init("auth can-i get pods -n fresh --as=jane", output: "no", status: 1),
                .init(
                    "auth reconcile -f FOLDER/moved.yaml",
                    output: Self.binding,
                    errors: "\treconciliation required recreate",
                    status: 0
                ),
                .init("auth can-i list services --as=joe", output: "yes"),
                .init(
                    "auth reconcile -f FOLDER/stated.yaml --dry-run=server",
                    errors: "error: --dry-run=server for command reconcile is not supported yet"
                ),
            ]
        )
        .check(files: ["stated.yaml": Self.stated, "moved.yaml": Self.moved])
    }
}
