// SPDX-License-Identifier: MIT

internal import Kn8API

/// The built-in kinds that these operators read and write.
enum CoreKinds {
    static let configMap = GroupVersionKind(group: "", version: "v1", kind: "ConfigMap")
    static let secret = GroupVersionKind(group: "", version: "v1", kind: "Secret")
    static let service = GroupVersionKind(group: "", version: "v1", kind: "Service")
    static let pod = GroupVersionKind(group: "", version: "v1", kind: "Pod")
    static let claim = GroupVersionKind(group: "", version: "v1", kind: "PersistentVolumeClaim")
    static let statefulSet = GroupVersionKind(group: "apps", version: "v1", kind: "StatefulSet")
    static let deployment = GroupVersionKind(group: "apps", version: "v1", kind: "Deployment")
    static let disruptionBudget = GroupVersionKind(group: "policy", version: "v1", kind: "PodDisruptionBudget")
}
