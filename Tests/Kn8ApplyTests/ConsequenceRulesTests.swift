// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Value
import Testing

@testable import Kn8Apply

/// What a change of one object comes to.
@Suite struct ConsequenceRulesTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let before: String?
        let after: String?
        let expected: [String]

        init(_ description: String, _ before: String?, _ after: String?, _ expected: String...) {
            testDescription = description
            self.before = before
            self.after = after
            self.expected = expected
        }
    }

    private static func object(_ version: String, _ kind: String, _ rest: String) -> String {
        #"{"apiVersion":"\#(version)","kind":"\#(kind)","metadata":{"name":"a"}\#(rest.isEmpty ? "" : ",")\#(rest)}"#
    }
    private static func deployment(_ replicas: Int, _ image: String, _ more: String = "") -> String {
        object(
            "apps/v1",
            "Deployment",
            #""spec":{"replicas":\#(replicas),"template":{"spec":{"containers":[{"name":"c","image":"\#(image)"\#(more)}]}}}"#
        )
    }
    private static func role(_ verbs: String) -> String {
        object(
            "rbac.authorization.k8s.io/v1",
            "Role",
            #""rules":[{"apiGroups":[""],"resources":["pods"],"verbs":[\#(verbs)]}]"#
        )
    }
    private static func topic(_ partitions: Int) -> String {
        object("kafka.strimzi.io/v1beta2", "KafkaTopic", #""spec":{"partitions":\#(partitions)}"#)
    }
    private static func claim(_ size: String) -> String {
        object("v1", "PersistentVolumeClaim", #""spec":{"resources":{"requests":{"storage":"\#(size)"}}}"#)
    }
    private static func knative(_ first: Int) -> String {
        object(
            "serving.knative.dev/v1",
            "Service",
            #""spec":{"traffic":[{"revisionName":"r1","percent":\#(first)},{"revisionName":"r2","percent":\#(100 - first)}]}"#
        )
    }
    private static func route(_ weight: Int) -> String {
        object(
            "contour.heptio.com/v1beta1",
            "IngressRoute",
            #""spec":{"routes":[{"services":[{"name":"s","port":80,"weight":\#(weight)}]}]}"#
        )
    }

    static let rows = [
        Row("nothing", deployment(1, "a"), deployment(1, "a")),
        Row("a new Deployment", nil, deployment(1, "a")),
        Row(
            "another image",
            deployment(1, "a"),
            deployment(1, "b"),
            "restart spec.template.spec.containers[0].image: the Pod template changes"
        ),
        Row("more replicas", deployment(1, "a"), deployment(3, "a"), "scale spec.replicas: 1 → 3"),
        Row(
            "a Deployment to none keeps its data",
            deployment(1, "a"),
            deployment(0, "a"),
            "scale spec.replicas: 1 → 0"
        ),
        Row(
            "a privileged container",
            deployment(1, "a"),
            deployment(1, "a", #","securityContext":{"privileged":true}"#),
            "privilege spec.template.spec.containers[0].securityContext.privileged: container c is privileged",
            "restart spec.template.spec.containers[0].securityContext: the Pod template changes"
        ),
        Row(
            "a container that was privileged",
            deployment(1, "a", #","securityContext":{"privileged":true}"#),
            deployment(1, "a", #","securityContext":{"privileged":true}"#)
        ),
        Row(
            "a StatefulSet to none",
            object("apps/v1", "StatefulSet", #""spec":{"replicas":2}"#),
            object("apps/v1", "StatefulSet", #""spec":{"replicas":0}"#),
            "data-loss spec.replicas: nothing serves the data of StatefulSet any more",
            "scale spec.replicas: 2 → 0"
        ),
        Row(
            "fewer partitions",
            topic(3),
            topic(1),
            "data-loss spec.partitions: partitions 3 → 1: the records of the others go"
        ),
        Row("more partitions", topic(1), topic(3)),
        Row(
            "a smaller claim",
            claim("2Gi"),
            claim("1Gi"),
            "data-loss spec.resources.requests.storage: the volume shrinks: 2Gi → 1Gi"
        ),
        Row("the same claim, written otherwise", claim("1Gi"), claim("1024Mi")),
        Row("a claim goes", claim("1Gi"), nil, "data-loss : its volume may go with it"),
        Row("a ConfigMap goes", object("v1", "ConfigMap", ""), nil),
        Row("a Namespace goes", object("v1", "Namespace", ""), nil, "data-loss : everything in it goes"),
        Row("Knative's split", knative(90), knative(50), "traffic-shift spec.traffic: r1 90%, r2 10% → r1 50%, r2 50%"),
        Row(
            "Contour's weight",
            route(50),
            route(10),
            "traffic-shift spec.routes[0].services[0]: s:80 weight 50 → s:80 weight 10"
        ),
        Row("one more verb", role(#""get""#), role(#""get","delete""#), "privilege rules: allows delete pods"),
        Row("one verb less", role(#""get","delete""#), role(#""get""#)),
        Row("a verb that all verbs had", role(#""*""#), role(#""*","get""#)),
        Row(
            "a new subject",
            object("rbac.authorization.k8s.io/v1", "RoleBinding", #""roleRef":{"name":"admin"},"subjects":[]"#),
            object(
                "rbac.authorization.k8s.io/v1",
                "RoleBinding",
                #""roleRef":{"name":"admin"},"subjects":[{"kind":"User","name":"eve"}]"#
            ),
            "privilege subjects: gives admin to User eve"
        ),
        Row(
            "a node's folder",
            nil,
            object("v1", "Pod", #""spec":{"hostPID":true,"volumes":[{"name":"v","hostPath":{"path":"/etc"}}]}"#),
            "privilege spec.hostPID: hostPID is on",
            "privilege spec.volumes[0].hostPath: mounts /etc of the node"
        ),
        Row(
            "a Revision of Knative's",
            object(
                "serving.knative.dev/v1",
                "Service",
                #""spec":{"template":{"spec":{"containers":[{"image":"a"}]}}}"#
            ),
            object(
                "serving.knative.dev/v1",
                "Service",
                #""spec":{"template":{"spec":{"containers":[{"image":"b"}]}}}"#
            ),
            "restart spec.template.spec.containers[0].image: a new Revision takes the place of the latest"
        ),
        Row(
            "Knative's scale",
            object(
                "serving.knative.dev/v1",
                "Configuration",
                #""spec":{"template":{"metadata":{"annotations":{"autoscaling.knative.dev/min-scale":"0"}}}}"#
            ),
            object(
                "serving.knative.dev/v1",
                "Configuration",
                #""spec":{"template":{"metadata":{"annotations":{"autoscaling.knative.dev/min-scale":"2"}}}}"#
            ),
            "restart spec.template.metadata.annotations[autoscaling.knative.dev/min-scale]: "
                + "a new Revision takes the place of the latest",
            "scale spec.template.metadata.annotations[autoscaling.knative.dev/min-scale]: 0 → 2"
        ),
        Row(
            "an autoscaler's range",
            object("autoscaling/v2", "HorizontalPodAutoscaler", #""spec":{"minReplicas":1,"maxReplicas":3}"#),
            object("autoscaling/v2", "HorizontalPodAutoscaler", #""spec":{"minReplicas":1,"maxReplicas":9}"#),
            "scale spec.maxReplicas: 3 → 9"
        ),
        Row(
            "a CronJob is suspended",
            object("batch/v1", "CronJob", #""spec":{}"#),
            object("batch/v1", "CronJob", #""spec":{"suspend":true}"#),
            "scale spec.suspend: it runs no more"
        ),
        Row(
            "a topic keeps its records for less long",
            object("kafka.strimzi.io/v1beta2", "KafkaTopic", #""spec":{"config":{"retention.ms":7200000}}"#),
            object("kafka.strimzi.io/v1beta2", "KafkaTopic", #""spec":{"config":{"retention.ms":"3600000"}}"#),
            "data-loss spec.config[retention.ms]: records are kept for fewer milliseconds: 7200000 → 3600000"
        ),
        Row(
            "brokers without volumes",
            object(
                "kafka.strimzi.io/v1beta2",
                "KafkaNodePool",
                #""spec":{"storage":{"type":"persistent-claim","size":"10Gi"}}"#
            ),
            object("kafka.strimzi.io/v1beta2", "KafkaNodePool", #""spec":{"storage":{"type":"ephemeral"}}"#),
            "data-loss spec.storage.type: what brokers keep goes with their Pods"
        ),
        Row(
            "claims that go with their Pods",
            object("apps/v1", "StatefulSet", #""spec":{"replicas":3}"#),
            object(
                "apps/v1",
                "StatefulSet",
                #""spec":{"replicas":2,"persistentVolumeClaimRetentionPolicy":{"whenScaled":"Delete"}}"#
            ),
            "data-loss spec.persistentVolumeClaimRetentionPolicy.whenScaled: "
                + "claims go with Pods that go when it is scaled",
            "data-loss spec.replicas: the claims of the Pods that go are deleted",
            "scale spec.replicas: 3 → 2"
        ),
        Row(
            "a volume that goes with its claim",
            object("v1", "PersistentVolume", #""spec":{"persistentVolumeReclaimPolicy":"Retain"}"#),
            object("v1", "PersistentVolume", #""spec":{"persistentVolumeReclaimPolicy":"Delete"}"#),
            "data-loss spec.persistentVolumeReclaimPolicy: what is on it goes with its claim"
        ),
        Row(
            "a version of a kind goes",
            object(
                "apiextensions.k8s.io/v1",
                "CustomResourceDefinition",
                #""spec":{"versions":[{"name":"v1"},{"name":"v2"}]}"#
            ),
            object("apiextensions.k8s.io/v1", "CustomResourceDefinition", #""spec":{"versions":[{"name":"v2"}]}"#),
            "data-loss spec.versions: objects stored as v1 can no longer be read"
        ),
        Row(
            "a database of brokers to none",
            object("kafka.strimzi.io/v1beta2", "KafkaNodePool", #""spec":{"replicas":3}"#),
            object("kafka.strimzi.io/v1beta2", "KafkaNodePool", #""spec":{"replicas":0}"#),
            "data-loss spec.replicas: nothing serves the data of KafkaNodePool any more",
            "scale spec.replicas: 3 → 0"
        ),
        Row(
            "an Ingress's backend",
            object(
                "networking.k8s.io/v1",
                "Ingress",
                #""spec":{"rules":[{"http":{"paths":[{"path":"/","backend":{"service":{"name":"a","port":{"number":80}}}}]}}]}"#
            ),
            object(
                "networking.k8s.io/v1",
                "Ingress",
                #""spec":{"rules":[{"http":{"paths":[{"path":"/","backend":{"service":{"name":"b","port":{"number":80}}}}]}}]}"#
            ),
            "traffic-shift spec.rules[0].http.paths[0]: / a:80 → / b:80"
        ),
        Row(
            "a gateway's weight",
            object(
                "gateway.networking.k8s.io/v1",
                "HTTPRoute",
                #""spec":{"rules":[{"backendRefs":[{"name":"a","port":80,"weight":9}]}]}"#
            ),
            object(
                "gateway.networking.k8s.io/v1",
                "HTTPRoute",
                #""spec":{"rules":[{"backendRefs":[{"name":"a","port":80,"weight":1}]}]}"#
            ),
            "traffic-shift spec.rules[0].backendRefs[0]: a:80 weight 9 → a:80 weight 1"
        ),
        Row(
            "OpenShift's other backend",
            object("route.openshift.io/v1", "Route", #""spec":{"to":{"name":"a","weight":100}}"#),
            object(
                "route.openshift.io/v1",
                "Route",
                #""spec":{"to":{"name":"a","weight":50},"alternateBackends":[{"name":"b","weight":50}]}"#
            ),
            "traffic-shift spec.to: a weight 100 → a weight 50, b weight 50"
        ),
        Row(
            "a Service's other port",
            object("v1", "Service", #""spec":{"ports":[{"port":80,"targetPort":8080}]}"#),
            object("v1", "Service", #""spec":{"ports":[{"port":80,"targetPort":"web"}]}"#),
            #"traffic-shift spec.ports[0].targetPort: 8080 → "web""#
        ),
        Row(
            "an Ingress goes",
            object("networking.k8s.io/v1", "Ingress", ""),
            nil,
            "traffic-shift : requests to it are no longer answered"
        ),
        Row(
            "Pods of a namespace may do more",
            object("v1", "Namespace", #""x":1"#),
            #"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a","labels":{"pod-security.kubernetes.io/enforce":"baseline"}}}"#
        ),
        Row(
            "Pods of a namespace may do less and then more",
            #"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a","labels":{"pod-security.kubernetes.io/enforce":"restricted"}}}"#,
            #"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a","labels":{"pod-security.kubernetes.io/enforce":"baseline"}}}"#,
            "privilege metadata.labels[pod-security.kubernetes.io/enforce]: restricted → baseline"
        ),
        Row(
            "another ServiceAccount",
            object("v1", "Pod", #""spec":{"serviceAccountName":"default"}"#),
            object("v1", "Pod", #""spec":{"serviceAccountName":"admin"}"#),
            "privilege spec.serviceAccountName: runs as the ServiceAccount admin"
        ),
        Row(
            "roles gathered by labels",
            object("rbac.authorization.k8s.io/v1", "ClusterRole", ""),
            object(
                "rbac.authorization.k8s.io/v1",
                "ClusterRole",
                #""aggregationRule":{"clusterRoleSelectors":[{"matchLabels":{"a":"b"}}]}"#
            ),
            "privilege aggregationRule: allows what other roles allow"
        ),
    ]

    @Test(arguments: rows) func `a change comes to`(row: Row) throws {
        let found = ConsequenceRules.consequences(
            from: try row.before.map { Object(try Value(json: $0)) },
            to: try row.after.map { Object(try Value(json: $0)) }
        )
        #expect(found.map { "\($0.sort.rawValue) \($0.path): \($0.reason)" } == row.expected)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let error: APIError
        let isAcceptedAnew: Bool
        let expected: String?
    }

    private static let service = GroupVersionKind(group: "", version: "v1", kind: "Service")
    private static func cause(_ field: String, _ message: String) -> APIError.Cause {
        APIError.Cause(reason: "FieldValueInvalid", message: message, field: field)
    }

    static let refusals = [
        Refusal(
            testDescription: "a field that may not change",
            error: .invalid(service, name: "a", causes: [cause("spec.clusterIPs[0]", "no")]),
            isAcceptedAnew: true,
            expected: "recreate spec.clusterIPs[0]: no"
        ),
        Refusal(
            testDescription: "two of them",
            error: .invalid(service, name: "a", causes: [cause("spec.a[b/c]", "no"), cause("spec.d", "no")]),
            isAcceptedAnew: true,
            expected: "recreate spec.a[b/c]: no and 1 more"
        ),
        Refusal(
            testDescription: "an object that is wrong in itself",
            error: .invalid(service, name: "a", causes: [cause("spec.ports", "field is immutable")]),
            isAcceptedAnew: false,
            expected: nil
        ),
        Refusal(
            testDescription: "a refusal for another reason",
            error: APIError(.conflict, message: "field is immutable"),
            isAcceptedAnew: true,
            expected: nil
        ),
    ]

    @Test(arguments: refusals) func `a refused change means the object must be made anew`(row: Refusal) {
        let found = ConsequenceRules.consequence(ofRefusal: row.error, isAcceptedAnew: row.isAcceptedAnew)
        #expect(found.map { "\($0.sort.rawValue) \($0.path): \($0.reason)" } == row.expected)
    }

    @Test func `what a server writes or drops by itself changes nothing`() throws {
        let kind = GroupVersionKind(group: "apps", version: "v1", kind: "Deployment")
        let manifest = try Value(
            json: #"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"},"spec":{"paused":false}}"#
        )
        let wish = LastApplied.recorded(in: Object(manifest))
        var before = wish
        before["spec"] = try Value(json: #"{"template":{"metadata":{"creationTimestamp":null}}}"#)
        var after = wish
        after["spec"] = try Value(json: #"{"template":{"metadata":{}},"paused":false}"#)
        let deployments = Resource(kind, plural: "deployments")
        func change() -> PlannedChange? {
            PlannedChange(before: before, after: after, resource: deployments, isDerived: false)
        }
        #expect(change() == nil)
        before["metadata", "annotations"] = nil  // nobody is known to have tried it before
        #expect(change()?.action == .update)
        #expect(change()?.consequences.isEmpty == true)
        // A default that this server does not have.
        before["spec"] = ["replicas": 1]
        after["spec"] = ["replicas": 1, "strategy": ["type": "RollingUpdate"]]
        #expect(change()?.action == .update)
        let stated = Object(try Value(json: #"{"apiVersion":"apps/v1","kind":"Deployment","spec":{"replicas":1}}"#))
        let none = PlannedChange(
            before: before,
            after: after,
            manifest: stated,
            resource: deployments,
            isDerived: false
        )
        #expect(none == nil)
    }

    @Test func `statuses differ where it matters`() throws {
        let before = try Value(
            json:
                #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"status":{"phase":"Pending","startTime":"x","conditions":[{"type":"Ready","status":"False"}]}}"#
        )
        let after = try Value(
            json:
                #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"status":{"phase":"Running","startTime":"y","conditions":[{"type":"Ready","status":"True"}]}}"#
        )
        let pods = Resource(GroupVersionKind(group: "", version: "v1", kind: "Pod"), plural: "pods")
        let change = PlannedChange(before: Object(before), after: Object(after), resource: pods, isDerived: true)
        #expect(change?.action == .status)
        #expect(change?.statusChanges == ["conditions[Ready]: False → True", "phase: Pending → Running"])
        #expect(PlannedChange(before: Object(after), after: Object(after), resource: pods, isDerived: true) == nil)
    }
}
