// SPDX-License-Identifier: MIT

import Testing

/// `set` and `rollout` of Kubernetes' own workloads.
struct WorkloadCommandTests {
    private static let rollouts = """
        deployment.apps/web\(" ")
        REVISION  CHANGE-CAUSE
        1         <none>
        2         <none>


        """

    static let sets: [Transcript] = [
        Transcript(
            testDescription: "images",
            steps: [
                .init("set image deploy/web c=nginx:2", output: "deployment.apps/web image updated"),
                .init("set image deploy/web c=nginx:2"),
                .init(
                    "set image deploy web *=nginx:3 --dry-run=server",
                    output: "deployment.apps/web image updated (server dry run)"
                ),
                .init("set image deploy/web nope=nginx", errors: "error: unable to find container named \"nope\""),
                .init("set image deploy/web", errors: "error: at least one image update is required"),
                .init(
                    "set image cm/ap c=x",
                    errors: "error: configmap/ap the object is not a pod or does not have a pod template: *v1.ConfigMap"
                ),
                .init(
                    "set image deploy/nope c=x",
                    errors: "Error from server (NotFound): deployments.apps \"nope\" not found"
                ),
                .init(
                    "wait",
                    "--for=jsonpath={.spec.template.spec.containers[0].image}=nginx:2",
                    "deploy/web",
                    output: "deployment.apps/web condition met"
                ),
            ]
        ),
        Transcript(
            testDescription: "variables",
            steps: [
                .init("set env deploy/web A=1 B=x", output: "deployment.apps/web env updated"),
                .init("set env deploy/web --from=secret/sec --prefix=S_", output: "deployment.apps/web env updated"),
                .init(
                    "set env deploy/web --list",
                    output: "# Deployment web, container c\nA=1\nB=x\n# S_P from secret sec, key p"
                ),
                .init(
                    "set env deploy/web A=2 --overwrite=false",
                    errors: "error: deployment.apps/web\n 'A' already has a value (1), and --overwrite is false"
                ),
                .init("set env deploy/web A- B=y", output: "deployment.apps/web env updated"),
                .init(
                    "set env deploy/web --list",
                    output: "# Deployment web, container c\nB=y\n# S_P from secret sec, key p"
                ),
                .init(
                    "set env deploy/web -c zz* B=1",
                    errors: "Warning: Deployment/web does not have any containers matching \"zz*\"",
                    status: 0
                ),
                .init(
                    "set env deploy/web --from=deploy/web",
                    errors: "error: unsupported resource specified in --from"
                ),
                .init(
                    "set env",
                    errors: "error: one or more resources must be specified as <resource> <name> or <resource>/<name>"
                ),
            ]
        ),
        Transcript(
            testDescription: "resources, selectors, accounts and subjects",
            steps: [
                .init(
                    "set resources deploy/web --limits=cpu=1,memory=1024Mi --requests=cpu=0.5",
                    output: "deployment.apps/web resource requirements updated"
                ),
                .init(
                    "wait",
                    "--for=jsonpath={.spec.template.spec.containers[0].resources.limits.memory}=1Gi",
                    "deploy/web",
                    output: "deployment.apps/web condition met"
                ),
                .init(
                    "set resources deploy/web",
                    errors:
                        "error: you must specify an update to requests or limits (in the form of --requests/--limits)"
                ),
                .init(
                    "set resources deploy/web --limits=cpu",
                    errors: "error: Invalid argument syntax cpu, expected <resource>=<value>"
                ),
                .init(
                    "set resources deploy/web -c nope --limits=cpu=1",
                    errors: "error: unable to find container named nope"
                ),
                .init("create service clusterip s --tcp=80", output: "service/s created"),
                .init("set selector svc/s a=b", output: "service/s selector updated"),
                .init(
                    "set selector deploy/web a=b",
                    errors: "error: setting a selector is only supported for Services"
                ),
                .init("set selector svc/s", errors: "error: one selector is required"),
                .init("create sa robot", output: "serviceaccount/robot created"),
                .init("set sa deploy/web robot", output: "deployment.apps/web serviceaccount updated"),
                .init("set serviceaccount", errors: "error: serviceaccount is required"),
                .init(
                    "create rolebinding rb --role=r --user=u",
                    output: "rolebinding.rbac.authorization.k8s.io/rb created"
                ),
                .init(
                    "set subject rolebinding/rb --user=u --user=v",
                    output: "rolebinding.rbac.authorization.k8s.io/rb subjects updated"
                ),
                .init(
                    "set subject rolebinding/rb",
                    errors: "error: you must specify at least one value of user, group or serviceaccount"
                ),
                .init(
                    "set subject cm/ap --user=u",
                    errors: "error: configmap/ap setting subjects is only supported for RoleBinding/ClusterRoleBinding"
                ),
            ]
        ),
    ]

    @Test(arguments: sets)
    func `set speaks kubectl's words`(_ transcript: Transcript) throws { try transcript.check() }

    static let rolling: [Transcript] = [
        Transcript(
            testDescription: "a Deployment goes back",
            steps: [
                .init("rollout status deploy/web", output: "deployment \"web\" successfully rolled out"),
                .init("rollout undo deploy/web", errors: "error: no rollout history found for deployment \"web\""),
                .init("set image deploy/web c=nginx:2", output: "deployment.apps/web image updated"),
                .init("rollout history deploy/web", output: rollouts),
                .init(
                    "rollout undo deploy/web --to-revision=99",
                    errors: "error: unable to find specified revision 99 in history"
                ),
                .init(
                    "rollout undo deploy/web --to-revision=2",
                    output: "deployment.apps/web skipped rollback (current template already matches revision 2)"
                ),
                .init("rollout undo deploy/web", output: "deployment.apps/web rolled back"),
                .init(
                    "wait",
                    "--for=jsonpath={.spec.template.spec.containers[0].image}=nginx:1",
                    "deploy/web",
                    output: "deployment.apps/web condition met"
                ),
            ]
        ),
        Transcript(
            testDescription: "pause, resume and restart",
            steps: [
                .init("rollout pause deploy/web", output: "deployment.apps/web paused"),
                .init("rollout pause deploy/web", errors: "error: deployments.apps \"web\" is already paused"),
                .init(
                    "rollout restart deploy/web",
                    errors: "error: deployments.apps \"web\" can't restart paused deployment (run rollout resume first)"
                ),
                .init("rollout resume deploy/web", output: "deployment.apps/web resumed"),
                .init("rollout resume deploy/web", errors: "error: deployments.apps \"web\" is not paused"),
                .init("rollout restart deploy/web", output: "deployment.apps/web restarted"),
                .init("rollout status deploy web", output: "deployment \"web\" successfully rolled out"),
                .init("rollout restart cm/ap", errors: "error: configmaps \"ap\" restarting is not supported"),
                .init("rollout status cm/ap", errors: "error: no status viewer has been implemented for ConfigMap"),
                .init(
                    "rollout status deploy/nope",
                    errors: "Error from server (NotFound): deployments.apps \"nope\" not found"
                ),
                .init("rollout status", errors: "error: required resource not specified"),
            ]
        ),
    ]

    @Test(arguments: rolling)
    func `rollouts of workloads`(_ transcript: Transcript) throws { try transcript.check() }
}
