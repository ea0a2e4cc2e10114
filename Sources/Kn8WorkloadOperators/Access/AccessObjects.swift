// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// The kinds that give programs in a namespace what they need to speak to the API.
enum AccessObjects {
    static let namespace = GroupVersionKind(group: "", version: "v1", kind: "Namespace")
    static let serviceAccount = GroupVersionKind(group: "", version: "v1", kind: "ServiceAccount")
    static let configMap = GroupVersionKind(group: "", version: "v1", kind: "ConfigMap")

    /// The account that pods have when they name none.
    static let account = Object(serviceAccount, name: "default")

    /// The certificates by which pods know the API server, in PEM.
    static func certificates(_ authority: String) -> Object {
        var map = Object(configMap, name: "kube-root-ca.crt")
        map.annotations = [
            "kubernetes.io/description":
                "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as "
                + "the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of "
                + "Kubernetes clusters."
        ]
        map["data"] = ["ca.crt": .string(authority)]
        return map
    }

    /// A change of the object `name` of `kind` touches its namespace.
    static func named(_ name: String, _ kind: GroupVersionKind) -> WatchRule {
        WatchRule(kind) { before, after, _ in
            guard let object = after ?? before, object.name == name else { return [] }
            return [ObjectKey(namespace: "", name: object.namespace)]
        }
    }
}
