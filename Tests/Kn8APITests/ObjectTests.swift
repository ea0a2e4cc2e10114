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

    struct MaskRow: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let before: Value
        let after: Value
        let wantBefore: Value?
        let wantAfter: Value?
    }

    static let masks = [
        MaskRow(
            testDescription: "an equal value is hidden alike",
            before: ["k": "eA=="],
            after: ["k": "eA=="],
            wantBefore: ["k": "***"],
            wantAfter: ["k": "***"]
        ),
        MaskRow(
            testDescription: "a changed value says so",
            before: ["k": "eA=="],
            after: ["k": "eQ=="],
            wantBefore: ["k": "*** (before)"],
            wantAfter: ["k": "*** (after)"]
        ),
        MaskRow(
            testDescription: "a value on one side alone",
            before: [:],
            after: ["k": "eQ=="],
            wantBefore: [:],
            wantAfter: ["k": "***"]
        ),
        MaskRow(
            testDescription: "data of the wrong type is hidden whole",
            before: "secret",
            after: ["k": 7],
            wantBefore: "***",
            wantAfter: ["k": "***"]
        ),
    ]

    @Test(arguments: masks)
    func valuesOfSecretsAreHidden(_ row: MaskRow) {
        func secret(_ data: Value) -> Object {
            Object(["apiVersion": "v1", "kind": "Secret", "metadata": ["name": "s"], "data": data])
        }
        let (before, after) = SecretMask.masked(before: secret(row.before), after: secret(row.after))
        #expect(before["data"] == row.wantBefore)
        #expect(after["data"] == row.wantAfter)
    }

    @Test func `kubectl's copy of a Secret is hidden too`() {
        let annotations: Value = [SecretMask.lastAppliedAnnotation: "{\"data\":{\"k\":\"eA==\"}}"]
        let secret = Object(["apiVersion": "v1", "kind": "Secret", "metadata": ["annotations": annotations]])
        #expect(SecretMask.masked(secret)["metadata", "annotations", SecretMask.lastAppliedAnnotation] == "***")
    }
}
