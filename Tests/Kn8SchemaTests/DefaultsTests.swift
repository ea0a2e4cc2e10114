// SPDX-License-Identifier: MIT

import Foundation
@testable import Kn8Schema
import Kn8Value
import Testing

@Suite struct DefaultsTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var object: String
        var path: [String]
        var want: String
    }

    @Test(arguments: [
        Row(
            testDescription: "deployment strategy",
            object: "{apiVersion: apps/v1, kind: Deployment, spec: {template: {}}}",
            path: ["spec"],
            want: """
                {progressDeadlineSeconds: 600, replicas: 1, revisionHistoryLimit: 10, template: {},
                strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 25%, maxUnavailable: 25%}}}
                """
        ),
        Row(
            testDescription: "an empty text is a missing one",
            object: """
                {apiVersion: v1, kind: Service, spec: {type: "", sessionAffinity: "", internalTrafficPolicy: "",
                ports: [{port: 80, targetPort: 80, protocol: ""}]}}
                """,
            path: ["spec"],
            want: """
                {type: ClusterIP, sessionAffinity: None, internalTrafficPolicy: "",
                ports: [{port: 80, targetPort: 80, protocol: TCP}]}
                """
        ),
        Row(
            testDescription: "Recreate has no rolling update",
            object: "{apiVersion: apps/v1, kind: Deployment, spec: {strategy: {type: Recreate}}}",
            path: ["spec", "strategy"],
            want: "{type: Recreate}"
        ),
        Row(
            testDescription: "container of a template",
            object: """
                {apiVersion: apps/v1, kind: Deployment, spec: {template: {spec: {containers: [{name: a,
                image: "reg:5000/a", ports: [{containerPort: 80}], livenessProbe: {httpGet: {port: 80}}}]}}}}
                """,
            path: ["spec", "template", "spec"],
            want: """
                {restartPolicy: Always, dnsPolicy: ClusterFirst, schedulerName: default-scheduler, securityContext: {},
                terminationGracePeriodSeconds: 30, containers: [{name: a, image: "reg:5000/a", imagePullPolicy: Always,
                ports: [{containerPort: 80, protocol: TCP}], resources: {}, terminationMessagePolicy: File,
                terminationMessagePath: /dev/termination-log, livenessProbe: {timeoutSeconds: 1, periodSeconds: 10,
                successThreshold: 1, failureThreshold: 3, httpGet: {port: 80, path: /, scheme: HTTP}}}]}
                """
        ),
        Row(
            testDescription: "deployment config without triggers, selector and strategy",
            object: """
                {apiVersion: apps.openshift.io/v1, kind: DeploymentConfig, spec: {template: {metadata: {labels: {a: b}},
                spec: {containers: []}}}}
                """,
            path: ["spec"],
            want: """
                {replicas: 1, revisionHistoryLimit: 10, selector: {a: b}, triggers: [{type: ConfigChange}],
                strategy: {type: Rolling, activeDeadlineSeconds: 21600, rollingParams: {intervalSeconds: 1,
                updatePeriodSeconds: 1, timeoutSeconds: 600, maxSurge: 25%, maxUnavailable: 25%}},
                template: {metadata: {labels: {a: b}}, spec: {containers: [], restartPolicy: Always,
                dnsPolicy: ClusterFirst, schedulerName: default-scheduler, securityContext: {},
                terminationGracePeriodSeconds: 30}}}
                """
        ),
        Row(
            testDescription: "deployment config by hand, recreated",
            object: """
                {apiVersion: apps.openshift.io/v1, kind: DeploymentConfig, spec: {triggers: [], strategy:
                {type: Recreate}}}
                """,
            path: ["spec"],
            want: """
                {replicas: 1, revisionHistoryLimit: 10, triggers: [], strategy: {type: Recreate,
                activeDeadlineSeconds: 21600, recreateParams: {timeoutSeconds: 600}}}
                """
        ),
        Row(
            testDescription: "deployment config, one bound of rolling given",
            object: """
                {apiVersion: apps.openshift.io/v1, kind: DeploymentConfig, spec: {strategy: {rollingParams: {maxSurge: 0}}}}
                """,
            path: ["spec", "strategy", "rollingParams"],
            want: "{intervalSeconds: 1, updatePeriodSeconds: 1, timeoutSeconds: 600, maxSurge: 0, maxUnavailable: 25%}"
        ),
        Row(
            testDescription: "image trigger",
            object: """
                {apiVersion: apps.openshift.io/v1, kind: DeploymentConfig, metadata: {namespace: shop}, spec: {triggers:
                [{type: ImageChange, imageChangeParams: {from: {name: "a:1"}}}]}}
                """,
            path: ["spec", "triggers"],
            want: """
                [{type: ImageChange, imageChangeParams: {from: {kind: ImageStreamTag, name: "a:1", namespace: shop}}}]
                """
        ),
        Row(
            testDescription: "service ports",
            object: "{apiVersion: v1, kind: Service, spec: {ports: [{port: 80}]}}",
            path: ["spec"],
            want: """
                {type: ClusterIP, sessionAffinity: None, internalTrafficPolicy: Cluster,
                ports: [{port: 80, targetPort: 80, protocol: TCP}]}
                """
        ),
        Row(
            testDescription: "external service",
            object: "{apiVersion: v1, kind: Service, spec: {type: ExternalName, externalName: a.b}}",
            path: ["spec"],
            want: "{type: ExternalName, externalName: a.b, sessionAffinity: None}"
        ),
        Row(
            testDescription: "job",
            object: "{apiVersion: batch/v1, kind: Job, spec: {}}",
            path: ["spec"],
            want: """
                {completions: 1, parallelism: 1, backoffLimit: 6, completionMode: NonIndexed, suspend: false,
                manualSelector: false, podReplacementPolicy: TerminatingOrFailed}
                """
        ),
        Row(
            testDescription: "network policy with egress",
            object: "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, spec: {podSelector: {}, egress: []}}",
            path: ["spec", "policyTypes"],
            want: "[Ingress, Egress]"
        ),
        Row(
            testDescription: "the server drops null",
            object: "{apiVersion: v1, kind: Pod, spec: {nodeSelector: null, restartPolicy: null}}",
            path: ["spec"],
            want: """
                {restartPolicy: Always, dnsPolicy: ClusterFirst, schedulerName: default-scheduler, securityContext: {},
                terminationGracePeriodSeconds: 30, enableServiceLinks: true}
                """
        ),
    ])
    func nativeDefaults(_ row: Row) {
        let filled = SchemaCatalog.standard.defaulted(Manifest.one(row.object))
        let want = Manifest.one("x: \(row.want.replacing("\n", with: " "))")["x"]
        #expect(filled[path: row.path]?.json() == want?.json())
    }

    @Test(arguments: NativeCase.all("default-"))
    func ofEveryKind(_ row: NativeCase) throws {
        let filled = SchemaCatalog.standard.defaulted(row.object)
        #expect(!row.want.isEmpty)
        for line in row.want {
            let mark = try #require(line.range(of: ": "))
            let path = line[..<mark.lowerBound].split(separator: ".").map(String.init)
            let want = Manifest.one("x: \(line[mark.upperBound...])")["x"]
            #expect(filled[path: path]?.json() == want?.json())
        }
        #expect(SchemaCatalog.standard.defaulted(filled) == filled)
    }

    @Test func customDefaultsAndPruning() {
        let schema = Manifest.one(
            """
            {type: object, properties: {spec: {type: object, properties: {size: {type: integer, default: 3},
            nothing: {type: string}, maybe: {type: string, nullable: true, default: x}}}}}
            """
        )
        let node = Schema(openAPI: schema)
        #expect(node.defaulted(["spec": [:]])["spec"] == ["size": 3, "maybe": "x"])
        #expect(node.defaulted([:]) == [:])
        #expect(
            node.defaulted(["spec": ["size": .null, "nothing": .null, "maybe": .null]])["spec"] == [
                "size": 3, "maybe": .null,
            ]
        )
        #expect(node.pruned(["spec": ["size": 1, "zip": 2], "zap": 1]) == ["spec": ["size": 1]])
    }
}
