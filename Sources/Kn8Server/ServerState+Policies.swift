// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Schema
internal import Kn8Store
internal import Kn8Value

extension ServerState {
    /// Refuses what a bound ValidatingAdmissionPolicy denies; of a deletion, `object` is what goes.
    mutating func checkPolicies(
        _ object: Object,
        _ kind: ServedKind,
        _ operation: AdmissionRequest.Operation,
        old: Object? = nil,
        subresource: Subresource? = nil,
        isDryRun: Bool
    ) throws(APIError) {
        guard let rules = rules as? CatalogRules else { return }
        let bindings = try objects(ServerState.policyBindings, in: .all)
        guard !bindings.isEmpty else { return }
        let gvk = kind.resource.gvk
        guard let entry = rules.catalog.kind(group: gvk.group, version: gvk.version, kind: gvk.kind) else { return }
        var policies = AdmissionPolicies()
        for policy in try objects(ServerState.policies, in: .all) { policies.add(policy.value) }
        for binding in bindings { policies.add(binding.value) }
        for name in policies.lookedUpKinds.sorted() {
            guard let looked = rules.catalog.resources.first(where: { $0.kind == name }) else { continue }
            let storage = StorageKey(group: looked.group, plural: looked.plural)
            for found in try objects(storage, in: .all) { policies.add(found.value) }
        }
        let request = AdmissionRequest(
            operation,
            old: old?.value,
            user: user,
            isDryRun: isDryRun,
            subresource: subresource?.rawValue ?? ""
        )
        let denials = policies.denials(of: object.value, entry, request)
        warnings += denials.filter { $0.severity == .warning }.map(\.message)
        guard let denial = denials.first(where: { $0.severity == .error }) else { return }
        var error = APIError(
            APIError.Reason(rawValue: denial.reason).flatMap { $0 == .unknown ? nil : $0 } ?? .invalid,
            message: "\(kind.resource.groupResource) \"\(object.name)\" is forbidden: \(denial.message)",
            name: object.name,
            group: gvk.group,
            kind: kind.resource.plural
        )
        error.causes = [APIError.Cause(reason: "", message: denial.message, field: "")]
        throw error
    }
}
