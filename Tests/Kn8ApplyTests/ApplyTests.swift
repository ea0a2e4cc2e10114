// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Apply
import Kn8Value
import Testing

struct ApplyTests {
    @Test func `what others stand on comes first and equals keep their order`() {
        let kinds = [
            ("serving.knative.dev/v1", "Service"), ("apps/v1", "Deployment"), ("v1", "Service"), ("v1", "Secret"),
            ("apiextensions.k8s.io/v1", "CustomResourceDefinition"), ("v1", "Namespace"), ("v1", "ConfigMap"),
        ].map { GroupVersionKind(apiVersion: $0, kind: $1) }
        #expect(
            ApplyOrder.sorted(kinds) { $0 }.map(\.kind) == [
                "Namespace", "CustomResourceDefinition", "Secret", "ConfigMap", "Service", "Deployment", "Service",
            ]
        )
    }

    @Test func `the last-applied annotation is kubectl's to the byte`() {
        let object = Object([
            "kind": "ConfigMap", "apiVersion": "v1", "metadata": ["name": "a", "namespace": "d"], "data": ["k": "<b>"],
        ])
        let text = LastApplied.recorded(in: object)["metadata", "annotations", LastApplied.annotation]?.string
        #expect(
            text == #"{"apiVersion":"v1","data":{"k":"\u003cb\u003e"},"kind":"ConfigMap","#
                + #""metadata":{"annotations":{},"name":"a","namespace":"d"}}"# + "\n"
        )
    }

    @Test func `recording again changes nothing and reads back`() throws {
        let object = Object(["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"], "data": ["k": "v"]])
        let once = LastApplied.recorded(in: object)
        #expect(LastApplied.recorded(in: once) == once)
        #expect(try #require(LastApplied.manifest(of: once))["data"] == ["k": "v"])
        #expect(LastApplied.manifest(of: object) == nil)
    }

    @Test func `a diff leaves out what only the server owns`() {
        var before = Object([
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "w", "namespace": "d"],
        ])
        before["metadata", "resourceVersion"] = "1"
        before["status", "replicas"] = 1
        var after = before
        after["metadata", "resourceVersion"] = "2"
        after["metadata", "generation"] = 2
        after["status", "replicas"] = 3
        #expect(ObjectDiff(before: before, after: after).text.isEmpty)
        after["spec", "replicas"] = 3
        let diff = ObjectDiff(before: before, after: after)
        #expect(diff.name == "apps.v1.Deployment.d.w")
        #expect(diff.text.contains("+spec:\n+  replicas: 3\n"))
    }

    @Test func `a new object is all additions and its Secret values are hidden`() {
        let secret = Object([
            "apiVersion": "v1", "kind": "Secret", "metadata": ["name": "s"], "data": ["k": "c2VjcmV0"],
        ])
        let text = ObjectDiff(before: nil, after: secret).text
        #expect(text.contains("+  k: secret(run:"))
        #expect(!text.contains("c2VjcmV0"))
        #expect(ObjectDiff(before: nil, after: secret, detail: .init(showsSecrets: true)).text.contains("c2VjcmV0"))
    }
}
