// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller

/// The kinds that give programs in a namespace what they need to speak to the API.
enum AccessObjects {
    static let namespace = GroupVersionKind(group: "", version: "v1", kind: "Namespace")
    static let serviceAccount = GroupVersionKind(group: "", version: "v1", kind: "ServiceAccount")
    static let configMap = GroupVersionKind(group: "", version: "v1", kind: "ConfigMap")

    /// A change of the object `name` of `kind` touches its namespace.
    static func named(_ name: String, _ kind: GroupVersionKind) -> WatchRule {
        WatchRule(kind) { before, after, _ in
            guard let object = after ?? before, object.name == name else { return [] }
            return [ObjectKey(namespace: "", name: object.namespace)]
        }
    }
}
