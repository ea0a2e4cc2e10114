// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Knative Serving's kinds, labels and rules that its four reconcilers share.
enum Knative {
    static let service = GroupVersionKind(group: "serving.knative.dev", version: "v1", kind: "Service")
    static let configuration = GroupVersionKind(group: "serving.knative.dev", version: "v1", kind: "Configuration")
    static let revision = GroupVersionKind(group: "serving.knative.dev", version: "v1", kind: "Revision")
    static let route = GroupVersionKind(group: "serving.knative.dev", version: "v1", kind: "Route")
    static let coreService = GroupVersionKind(group: "", version: "v1", kind: "Service")
    static let pod = GroupVersionKind(group: "", version: "v1", kind: "Pod")
    static let deployment = GroupVersionKind(group: "apps", version: "v1", kind: "Deployment")

    /// The domain of public URLs, as Knative's own examples have it.
    static let domain = "example.com"

    /// The label or annotation `name` of the serving group.
    static func key(_ name: String) -> String { "serving.knative.dev/\(name)" }

    /// Whether `object` has settled at its present generation with Ready as `status`.
    static func isReady(_ object: Object, _ status: String = "True") -> Bool {
        isObserved(object) && condition(object, "Ready")?["status"]?.string == status
    }

    /// Whether the status of `object` speaks of its present spec.
    static func isObserved(_ object: Object) -> Bool {
        object["status", "observedGeneration"]?.int == object.generation
    }

    /// The condition `type` of `object`.
    static func condition(_ object: Object, _ type: String) -> Value? {
        object["status", "conditions"]?.array?.first { $0["type"]?.string == type }
    }

    /// Whether `owner` is the controller of `child`.
    static func isOwned(_ child: Object, by owner: Object) -> Bool { child.controller?.uid == owner.uid }

    /// `stored` with the spec, the labels and the annotations of `desired`; nil when they are so already.
    static func corrected(_ stored: Object, to desired: Object) -> Object? {
        var corrected = stored
        corrected["spec"] = desired["spec"]
        corrected.labels = desired.labels
        corrected.annotations = desired.annotations
        return corrected == stored ? nil : corrected
    }
}
