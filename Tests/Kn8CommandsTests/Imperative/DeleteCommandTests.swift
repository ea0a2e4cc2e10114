// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// Delete's flags and words, and `wait --for=cel`.
struct DeleteCommandTests {
    private static let forced =
        "Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The "
        + "resource may continue to run on the cluster indefinitely."

    static let transcripts = [
        Transcript(
            testDescription: "deletion in kubectl's words",
            steps: [
                .init("delete cm nope", errors: "Error from server (NotFound): configmaps \"nope\" not found"),
                .init("delete cm nope --ignore-not-found"),
                .init("delete cm -l zz=zz", output: "No resources found"),
                .init("delete cm", errors: "error: resource(s) were provided, but no name was specified"),
                .init(
                    "delete cm ap --dry-run=client",
                    output: "configmap \"ap\" deleted from default namespace (dry run)"
                ),
                .init(
                    "delete cm/ap secret/sec --dry-run=server",
                    output: "configmap \"ap\" deleted from default namespace (server dry run)\n"
                        + "secret \"sec\" deleted from default namespace (server dry run)"
                ),
                .init(
                    "delete cm ap --force --grace-period=0",
                    output: "configmap \"ap\" force deleted from default namespace",
                    errors: forced,
                    status: 0
                ),
                .init("delete deployment,cm --all -o name", output: "deployment.apps/web"),
                .init("delete secret sec --now", output: "secret \"sec\" deleted from default namespace"),
                .init("create namespace q3", output: "namespace/q3 created"),
                .init("delete namespace q3", output: "namespace \"q3\" deleted"),
                .init(
                    "create clusterrole r --verb=get --resource=pods",
                    output: "clusterrole.rbac.authorization.k8s.io/r created"
                ),
                .init(
                    "delete clusterrole r -n q2",
                    output: "clusterrole.rbac.authorization.k8s.io \"r\" deleted",
                    errors: "Warning: deleting cluster-scoped resources, not scoped to the provided namespace",
                    status: 0
                ),
            ]
        ),
        Transcript(
            testDescription: "flags of delete that do not go together",
            steps: [
                .init(
                    "delete cm ap --cascade=bogus",
                    errors:
                        "error: invalid cascade value (bogus). Must be \"background\", \"foreground\", or \"orphan\""
                ),
                .init(
                    "delete cm ap --now --grace-period=3",
                    errors: "error: --now and --grace-period cannot be specified together"
                ),
                .init(
                    "delete cm ap --force --grace-period=3",
                    errors: "error: --force and --grace-period greater than 0 cannot be specified together"
                ),
                .init("delete cm --all -l a=b", errors: "error: cannot set --all and --selector at the same time"),
                .init(
                    "delete cm --all --field-selector=metadata.name=ap",
                    errors: "error: cannot set --all and --field-selector at the same time"
                ),
                .init(
                    "delete cm ap -o yaml",
                    errors: "error: unexpected -o output mode: yaml. We only support '-o name'"
                ),
                .init("delete cm ap -A", errors: "error: a resource cannot be retrieved by name across all namespaces"),
                .init("delete cm ap -l a=b", errors: "error: name cannot be provided when a selector is specified"),
            ]
        ),
        Transcript(
            testDescription: "some objects of a type, and one at a time by file",
            manifests: Transcript.world
                + "\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: b, labels: {x: z}}\n",
            steps: [
                .init(
                    "delete cm --field-selector=metadata.name=ap",
                    output: "configmap \"ap\" deleted from default namespace"
                ),
                .init(
                    "delete -f FOLDER/world.yaml",
                    output: """
                        deployment.apps "web" deleted from default namespace
                        configmap "b" deleted from default namespace
                        secret "sec" deleted from default namespace
                        """,
                    errors: "Error from server (NotFound): error when deleting \"FOLDER/world.yaml\": "
                        + "configmaps \"ap\" not found"
                ),
            ]
        ),
        Transcript(
            testDescription: "what finalizers hold is waited for",
            manifests: "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: held, finalizers: [x.dev/hold]}\n",
            steps: [
                .init(
                    "delete cm held --timeout=10ms",
                    output: "configmap \"held\" deleted from default namespace",
                    errors: "error: timed out waiting for the condition on configmaps/held"
                ),
                .init("delete cm held --wait=false", output: "configmap \"held\" deleted from default namespace"),
                .init("patch cm held -p {\"metadata\":{\"finalizers\":null}}", output: "configmap/held patched"),
                .init("get cm held", errors: "Error from server (NotFound): configmaps \"held\" not found"),
            ]
        ),
        Transcript(
            testDescription: "deletion is asked for first when that is wanted",
            steps: [
                .init(
                    "delete cm ap -i",
                    output: """
                        You are about to delete the following 1 resource(s):
                        configmap/ap
                        Do you want to continue? (y/n): deletion is cancelled
                        """,
                    input: "n\n"
                ),
                .init(
                    "delete cm ap -i",
                    output: """
                        You are about to delete the following 1 resource(s):
                        configmap/ap
                        Do you want to continue? (y/n): configmap "ap" deleted from default namespace
                        """,
                    input: "y\n"
                ),
            ]
        ),
        Transcript(
            testDescription: "a wait for an expression, for all states and for any",
            steps: [
                .init("wait cm/ap --timeout=0", "--for=cel=object.data.a == '1'", output: "configmap/ap condition met"),
                .init(
                    "wait deploy/web --timeout=0 --for=condition=Available",
                    "--for=cel=self.status.readyReplicas >= 3",
                    output: "deployment.apps/web condition met"
                ),
                .init(
                    "wait cm/ap --timeout=0 --for=cel=object.data.b",
                    errors: "error: timed out waiting for the condition on configmaps/ap"
                ),
                .init(
                    "wait cm/ap --timeout=0 --for=condition=Ready",
                    "--for=cel=object.data.a == '1'",
                    errors: "error: timed out waiting for the condition on configmaps/ap"
                ),
                .init(
                    "wait cm/ap --timeout=0 --any --for=condition=Ready",
                    "--for=cel=object.data.a == '1'",
                    output: "configmap/ap condition met"
                ),
                .init("wait cm/ap --for=cel=1", errors: "error: cel expression must evaluate to a bool"),
            ]
        ),
    ]

    @Test(arguments: transcripts) func speaks(transcript: Transcript) throws { try transcript.check() }
}
