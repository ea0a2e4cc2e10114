// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Value
import Testing

@testable import Kn8PlatformOperators

@Suite("Knative Revision")
struct KnativeRevisionTests {
    static let now = Timestamp(seconds: 1_767_225_600)
    static let revision = KnativeRouteTests.object(Knative.revision, "hello-00001")

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var owner = "hello-00001"
        var replicas: Int64 = 1
        var deployment: Value
        var pod: Value?
        var ready: String
        var healthy: String
    }

    @Test(
        arguments: [
            Row(
                testDescription: "up",
                deployment: ["readyReplicas": 1],
                ready: "True",
                healthy: "True"
            ),
            Row(
                testDescription: "case 4: one of two up",
                replicas: 2,
                deployment: ["readyReplicas": 1],
                ready: "Unknown|Deploying",
                healthy: "True"
            ),
            Row(
                testDescription: "another's Deployment",
                owner: "somebody",
                deployment: ["readyReplicas": 1],
                ready:
                    "False|NotOwned|There is an existing Deployment \"hello-00001-deployment\" that we do not own.",
                healthy: "Unknown"
            ),
            Row(
                testDescription: "case 31: the container exits",
                deployment: [:],
                pod: [
                    "containerStatuses": [
                        [
                            "name": "user-container",
                            "lastState": ["terminated": ["exitCode": 5, "message": "I failed"]],
                        ]
                    ]
                ],
                ready: "False|ExitCode5|Container failed with: I failed",
                healthy: "False|ExitCode5|Container failed with: I failed"
            ),
            Row(
                testDescription: "case 32: the Pod has no node",
                deployment: [:],
                pod: [
                    "conditions": [
                        [
                            "type": "PodScheduled", "status": "False", "reason": "Unschedulable",
                            "message": "0/1 nodes are available.",
                        ]
                    ]
                ],
                ready: "False|Unschedulable|0/1 nodes are available.",
                healthy: "Unknown|Deploying"
            ),
            Row(
                testDescription: "case 33: never ready in time",
                deployment: [
                    "conditions": [
                        [
                            "type": "Progressing", "status": "False", "reason": "ProgressDeadlineExceeded",
                            "message": "ReplicaSet has timed out progressing.",
                        ]
                    ]
                ],
                ready: "False|ProgressDeadlineExceeded|ReplicaSet has timed out progressing.",
                healthy: "Unknown|Deploying"
            ),
            Row(
                testDescription: "no Pod may be made",
                deployment: [
                    "conditions": [
                        ["type": "ReplicaFailure", "status": "True", "reason": "FailedCreate", "message": "quota"]
                    ]
                ],
                ready: "False|FailedCreate|quota",
                healthy: "Unknown|Deploying"
            ),
        ]
    )
    func revision(_ row: Row) {
        var deployment = Object(Knative.deployment, namespace: "ns", name: "hello-00001-deployment")
        var owner = KnativeRevisionTests.revision.asController
        owner.uid = row.owner
        deployment.ownerReferences = [owner]
        deployment["spec"] = ["replicas": .int(row.replicas)]
        deployment["status"] = row.deployment
        var pod = Object(Knative.pod, namespace: "ns", name: "p")
        pod["status"] = row.pod
        let plan = KnativeRevisionPlan(
            KnativeRevisionTests.revision,
            deployment: deployment,
            pods: row.pod == nil ? [] : [pod],
            now: KnativeRevisionTests.now
        )
        func said(_ type: String) -> String {
            let condition = plan.status["conditions"]?.array?.first { $0["type"]?.string == type }
            return ["status", "reason", "message"].compactMap { condition?[$0]?.string }.joined(separator: "|")
        }
        #expect(said("Ready") == row.ready)
        #expect(said("ContainerHealthy") == row.healthy)
        #expect(plan.deployment == nil)
    }

    @Test(
        "names of children stay within 63 characters",
        arguments: [
            ("hello", "-00001", "hello-00001"),
            (
                "a-very-long-knative-service-name-that-is-close-to-the-limit-xx", "-00001",
                "a-very-long-knative-servie110e7bc05f3a5aeccd16a01cf44e420-00001"
            ),
            (
                "a-very-long-knative-servie110e7bc05f3a5aeccd16a01cf44e420-00001", "-deployment",
                "a-very-long-knative-a47e8c678ac2696f8f2bec7909468dd8-deployment"
            ),
        ]
    )
    func names(_ parent: String, _ suffix: String, _ name: String) { #expect(ChildName.of(parent, suffix) == name) }

    @Test(
        "MD5 as in RFC 1321",
        arguments: [("", "d41d8cd98f00b204e9800998ecf8427e"), ("abc", "900150983cd24fb0d6963f7d28e17f72")]
    )
    func md5(_ text: String, _ digest: String) { #expect(MD5.hex(text) == digest) }

    struct Defaults: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var spec: Value
        var path: [String]
        var value: Value?
    }

    @Test(
        arguments: [
            Defaults(
                testDescription: "concurrency",
                spec: ["containers": [["image": "i"]]],
                path: ["containerConcurrency"],
                value: 0
            ),
            Defaults(
                testDescription: "case 17: no timeout",
                spec: ["timeoutSeconds": 0],
                path: ["timeoutSeconds"],
                value: 300
            ),
            Defaults(
                testDescription: "case 18: a long timeout bounds the start of the answer",
                spec: ["timeoutSeconds": 600],
                path: ["responseStartTimeoutSeconds"],
                value: 300
            ),
            Defaults(
                testDescription: "the usual timeout bounds none",
                spec: [:],
                path: ["responseStartTimeoutSeconds"],
                value: nil
            ),
            Defaults(
                testDescription: "one container",
                spec: ["containers": [["image": "i"]]],
                path: ["containers"],
                value: [
                    [
                        "name": "user-container", "image": "i", "resources": [:],
                        "readinessProbe": ["successThreshold": 1, "tcpSocket": ["port": 0]],
                    ]
                ]
            ),
            Defaults(
                testDescription: "case 21: two containers, one with a port",
                spec: ["containers": [["ports": [["containerPort": 80]]], [:]]],
                path: ["containers"],
                value: [
                    [
                        "name": "user-container-0", "ports": [["containerPort": 80]], "resources": [:],
                        "readinessProbe": ["successThreshold": 1, "tcpSocket": ["port": 0]],
                    ], ["name": "user-container-1", "resources": [:]],
                ]
            ),
        ]
    )
    func defaults(_ row: Defaults) {
        let template = KnativeDefaults.template(["spec": row.spec])
        #expect(template[path: ["spec"] + row.path] == row.value)
    }
}
