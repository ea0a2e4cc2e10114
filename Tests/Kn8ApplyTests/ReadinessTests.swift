// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Apply
import Kn8Value
import Testing

/// When an object is what its spec asks for.
struct ReadinessTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let kind: String
        let more: String
        let readiness: Readiness
        var testDescription: String { "\(kind) \(more)" }

        init(_ kind: String, _ more: String, _ readiness: Readiness) {
            self.kind = kind
            self.more = more
            self.readiness = readiness
        }
    }

    private static func condition(
        _ type: String,
        _ status: String,
        _ reason: String = "",
        _ message: String = ""
    ) -> String {
        #"{"type":"\#(type)","status":"\#(status)","reason":"\#(reason)","message":"\#(message)"}"#
    }

    private static func status(_ conditions: String...) -> String {
        #""status":{"conditions":["# + conditions.joined(separator: ",") + "]}"
    }

    private static let unobserved = Readiness.waiting("its spec is not observed yet")

    static let rows = [
        Row("apps/v1 Deployment", #""metadata":{"generation":2},"status":{"observedGeneration":1}"#, unobserved),
        Row(
            "apps/v1 Deployment",
            #""spec":{"replicas":3},"status":{"updatedReplicas":1}"#,
            .waiting("1 of 3 replicas are updated")
        ),
        Row(
            "apps/v1 Deployment",
            #""spec":{"replicas":3},"status":{"updatedReplicas":3,"replicas":4}"#,
            .waiting("1 old replicas are pending termination")
        ),
        Row(
            "apps/v1 Deployment",
            #""spec":{"replicas":3},"status":{"updatedReplicas":3,"replicas":3,"availableReplicas":2}"#,
            .waiting("2 of 3 updated replicas are available")
        ),
        Row(
            "apps/v1 Deployment",
            #""spec":{"replicas":3},"status":{"updatedReplicas":3,"replicas":3,"availableReplicas":3}"#,
            .ready
        ),
        Row(
            "apps/v1 Deployment",
            status(condition("Progressing", "False", "ProgressDeadlineExceeded", "no progress")),
            .failed("condition Progressing is False (ProgressDeadlineExceeded: no progress)")
        ),
        Row("apps/v1 StatefulSet", #""status":{}"#, unobserved),
        Row(
            "apps/v1 StatefulSet",
            #""spec":{"replicas":2},"status":{"observedGeneration":1,"readyReplicas":1}"#,
            .waiting("1 of 2 Pods are ready")
        ),
        Row(
            "apps/v1 StatefulSet",
            #""spec":{"replicas":1},"status":{"observedGeneration":1,"readyReplicas":1,"updateRevision":"b","#
                + #""currentRevision":"a"}"#,
            .waiting("0 of 1 Pods are at revision b")
        ),
        Row(
            "apps/v1 StatefulSet",
            #""spec":{"replicas":3,"updateStrategy":{"rollingUpdate":{"partition":1}}},"#
                + #""status":{"observedGeneration":1,"readyReplicas":3,"updatedReplicas":2}"#,
            .ready
        ),
        Row(
            "apps/v1 StatefulSet",
            #""spec":{"updateStrategy":{"type":"OnDelete"}},"status":{"observedGeneration":1,"readyReplicas":1,"#
                + #""updateRevision":"b"}"#,
            .ready
        ),
        Row(
            "apps/v1 DaemonSet",
            #""status":{"desiredNumberScheduled":2,"updatedNumberScheduled":2,"numberAvailable":1}"#,
            .waiting("1 of 2 Pods are available")
        ),
        Row(
            "apps/v1 DaemonSet",
            #""status":{"desiredNumberScheduled":2,"updatedNumberScheduled":1}"#,
            .waiting("1 of 2 Pods are updated")
        ),
        Row("apps/v1 ReplicaSet", #""spec":{"replicas":1},"status":{"availableReplicas":1}"#, .ready),
        Row("batch/v1 Job", #""status":{"succeeded":1}"#, .waiting("1 of 1 completions")),
        Row("batch/v1 Job", status(condition("Complete", "True")), .ready),
        Row(
            "batch/v1 Job",
            status(condition("Failed", "True", "BackoffLimitExceeded")),
            .failed("condition Failed is True (BackoffLimitExceeded)")
        ),
        Row("v1 Pod", #""status":{"phase":"Pending"}"#, .waiting("is Pending")),
        Row("v1 Pod", status(condition("Ready", "True")), .ready),
        Row("v1 Pod", #""status":{"phase":"Succeeded"}"#, .ready),
        Row("v1 Pod", #""status":{"phase":"Failed","reason":"Evicted"}"#, .failed("has failed (Evicted)")),
        Row(
            "v1 Pod",
            #""status":{"containerStatuses":[{"name":"c","state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}"#,
            .failed("container c is in CrashLoopBackOff")
        ),
        Row("v1 PersistentVolumeClaim", #""status":{"phase":"Pending"}"#, .waiting("is not bound")),
        Row("v1 PersistentVolumeClaim", #""status":{"phase":"Bound"}"#, .ready),
        Row("v1 PersistentVolumeClaim", #""status":{"phase":"Lost"}"#, .failed("its volume is lost")),
        Row("v1 Namespace", #""status":{"phase":"Active"}"#, .ready),
        Row("v1 Namespace", #""metadata":{"deletionTimestamp":"now"}"#, .waiting("is being deleted")),
        Row("v1 ConfigMap", #""data":{}"#, .ready),
        Row("apiextensions.k8s.io/v1 CustomResourceDefinition", #""spec":{}"#, .waiting("is not established")),
        Row(
            "apiextensions.k8s.io/v1 CustomResourceDefinition",
            status(condition("NamesAccepted", "True"), condition("Established", "True")),
            .ready
        ),
        Row(
            "apiextensions.k8s.io/v1 CustomResourceDefinition",
            status(condition("NamesAccepted", "False", "PluralConflict")),
            .failed("condition NamesAccepted is False (PluralConflict)")
        ),
        Row("kafka.strimzi.io/v1 Kafka", #""spec":{}"#, .waiting("has no condition Ready yet")),
        Row(
            "kafka.strimzi.io/v1 Kafka",
            status(condition("NotReady", "True", "Creating", "Kafka cluster is being deployed")),
            .waiting("condition NotReady is True (Creating: Kafka cluster is being deployed)")
        ),
        Row(
            "kafka.strimzi.io/v1 Kafka",
            status(condition("NotReady", "True", "InvalidResourceException", "no")),
            .failed("condition NotReady is True (InvalidResourceException: no)")
        ),
        Row(
            "kafka.strimzi.io/v1 KafkaTopic",
            status(condition("Ready", "False", "NotSupported", "Decreasing partitions not supported")),
            .failed("condition Ready is False (NotSupported: Decreasing partitions not supported)")
        ),
        Row("kafka.strimzi.io/v1 KafkaTopic", status(condition("Ready", "True")), .ready),
        Row(
            "mysql.presslabs.org/v1alpha1 MysqlCluster",
            status(condition("Ready", "False", "NoMaster")),
            .waiting("condition Ready is False (NoMaster)")
        ),
        Row("mysql.presslabs.org/v1alpha1 MysqlCluster", #""spec":{}"#, .waiting("has no condition Ready yet")),
        Row(
            "mysql.presslabs.org/v1alpha1 MysqlBackup",
            status(condition("Failed", "True", "E")),
            .failed("condition Failed is True (E)")
        ),
        Row("serving.knative.dev/v1 Service", #""spec":{}"#, .waiting("has no condition Ready yet")),
        Row(
            "serving.knative.dev/v1 Service",
            status(condition("Ready", "Unknown", "RevisionMissing")),
            .waiting("condition Ready is Unknown (RevisionMissing)")
        ),
        Row(
            "serving.knative.dev/v1 Route",
            status(condition("Ready", "False", "RevisionMissing", "no such Revision")),
            .failed("condition Ready is False (RevisionMissing: no such Revision)")
        ),
        Row(
            "serving.knative.dev/v1 Service",
            #""metadata":{"generation":2},"status":{"observedGeneration":1,"conditions":["#
                + condition("Ready", "False") + "]}",
            unobserved
        ),
        Row("projectcontour.io/v1 HTTPProxy", #""spec":{}"#, .waiting("has no status yet")),
        Row("projectcontour.io/v1 HTTPProxy", status(condition("Valid", "True")), .ready),
        Row(
            "projectcontour.io/v1 HTTPProxy",
            #""metadata":{"generation":2},"status":{"currentStatus":"invalid","conditions":[{"type":"Valid","#
                + #""status":"False","observedGeneration":1}]}"#,
            unobserved
        ),
        Row(
            "contour.heptio.com/v1beta1 IngressRoute",
            #""status":{"currentStatus":"invalid","description":"no service"}"#,
            .failed("is invalid: no service")
        ),
        Row("contour.heptio.com/v1beta1 IngressRoute", #""status":{"currentStatus":"valid"}"#, .ready),
        Row(
            "route.openshift.io/v1 Route",
            #""status":{"ingress":[{"conditions":[{"type":"Admitted","status":"False","reason":"HostAlreadyClaimed"}]}]}"#,
            .failed("condition Admitted is False (HostAlreadyClaimed)")
        ),
        Row("build.openshift.io/v1 Build", #""status":{"phase":"Running"}"#, .waiting("is Running")),
        Row(
            "apps.openshift.io/v1 DeploymentConfig",
            #""status":{"latestVersion":0}"#,
            .waiting("waits for an image or a trigger")
        ),
        Row("x.dev/v1 Thing", #""spec":{}"#, .ready),
        Row("x.dev/v1 Thing", status(condition("Ready", "False", "Soon")), .waiting("condition Ready is False (Soon)")),
        Row("x.dev/v1 Thing", status(condition("Available", "True")), .ready),
        Row(
            "x.dev/v1 Thing",
            status(condition("Ready", "False"), condition("Stalled", "True", "Bad")),
            .failed("condition Stalled is True (Bad)")
        ),
    ]

    @Test(arguments: rows) func readiness(row: Row) throws {
        let parts = row.kind.split(separator: " ")
        let text = #"{"apiVersion":"\#(parts[0])","kind":"\#(parts[1])",\#(row.more)}"#
        #expect(Readiness(of: Object(try Value(json: text))) == row.readiness)
    }
}
