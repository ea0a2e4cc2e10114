// SPDX-License-Identifier: MIT

internal import Kn8API

/// The kinds that ingress rules are made of.
enum NetworkKind {
    static let service = GroupVersionKind(group: "", version: "v1", kind: "Service")
    static let secret = GroupVersionKind(group: "", version: "v1", kind: "Secret")
    static let ingressRoute = GroupVersionKind(group: "contour.heptio.com", version: "v1beta1", kind: "IngressRoute")
    static let httpProxy = GroupVersionKind(group: "projectcontour.io", version: "v1", kind: "HTTPProxy")
    /// Both groups' delegations are consulted alike (`contour:internal/dag/builder.go@v1.0.0`).
    static let delegations = [
        GroupVersionKind(group: "contour.heptio.com", version: "v1beta1", kind: "TLSCertificateDelegation"),
        GroupVersionKind(group: "projectcontour.io", version: "v1", kind: "TLSCertificateDelegation"),
    ]
}
