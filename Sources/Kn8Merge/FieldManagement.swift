// SPDX-License-Identifier: MIT

package import Kn8Value

/// How writes move the ownership of fields (`structured-merge-diff:merge/update.go`,
/// `kubernetes:apimachinery/pkg/util/managedfields`). Objects are given without `metadata.managedFields`.
package struct FieldManagement: Sendable {
    /// The schema of the whole object.
    package let schema: any MergeSchema
    /// The version that the objects are stated in.
    package let apiVersion: String
    /// The part of the object that is written; empty for the whole.
    package let subresource: String
    /// What a write to this part cannot change, with all that is below.
    package let ignored: FieldSet

    /// Rules for objects of `schema`, written as `apiVersion`.
    package init(
        _ schema: any MergeSchema,
        apiVersion: String,
        subresource: String = "",
        ignored: FieldSet = FieldSet()
    ) {
        self.schema = schema
        self.apiVersion = apiVersion
        self.subresource = subresource
        self.ignored = ignored
    }

    /// Who owns what after `new` has replaced `live`. The manager gains what it added and changed, everybody loses what it
    /// changed and removed.
    ///
    /// - Parameters:
    ///   - live: The object before; an empty mapping for a creation.
    ///   - owners: The owners before. When there are none and this is no creation, nothing is tracked.
    ///   - time: The moment of the write, as the object will have it.
    package func update(
        live: Value,
        new: Value,
        owners: ManagedFields,
        manager: String,
        time: String,
        isCreation: Bool = false
    ) -> ManagedFields {
        if owners.isEmpty, !isCreation { return owners }
        let owner = ManagedFieldsEntry.Owner(manager, .update, apiVersion: apiVersion, subresource: subresource)
        return updated(live: live, new: new, owners: owners, owner: owner, time: time).capped().keepingTimes(of: owners)
    }

    private func updated(
        live: Value,
        new: Value,
        owners: ManagedFields,
        owner: ManagedFieldsEntry.Owner,
        time: String
    ) -> ManagedFields {
        let comparison = TypedComparison(live, new, schema).subtractingTrees(ignored)
        var entries = FieldManagement.without(comparison.written, comparison.removed, in: fitted(owners).entries)
        let gained = comparison.written.subtracting(FieldManagement.unowned)
        if !gained.isEmpty {
            if let index = entries.firstIndex(where: { $0.owner == owner }) {
                entries[index].fields = entries[index].fields.union(gained)
                entries[index].apiVersion = apiVersion
                entries[index].time = time
            } else {
                entries.append(ManagedFieldsEntry(owner, apiVersion: apiVersion, time: time, fields: gained))
            }
        }
        return ManagedFields(entries)
    }

    private func fitted(_ owners: ManagedFields) -> ManagedFields {
        var result: ManagedFields?
        for entry in owners.entries {
            guard let fields = TypedValues.fitted(entry.fields, schema) else { continue }
            var entry = entry
            entry.fields = fields
            result = result ?? owners
            result?[entry.owner] = entry
        }
        return result ?? owners
    }

    private static func without(
        _ written: FieldSet,
        _ removed: FieldSet,
        in entries: [ManagedFieldsEntry]
    ) -> [ManagedFieldsEntry] {
        let lost = written.union(removed)
        guard !lost.isEmpty else { return entries }
        return entries.map { entry in
            guard entry.fields.intersects(lost) else { return entry }
            var entry = entry
            entry.fields = entry.fields.subtracting(lost)
            return entry
        }
    }

    /// `live` with `config` applied by `manager`, and who owns what then.
    ///
    /// - Parameters:
    ///   - live: The object before; an empty mapping when there is none.
    ///   - config: What the manager states, and nothing else. What it stated before and no longer does is removed, unless
    ///     somebody else owns it.
    ///   - force: Whether fields that others own and that would change are taken from them.
    ///   - time: The moment of the write; an entry gets it when the object changes, not when only its owners do.
    /// - Throws: The conflicts; nothing is changed then.
    package func apply(
        live: Value,
        config: Value,
        owners given: ManagedFields,
        manager: String,
        force: Bool,
        time: String
    ) throws(FieldConflicts) -> (object: Value, owners: ManagedFields) {
        var owners = fitted(given)
        if owners.isEmpty {
            let first = ManagedFieldsEntry.Owner(
                ManagedFields.beforeFirstApply,
                .update,
                apiVersion: apiVersion,
                subresource: subresource
            )
            owners = updated(live: .emptyObject, new: live, owners: owners, owner: first, time: time)
        }
        let owner = ManagedFieldsEntry.Owner(manager, .apply, apiVersion: apiVersion, subresource: subresource)
        let last = owners[owner]
        let stated = TypedValues.fields(of: config, schema).below.subtractingTrees(ignored)
        let others = owners.entries.filter { $0.owner != owner }
        let merged = TypedValues.merged(live, config, schema)
        let object = pruned(merged, last: last?.fields ?? FieldSet(), stated: stated, others: others)
        let comparison = TypedComparison(live, object, schema).subtractingTrees(ignored)
        let written = comparison.written
        if !force {
            let conflicts = others.compactMap { entry -> FieldConflicts.Part? in
                let fields = entry.fields.intersection(written)
                return fields.isEmpty ? nil : FieldConflicts.Part(owner: entry.owner, fields: fields)
            }
            guard conflicts.isEmpty else { throw FieldConflicts(conflicts) }
        }
        var entries = FieldManagement.without(written, comparison.removed, in: others)
        let isChanged = object != live
        entries.append(
            ManagedFieldsEntry(
                owner,
                apiVersion: apiVersion,
                time: isChanged ? time : last?.time ?? "",
                fields: stated.subtracting(FieldManagement.unowned)
            )
        )
        let result = ManagedFields(entries)
        return (isChanged ? object : live, isChanged ? result : result.keepingTimes(of: given))
    }

    // What the manager stated last and states no more goes, unless somebody owns it; so do the elements and named fields that
    // held nothing else. What nobody owned stays.
    private func pruned(
        _ merged: Value,
        last: FieldSet,
        stated: FieldSet,
        others: [ManagedFieldsEntry]
    ) -> Value {
        guard !last.subtracting(stated).isEmpty else { return merged }
        let owned = others.reduce(stated) { $0.union($1.fields) }
        let whole = named(TypedValues.fields(of: merged, schema).below)
        let bare = TypedValues.removed(named(last), from: merged, schema) ?? .emptyObject
        let unclaimed = whole.subtracting(named(fields(of: bare)).union(named(owned)))
        let claimed = TypedValues.removed(unclaimed, from: merged, schema) ?? .emptyObject
        let gone = whole.subtracting(named(fields(of: claimed))).intersection(named(last))
        return TypedValues.removed(gone, from: merged, schema) ?? .emptyObject
    }

    private func named(_ set: FieldSet) -> FieldSet { TypedValues.withNamedFields(set, schema) }
    private func fields(of value: Value) -> FieldSet { TypedValues.fields(of: value, schema).below }

    /// What is wrong with `value` as an object of the schema, in the server's words; nil when nothing is.
    package func fault(in value: Value) -> String? {
        let faults = TypedValues.faults(in: value, schema)
        return faults.isEmpty ? nil : TypedFault.words(faults)
    }

    /// The fields that `value` states.
    package func stated(in value: Value) -> FieldSet { fields(of: value) }

    /// The fields that `value` states and `live` has alike.
    package func unchanged(of value: Value, in live: Value) -> FieldSet {
        let comparison = TypedComparison(value, live, schema)
        return fields(of: value).subtracting(comparison.written).subtracting(comparison.removed)
    }

    /// The part of `value` that `fields` lead to, with the keys of the elements on the way; nil when there is none.
    package func extracted(_ fields: FieldSet, from value: Value) -> Value? {
        TypedValues.extracted(fields, from: value, schema)
    }

    /// What is never owned (`kubernetes:apimachinery/pkg/util/managedfields/internal/stripmeta.go`).
    package static let unowned = FieldSet(
        [["apiVersion"], ["kind"], ["metadata"]].map { $0.map(FieldStep.field) }
            + [
                "name", "namespace", "creationTimestamp", "selfLink", "uid", "clusterName", "generation",
                "managedFields",
                "resourceVersion",
            ].map { [.field("metadata"), .field($0)] }
    )
}
