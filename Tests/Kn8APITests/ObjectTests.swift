// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Value
import Testing

struct ObjectTests {
    @Test(arguments: [
        ("v1", "", "v1"), ("apps/v1", "apps", "v1"), ("serving.knative.dev/v1", "serving.knative.dev", "v1"),
    ])
    func anAPIVersionIsGroupAndVersion(_ text: String, _ group: String, _ version: String) {
        let kind = GroupVersionKind(apiVersion: text, kind: "K")
        #expect(kind == GroupVersionKind(group: group, version: version, kind: "K"))
        #expect(kind.apiVersion == text)
    }

    @Test func `an empty mapping of labels is no field`() {
        var object = Object(GroupVersionKind(apiVersion: "v1", kind: "Pod"), name: "p", labels: ["a": "b"])
        #expect(object["metadata", "labels", "a"] == "b")
        object.labels = [:]
        #expect(object["metadata", "labels"] == nil)
    }

    @Test func `an owner reference survives the way through a tree`() throws {
        let owner = Object([
            "apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": ["name": "rs", "uid": "u-1"],
        ])
        var pod = Object(GroupVersionKind(apiVersion: "v1", kind: "Pod"), name: "p")
        pod.ownerReferences = [owner.asController]
        #expect(pod.controller == owner.asController)
        #expect(pod["metadata", "ownerReferences"]?[0]?["blockOwnerDeletion"] == true)
    }

    @Test func `a refusal as a Status object`() {
        let kind = GroupVersionKind(group: "apps", version: "v1", kind: "Deployment")
        let cause = APIError.Cause(reason: "FieldValueRequired", message: "Required value", field: "spec.selector")
        let status = APIError.invalid(kind, name: "web", causes: [cause]).status
        #expect(status["message"] == "Deployment.apps \"web\" is invalid: spec.selector: Required value")
        #expect(status["code"] == 422)
        #expect(status["reason"] == "Invalid")
        #expect(status[path: ["details", "causes"]]?[0]?["field"] == "spec.selector")
    }
}
