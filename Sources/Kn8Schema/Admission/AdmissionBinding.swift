// SPDX-License-Identifier: MIT

internal import Kn8Value

/// A ValidatingAdmissionPolicyBinding.
struct AdmissionBinding: Sendable {
    let name: String
    let policyName: String
    /// How bad a denial is: the worst of the binding's actions.
    let severity: Severity
    let match: AdmissionMatch
    private let paramRef: Value?

    init(_ object: Value) {
        let spec = object["spec"] ?? .null
        name = object["metadata"]?["name"]?.string ?? ""
        policyName = spec["policyName"]?.string ?? ""
        let actions = (spec["validationActions"]?.array ?? []).compactMap(\.string)
        severity = actions.contains("Deny") ? .error : actions.contains("Warn") ? .warning : .note
        match = AdmissionMatch(spec["matchResources"] ?? .null)
        paramRef = spec["paramRef"]
    }

    /// What `params` is, once for each evaluation; or why there is none.
    func params(
        of kind: (apiVersion: String, kind: String)?,
        for namespace: String,
        among objects: [Value]
    ) -> Result<[Value], Fault> {
        guard let kind, let paramRef else { return .success([.null]) }
        let wanted = paramRef["namespace"]?.string ?? namespace
        let found = objects.filter { object in
            guard object["kind"]?.string == kind.kind, object["apiVersion"]?.string == kind.apiVersion else {
                return false
            }
            let metadata = object["metadata"] ?? .null
            if let place = metadata["namespace"]?.string, place != wanted { return false }
            if let name = paramRef["name"]?.string { return metadata["name"]?.string == name }
            return AdmissionMatch.selects(paramRef["selector"] ?? .null, AdmissionMatch.labels(of: object))
        }
        if !found.isEmpty { return .success(found) }
        guard paramRef["parameterNotFoundAction"]?.string == "Deny" else { return .success([]) }
        return .failure(
            Fault(
                message: "failed to configure binding: no params found for policy binding with `Deny` "
                    + "parameterNotFoundAction"
            )
        )
    }

    /// Why a binding cannot be used.
    struct Fault: Error {
        let message: String
    }
}
