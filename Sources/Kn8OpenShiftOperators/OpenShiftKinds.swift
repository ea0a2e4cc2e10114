// SPDX-License-Identifier: MIT

internal import Kn8API

extension GroupVersionKind {
    static let deploymentConfig = GroupVersionKind(group: "apps.openshift.io", version: "v1", kind: "DeploymentConfig")
    static let imageStream = GroupVersionKind(group: "image.openshift.io", version: "v1", kind: "ImageStream")
    static let route = GroupVersionKind(group: "route.openshift.io", version: "v1", kind: "Route")
    static let buildConfig = GroupVersionKind(group: "build.openshift.io", version: "v1", kind: "BuildConfig")
    static let replicationController = GroupVersionKind(group: "", version: "v1", kind: "ReplicationController")
    static let pod = GroupVersionKind(group: "", version: "v1", kind: "Pod")
    static let namespace = GroupVersionKind(group: "", version: "v1", kind: "Namespace")
    static let serviceAccount = GroupVersionKind(group: "", version: "v1", kind: "ServiceAccount")
    static let roleBinding = GroupVersionKind(
        group: "rbac.authorization.k8s.io",
        version: "v1",
        kind: "RoleBinding"
    )
}
