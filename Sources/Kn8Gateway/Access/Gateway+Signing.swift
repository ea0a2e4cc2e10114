// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Access
internal import Kn8Value

/// Who may approve and sign for which signer, and what no client certificate may say
/// (`kubernetes:plugin/pkg/admission/certificates`).
extension Gateway {
    private static let clientSigner = "kubernetes.io/kube-apiserver-client"

    /// Refuses what would become of `old` (nil: a new request) when its author has not the right to it at its signer.
    func checkSigning(
        _ request: Object,
        _ old: Object?,
        _ part: Subresource?,
        _ served: ServedResource,
        _ context: RequestContext
    ) async throws(APIError) {
        let signer = (old ?? request)["spec", "signerName"]?.string ?? ""
        func refusal(_ words: String) -> APIError {
            .forbidden(group: served.resource.gvk.group, plural: served.resource.plural, name: request.name, words)
        }
        func check(_ verb: String) async throws(APIError) {
            for name in [signer, "\(signer.prefix { $0 != "/" })/*"] {
                let attributes = AccessAttributes(
                    user: context.user,
                    verb: verb,
                    apiGroup: served.resource.gvk.group,
                    apiVersion: "*",
                    resource: "signers",
                    name: name
                )
                if await authorizer.decision(for: attributes).isAllowed { return }
            }
            throw refusal("user not permitted to \(verb) requests with signerName \(signer.goQuoted)")
        }
        switch part {
        case .approval: try await check("approve")
        case .status:
            let isSame = ["certificate", "conditions"].allSatisfy { request["status", $0] == old?["status", $0] }
            if !isSame { try await check("sign") }
        case nil where old == nil && signer == Self.clientSigner:
            guard let organizations = RequestedSubject.organizations(of: request) else {
                throw refusal("failed to parse CSR: PEM block type must be CERTIFICATE REQUEST")
            }
            if organizations.contains(where: { $0.isExactly(AccessPolicy.masters) }) {
                throw refusal("use of \(signer) signer with \(AccessPolicy.masters) group is not allowed")
            }
        default: break
        }
    }
}
