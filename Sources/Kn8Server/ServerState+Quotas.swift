// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Store
internal import Kn8Value

extension ServerState {
    /// Fills in what the LimitRanges of the namespace say, and refuses what goes beyond them.
    mutating func applyLimits(to object: inout Object, _ kind: ServedKind) throws(APIError) {
        let gvk = kind.resource.gvk
        guard gvk.group.isEmpty, gvk.kind == "Pod" || gvk.kind == "PersistentVolumeClaim" else { return }
        let ranges = try objects(ServerState.limitRanges, in: .namespace(object.namespace))
        guard !ranges.isEmpty else { return }
        let rules = ranges.map(LimitRules.init)
        if gvk.kind == "Pod" { for rule in rules { object = rule.defaulted(object) } }
        let judged = self.rules.defaulted(object)
        let faults = rules.flatMap { $0.faults(of: judged) }
        guard let first = faults.first else { return }
        throw refusal(object, kind, faults.count == 1 ? first : "[\(faults.joined(separator: ", "))]")
    }

    private func refusal(_ object: Object, _ kind: ServedKind, _ reason: String) -> APIError {
        APIError(
            .forbidden,
            message: "\(kind.resource.groupResource) \"\(object.name)\" is forbidden: \(reason)",
            name: object.name,
            group: kind.resource.gvk.group,
            kind: kind.resource.plural
        )
    }

    /// Refuses a new object that the ResourceQuotas of its namespace have no room for. Returns whether there are any.
    mutating func checkQuotas(for object: Object, _ kind: ServedKind) throws(APIError) -> Bool {
        guard kind.resource.namespaced else { return false }
        let quotas = try objects(ServerState.quotas, in: .namespace(object.namespace))
        for quota in quotas {
            let rules = QuotaRules(quota)
            if kind.resource.groupResource == "pods" {
                let missing = rules.missing(in: object)
                if !missing.isEmpty {
                    throw refusal(
                        object,
                        kind,
                        "failed quota: \(quota.name): must specify \(missing.joined(separator: "; "))"
                    )
                }
            }
            let wanted = rules.usage(of: object, kind.resource)
            guard wanted != Amounts() else { continue }
            let used = try usage(rules, in: object.namespace)
            var (over, present, hard) = (Amounts(), Amounts(), Amounts())
            for (name, amount) in wanted.byName {
                guard let limit = rules.hard[name] else { continue }
                let known = used[name] ?? Quantity(0)
                if limit < known + amount { (over[name], present[name], hard[name]) = (amount, known, limit) }
            }
            if over != Amounts() {
                throw refusal(
                    object,
                    kind,
                    "exceeded quota: \(quota.name), requested: \(over.text), used: \(present.text), limited: \(hard.text)"
                )
            }
        }
        return !quotas.isEmpty || kind.storage == ServerState.quotas
    }

    private mutating func usage(_ rules: QuotaRules, in namespace: String) throws(APIError) -> Amounts {
        var used = Amounts()
        for name in rules.hard.byName.keys { used[name] = Quantity(0) }
        let collections = try attempt { (store: inout ObjectStore) throws(StoreError) in
            try store.collections(in: namespace)
        }
        for collection in collections {
            let kind = GroupVersionKind(group: collection.group, version: "", kind: "")
            let resource = Resource(kind, plural: collection.plural)
            guard rules.counts(resource) else { continue }
            for object in try objects(collection, in: .namespace(namespace)) {
                for (name, amount) in rules.usage(of: object, resource).byName {
                    used[name] = used[name].map { $0 + amount } ?? amount
                }
            }
        }
        return used
    }

    /// Writes what is used into the quotas of `namespace`.
    mutating func settleQuotas(in namespace: String) throws(APIError) {
        for quota in try objects(ServerState.quotas, in: .namespace(namespace)) where !quota.isBeingDeleted {
            let rules = QuotaRules(quota)
            var settled = quota
            settled["status"] = ["hard": rules.hard.value, "used": try usage(rules, in: namespace).value]
            if settled != quota { _ = try put(settled, in: ServerState.quotas) }
        }
    }
}
