// SPDX-License-Identifier: MIT

extension ManagedFields {
    /// The names of the managers that own `path` by `operation`, of the whole object.
    package func managers(of path: [FieldStep], by operation: ManagedFieldsEntry.Operation) -> [String] {
        entries.filter { $0.owner.operation == operation && $0.fields.contains(path) }.map(\.owner.manager)
    }

    /// The entries after the updates of `old` have become part of what `new` applies
    /// (`client-go:util/csaupgrade/upgrade.go`). Of several versions, the one that `new` has counts.
    package func upgraded(from old: Set<String>, to new: String) -> ManagedFields {
        func isOld(_ entry: ManagedFieldsEntry) -> Bool {
            entry.owner.operation == .update && entry.owner.subresource.isEmpty && old.contains(entry.owner.manager)
        }
        let owner = ManagedFieldsEntry.Owner(new, .apply, apiVersion: "")
        guard let origin = self[owner] ?? entries.first(where: isOld) else { return self }
        var upgraded = ManagedFieldsEntry(
            owner,
            apiVersion: origin.apiVersion,
            time: origin.time,
            fields: origin.fields
        )
        for entry in entries where isOld(entry) && entry.apiVersion == origin.apiVersion {
            upgraded.fields = upgraded.fields.union(entry.fields)
            break
        }
        return ManagedFields(entries.filter { !isOld($0) && $0.owner != owner } + [upgraded])
    }
}
