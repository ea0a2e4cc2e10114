// SPDX-License-Identifier: MIT

internal import Kn8API

extension GroupVersionKind {
    static let deployment = GroupVersionKind(group: "apps", version: "v1", kind: "Deployment")
    static let replicaSet = GroupVersionKind(group: "apps", version: "v1", kind: "ReplicaSet")
    static let replicationController = GroupVersionKind(group: "", version: "v1", kind: "ReplicationController")
    static let statefulSet = GroupVersionKind(group: "apps", version: "v1", kind: "StatefulSet")
    static let controllerRevision = GroupVersionKind(group: "apps", version: "v1", kind: "ControllerRevision")
    static let daemonSet = GroupVersionKind(group: "apps", version: "v1", kind: "DaemonSet")
    static let job = GroupVersionKind(group: "batch", version: "v1", kind: "Job")
    static let pod = GroupVersionKind(group: "", version: "v1", kind: "Pod")
    static let service = GroupVersionKind(group: "", version: "v1", kind: "Service")
    static let endpoints = GroupVersionKind(group: "", version: "v1", kind: "Endpoints")
    static let claim = GroupVersionKind(group: "", version: "v1", kind: "PersistentVolumeClaim")
    static let disruptionBudget = GroupVersionKind(group: "policy", version: "v1", kind: "PodDisruptionBudget")
}
