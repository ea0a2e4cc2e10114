// SPDX-License-Identifier: MIT

/// OpenShift kinds that once stood without a group (`library-go:pkg/legacyapi/legacygroupification`).
enum LegacyGroups {
    /// The group that `kind` has today; nil for a kind that is none of OpenShift's.
    static func group(of kind: String) -> String? {
        switch kind {
        case "DeploymentConfig": "apps.openshift.io"
        case "BuildConfig", "Build": "build.openshift.io"
        case "Image", "ImageStream", "ImageStreamTag", "ImageStreamImage", "ImageStreamImport", "ImageStreamMapping":
            "image.openshift.io"
        case "Route": "route.openshift.io"
        case "Template": "template.openshift.io"
        case "Project", "ProjectRequest": "project.openshift.io"
        case "SecurityContextConstraints": "security.openshift.io"
        case "User", "Group", "Identity": "user.openshift.io"
        case "OAuthClient", "OAuthClientAuthorization", "OAuthAccessToken", "OAuthAuthorizeToken":
            "oauth.openshift.io"
        case "NetNamespace", "HostSubnet", "ClusterNetwork", "EgressNetworkPolicy": "network.openshift.io"
        case "ClusterResourceQuota": "quota.openshift.io"
        case "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding": "authorization.openshift.io"
        default: nil
        }
    }
}
