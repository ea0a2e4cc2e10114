// SPDX-License-Identifier: MIT

import Kn8Schema
import Kn8Value
import Testing

@Suite struct NativeRulesTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var object: String
        var want: [String]
    }

    private static func pod(_ spec: String) -> String {
        "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {\(spec)}}"
    }

    private static func service(_ spec: String) -> String {
        "{apiVersion: v1, kind: Service, metadata: {name: p}, spec: {\(spec)}}"
    }

    private static func deployment(_ spec: String, labels: String = "{a: b}", pod: String = "") -> String {
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {\(spec), template: {metadata: {labels: "
            + "\(labels)}, spec: {\(pod)containers: [{name: a, image: b}]}}}}"
    }

    @Test(arguments: [
        Row(
            testDescription: "container name",
            object: pod("containers: [{name: A_b, image: b}]"),
            want: [
                "spec.containers[0].name: Invalid value: \"A_b\": a lowercase RFC 1123 label must consist of lower case "
                    + "alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. "
                    + "'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
            ]
        ),
        Row(
            testDescription: "same container twice",
            object: pod("containers: [{name: a, image: b}, {name: a, image: b}]"),
            want: ["spec.containers[1].name: Duplicate value: \"a\""]
        ),
        Row(
            testDescription: "port range",
            object: pod("containers: [{name: a, image: b, ports: [{containerPort: 70000}]}]"),
            want: [
                "spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive"
            ]
        ),
        Row(
            testDescription: "mount of an unknown volume",
            object: pod("containers: [{name: a, image: b, volumeMounts: [{name: x, mountPath: /a}]}]"),
            want: ["spec.containers[0].volumeMounts[0].name: Not found: \"x\""]
        ),
        Row(
            testDescription: "volume with two sources",
            object: pod("containers: [{name: a, image: b}], volumes: [{name: x, emptyDir: {}, hostPath: {path: /}}]"),
            want: ["spec.volumes[0].hostPath: Forbidden: may not specify more than 1 volume type"]
        ),
        Row(
            testDescription: "value and valueFrom",
            object: pod(
                "containers: [{name: a, image: b, env: [{name: x, value: z, valueFrom: {fieldRef: {fieldPath: a}}}]}]"
            ),
            want: [
                "spec.containers[0].env[0].valueFrom: Invalid value: \"\": may not be specified when `value` is not empty"
            ]
        ),
        Row(testDescription: "sound deployment", object: deployment("selector: {matchLabels: {a: b}}"), want: []),
        Row(
            testDescription: "selector without the labels",
            object: deployment("selector: {matchLabels: {a: c}}"),
            want: [
                "spec.template.metadata.labels: Invalid value: {\"a\":\"b\"}: `selector` does not match template `labels`"
            ]
        ),
        Row(
            testDescription: "empty selector",
            object: deployment("selector: {}"),
            want: ["spec.selector: Invalid value: {}: empty selector is invalid for deployment"]
        ),
        Row(
            testDescription: "replicas",
            object: deployment("replicas: -1, selector: {matchLabels: {a: b}}"),
            want: ["spec.replicas: Invalid value: -1: must be greater than or equal to 0"]
        ),
        Row(
            testDescription: "restart policy of a template",
            object: deployment("selector: {matchLabels: {a: b}}", pod: "restartPolicy: Never, "),
            want: ["spec.template.spec.restartPolicy: Unsupported value: \"Never\": supported values: \"Always\""]
        ),
        Row(
            testDescription: "job restart policy",
            object: "{apiVersion: batch/v1, kind: Job, metadata: {name: j}, spec: {template: {spec: {containers: "
                + "[{name: a, image: b}]}}}}",
            want: [
                "spec.template.spec: spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", "
                    + "\"Never\""
            ]
        ),
        Row(testDescription: "service without ports", object: service(""), want: ["spec: spec.ports: Required value"]),
        Row(
            testDescription: "unnamed ports",
            object: service("ports: [{port: 1}, {port: 2}]"),
            want: [
                "spec.ports[0]: spec.ports[0].name: Required value",
                "spec.ports[1]: spec.ports[1].name: Required value",
            ]
        ),
        Row(
            testDescription: "node port",
            object: service("ports: [{port: 1, nodePort: 30000}]"),
            want: ["spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"]
        ),
        Row(
            testDescription: "name of a service",
            object: "{apiVersion: v1, kind: Service, metadata: {name: a.b}, spec: {clusterIP: None}}",
            want: [
                "metadata.name: Invalid value: \"a.b\": a lowercase RFC 1123 label must consist of lower case alphanumeric "
                    + "characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or "
                    + "'123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
            ]
        ),
    ])
    func rules(_ row: Row) {
        let found = SchemaCatalog.standard.validate(Manifest.one(row.object)).map { "\($0.path): \($0.message)" }
        #expect(found == row.want)
    }
}
