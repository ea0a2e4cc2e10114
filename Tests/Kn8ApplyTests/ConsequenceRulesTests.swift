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
    ]

    @Test(arguments: rows) func `a change comes to`(row: Row) throws {
        let found = ConsequenceRules.consequences(
            from: try row.before.map { Object(try Value(json: $0)) },
            to: try row.after.map { Object(try Value(json: $0)) }
        )
        #expect(found.map { "\($0.sort.rawValue) \($0.path): \($0.reason)" } == row.expected)
    }

    @Test func `an immutable field means the object must be made anew`() {
        let fixed = APIError(
            .invalid,
            message: "Service \"a\" is invalid: spec.clusterIP: Invalid value: field is immutable"
        )
        #expect(ConsequenceRules.consequence(ofRefusal: fixed)?.sort == .recreate)
        #expect(ConsequenceRules.consequence(ofRefusal: APIError(.invalid, message: "no")) == nil)
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
