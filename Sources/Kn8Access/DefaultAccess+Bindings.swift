// SPDX-License-Identifier: MIT

internal import Kn8API

extension DefaultAccess {
    private static let everybody = (UserInfo.authenticatedGroup, UserInfo.unauthenticatedGroup)

    static let clusterRoleBindings: [Object] = [
        binding("cluster-admin", "Group", AccessPolicy.masters),
        binding("system:basic-user", "Group", everybody.0),
        binding("system:discovery", "Group", everybody.0),
        binding("system:public-info-viewer", "Group", everybody.0, everybody.1),
        binding("system:monitoring", "Group", "system:monitoring"),
        binding("system:service-account-issuer-discovery", "Group", "system:serviceaccounts"),
        binding("system:node-proxier", "User", "system:kube-proxy"),
    ]

    static let namespaceRoles: [Object] = [
        namespaceRole(
            "kube-system",
            "extension-apiserver-authentication-reader",
            rule("get list watch", "core", "configmaps", named: "extension-apiserver-authentication")
        )
    ]

    static let namespaceRoleBindings: [Object] = [
        namespaceBinding(
            "kube-system",
            "system::extension-apiserver-authentication-reader",
            "extension-apiserver-authentication-reader",
            subject("User", "system:kube-controller-manager"),
            subject("User", "system:kube-scheduler")
        )
    ]
}
