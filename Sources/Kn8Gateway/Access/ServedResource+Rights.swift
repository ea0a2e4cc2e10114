// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Access

extension ServedResource {
    /// Whether its objects say who may do what.
    var givesRights: Bool { resource.gvk.group == AccessKinds.group }
    /// Whether its objects ask for certificates, by which users are known.
    var asksForCertificates: Bool {
        !isCustom && resource.gvk.group == "certificates.k8s.io" && resource.gvk.kind == "CertificateSigningRequest"
    }
    /// Whether a write is held against the rights of its author.
    var isGuarded: Bool { givesRights || asksForCertificates }
}
