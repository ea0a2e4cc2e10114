// SPDX-License-Identifier: MIT

import Testing

/// What objects say was applied last.
struct LastAppliedTests {
    private static let other = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: other, labels: {}}
        data: {a: "1"}
        """

    static let transcripts = [
        Transcript(
            testDescription: "what was applied last is shown, set and edited",
            steps: [
                .init(
                    "apply view-last-applied cm/ap",
                    output: """
                        apiVersion: v1
                        data:
                          a: "1"
                        kind: ConfigMap
                        metadata:
                          annotations: {}
                          name: ap
                          namespace: default
                        """
                ),
                .init(
                    "apply view-last-applied secret/sec -o json",
                    output: """
                        {
                          "apiVersion": "v1",
                          "kind": "Secret",
                          "metadata": {
                            "annotations": {},
                            "name": "sec",
                            "namespace": "default"
                          },
                          "stringData": {
                            "p": "secret(sha256:DIGEST)"
                          }
                        }
                        """
                ),
                .init("create configmap other", output: "configmap/other created"),
                .init(
                    "apply view-last-applied cm/other",
                    errors: "error: no last-applied-configuration annotation found on resource: other"
                ),
                .init(
                    "apply set-last-applied -f -",
                    errors: "error: no last-applied-configuration annotation found on resource: other, to create the "
                        + "annotation, run the command with --create-annotation",
                    input: other
                ),
                .init(
                    "apply set-last-applied --create-annotation -f -",
                    output: "configmap/other configured",
                    input: other
                ),
                .init(
                    "apply view-last-applied cm/other -o json --show-secrets",
                    output: """
                        {
                          "apiVersion": "v1",
                          "data": {
                            "a": "1"
                          },
                          "kind": "ConfigMap",
                          "metadata": {
                            "annotations": {},
                            "labels": {},
                            "name": "other",
                            "namespace": "default"
                          }
                        }
                        """
                ),
                .init(
                    "apply edit-last-applied cm/ap",
                    output: "configmap/ap edited",
                    environment: ["KUBE_EDITOR": "sed -i -e 's/a: .1./a: eight/'"]
                ),
                .init(
                    "apply edit-last-applied cm/ap",
                    errors: "Edit cancelled, no changes made.",
                    status: 0,
                    environment: ["KUBE_EDITOR": "true"]
                ),
                .init(
                    "apply view-last-applied cm/ap",
                    output: """
                        apiVersion: v1
                        data:
                          a: eight
                        kind: ConfigMap
                        metadata:
                          annotations: {}
                          name: ap
                          namespace: default
                        """
                ),
            ]
        )
    ]

    @Test(arguments: transcripts) func speaks(transcript: Transcript) throws { try transcript.check() }
}
