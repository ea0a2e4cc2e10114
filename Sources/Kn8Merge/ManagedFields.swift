// SPDX-License-Identifier: MIT

package import Kn8Value

/// Who owns which fields of an object: `metadata.managedFields`.
package struct ManagedFields: Hashable, Sendable {
    /// The most entries of updaters; the oldest beyond them are merged.
    package static let updaterLimit = 10
    /// The manager that the oldest updates are merged into.
    package static let mergedUpdates = "ancient-changes"
    /// The manager of what was there before the first apply to an object whose fields nobody owned.
    package static let beforeFirstApply = "before-first-apply"

    /// The entries, in the order that the server writes them in.
    package private(set) var entries: [ManagedFieldsEntry]

    /// No entry: nobody owns anything, and updates are not tracked.
    package init() { entries = [] }

    /// The entries of `list`; nil when one of them is not understood. No list is an empty one.
    ///
    /// - Parameter isStored: Whether the server itself has spelt them.
    package init?(_ list: Value?, isStored: Bool = false) {
        var read: [ManagedFieldsEntry] = []
        for value in list?.array ?? [] {
            guard let entry = ManagedFieldsEntry(value, isStored: isStored) else { return nil }
            read.append(entry)
        }
        self.init(read)
    }

    /// `entries` in the server's order, without empty ones; of two with one owner the last counts.
    package init(_ entries: [ManagedFieldsEntry]) {
        var unique: [ManagedFieldsEntry] = []
        for entry in entries where !entry.fields.isEmpty {
            unique.removeAll { $0.owner == entry.owner }
            unique.append(entry)
        }
        self.entries = unique.sorted()
    }

    /// Whether `list` asks to forget all owners: `[]` or `[{}]`.
    package static func isReset(_ list: Value?) -> Bool {
        guard let list = list?.array else { return false }
        return list.isEmpty || list == [.emptyObject]
    }

    /// Whether nobody owns anything.
    package var isEmpty: Bool { entries.isEmpty }

    /// The entry of `owner`; nil when it owns nothing. Setting an empty one removes it.
    package subscript(owner: ManagedFieldsEntry.Owner) -> ManagedFieldsEntry? {
        get { entries.first { $0.owner == owner } }
        set {
            var rest = entries.filter { $0.owner != owner }
            if let newValue { rest.append(newValue) }
            self = ManagedFields(rest)
        }
    }

    /// What anybody owns.
    package var all: FieldSet { entries.reduce(FieldSet()) { $0.union($1.fields) } }

    /// The list as the object has it; nil when there is no entry.
    package var value: Value? { entries.isEmpty ? nil : .array(entries.map(\.value)) }

    /// With no more updaters than the server keeps: the oldest of one version become one entry.
    func capped(at limit: Int = updaterLimit) -> ManagedFields {
        var updaters = entries.filter { $0.owner.operation == .update }
        guard updaters.count > limit else { return self }
        updaters.sort { ($0.time, $0.owner.manager) < ($1.time, $1.owner.manager) }
        var merged = entries.filter { $0.owner.operation != .update }
        var first: [String: Int] = [:]  // of each version: where its oldest entry is in `kept`
        var kept: [ManagedFieldsEntry] = []
        var count = updaters.count
        for entry in updaters {
            guard count > limit, let oldest = first[entry.apiVersion] else {
                if count > limit { first[entry.apiVersion] = kept.count }
                kept.append(entry)
                continue
            }
            kept[oldest].owner = ManagedFieldsEntry.Owner(
                ManagedFields.mergedUpdates,
                .update,
                apiVersion: entry.apiVersion
            )
            kept[oldest].fields = kept[oldest].fields.union(entry.fields)
            kept[oldest].time = entry.time
            count -= 1
        }
        merged += kept
        return ManagedFields(merged)
    }

    /// The same entries with the times of `old` where nothing else has changed.
    package func keepingTimes(of old: ManagedFields) -> ManagedFields {
        guard entries.count == old.entries.count else { return self }
        var timeless = self
        for index in timeless.entries.indices {
            guard let before = old[timeless.entries[index].owner] else { return self }
            timeless.entries[index].time = before.time
        }
        timeless.entries.sort()
        return timeless == old ? old : self
    }
}
