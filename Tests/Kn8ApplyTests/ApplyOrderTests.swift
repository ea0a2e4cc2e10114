// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Apply
import Kn8Value
import Testing

/// What goes before what.
struct ApplyOrderTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let objects: [String]
        /// The names in the order of their waves, which `|` parts.
        let order: String

        init(_ description: String, _ objects: [String], order: String) {
            testDescription = description
            self.objects = objects
            self.order = order
        }
    }

    private static func object(_ kind: String, _ name: String, _ more: String = "") -> String {
        let parts = kind.split(separator: " ")
        return #"{"apiVersion":"\#(parts[0])","kind":"\#(parts[1])","metadata":{"name":"\#(name)"}\#(more)}"#
    }

    private static let access = "rbac.authorization.k8s.io/v1 "
    private static let binding = object(
        access + "RoleBinding",
        "binding",
        #","roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"role"},"#
            + #""subjects":[{"kind":"ServiceAccount","name":"account"}]"#
    )

    static let rows = [
        Row(
            "what stands on nothing goes side by side, in the order given",
            [object("v1 ConfigMap", "b"), object("v1 ConfigMap", "a"), object("v1 Secret", "c")],
            order: "b a c"
        ),
        Row(
            "namespaces, then definitions, then the rest",
            [
                object("x.dev/v1 Thing", "thing"), object("apiextensions.k8s.io/v1 CustomResourceDefinition", "things"),
                object("v1 Namespace", "home"),
            ],
            order: "home|things|thing"
        ),
        Row(
            "a role and an account go before their binding",
            [binding, object(access + "Role", "role"), object("v1 ServiceAccount", "account")],
            order: "role account|binding"
        ),
        Row(
            "an account goes after the Secrets that it names",
            [
                object("v1 ServiceAccount", "account", #","imagePullSecrets":[{"name":"pull"}]"#),
                object("v1 Secret", "pull"),
            ],
            order: "pull|account"
        ),
        Row(
            "a Pod goes after what its fields name, wherever",
            [
                object(
                    "v1 Pod",
                    "pod",
                    #","spec":{"containers":[{"env":[{"valueFrom":{"configMapKeyRef":{"name":"m"}}}]}],"#
                        + #""volumes":[{"persistentVolumeClaim":{"claimName":"c"}}]}"#
                ), object("v1 PersistentVolumeClaim", "c"), object("v1 ConfigMap", "m"),
            ],
            order: "m|c|pod"
        ),
        Row(
            "a topic goes after its Kafka, by label",
            [
                #"{"apiVersion":"kafka.strimzi.io/v1","kind":"KafkaTopic","metadata":{"name":"topic","#
                    + #""labels":{"strimzi.io/cluster":"kafka"}}}"#,
                object("kafka.strimzi.io/v1 Kafka", "kafka"),
            ],
            order: "kafka|topic"
        ),
        Row(
            "a Service of Knative is no Service",
            [
                object("networking.k8s.io/v1 Ingress", "way", #","spec":{"backend":{"service":{"name":"hello"}}}"#),
                object("serving.knative.dev/v1 Service", "hello"),
            ],
            order: "way|hello"
        ),
        Row(
            "those that name each other go in the order given",
            [
                object("projectcontour.io/v1 HTTPProxy", "b", #","spec":{"includes":[{"name":"a"}]}"#),
                object("projectcontour.io/v1 HTTPProxy", "a", #","spec":{"includes":[{"name":"b"}]}"#),
            ],
            order: "b|a"
        ),
        Row(
            "an object may name itself",
            [object("projectcontour.io/v1 HTTPProxy", "a", #","spec":{"includes":[{"name":"a"}]}"#)],
            order: "a"
        ),
    ]

    @Test(arguments: rows) func places(row: Row) throws {
        let objects = try row.objects.map { Object(try Value(json: $0)) }
        let places = ApplyOrder.places(of: objects, namespace: "default")
        var text = ""
        var wave = 0
        for place in places {
            if !text.isEmpty { text += place.wave == wave ? " " : "|" }
            wave = place.wave
            text += objects[place.index].name
        }
        #expect(text == row.order)
        #expect(Set(places.map(\.index)) == Set(objects.indices))
    }

    @Test func `ten thousand objects are placed in a moment`() {
        let objects = (0..<10_000).map { index in
            Object(GroupVersionKind(group: "", version: "v1", kind: "ConfigMap"), namespace: "d", name: "m\(index)")
        }
        #expect(ApplyOrder.places(of: objects, namespace: "d").map(\.index) == Array(0..<10_000))
    }
}
