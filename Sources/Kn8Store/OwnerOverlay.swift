// SPDX-License-Identifier: MIT

internal import Kn8API

/// Who depends on whom, where that is other than in the file.
struct OwnerOverlay: Sendable {
    private var touched: Set<StoredName> = []  // of these, what the file has does not count
    private var owned: [String: Set<StoredName>] = [:]  // by owner's uid

    /// The objects that name `uid` as an owner, when `stored` are those in the file.
    func dependents(of uid: String, stored: [StoredName]) -> [StoredName] {
        let kept = touched.isEmpty ? stored : stored.filter { !touched.contains($0) }
        guard let more = owned[uid], !more.isEmpty else { return kept }
        return kept + more
    }

    /// Takes `change` in.
    mutating func note(_ change: StoredChange) {
        replace(change, change.previous, by: change.kind == .deleted ? nil : change.object)
    }

    /// Takes `change` back, the last one noted of its object.
    mutating func note(undone change: StoredChange) {
        replace(change, change.kind == .deleted ? nil : change.object, by: change.previous)
    }

    private mutating func replace(_ change: StoredChange, _ old: Object?, by new: Object?) {
        let (before, after) = (old?.ownerReferences ?? [], new?.ownerReferences ?? [])
        guard before != after else { return }
        let name = StoredName(collection: change.collection, key: change.object.key)
        touched.insert(name)
        for owner in before {
            owned[owner.uid]?.remove(name)
            if owned[owner.uid]?.isEmpty == true { owned[owner.uid] = nil }
        }
        for owner in after { owned[owner.uid, default: []].insert(name) }
    }

    /// Forgets all: the file has it now.
    mutating func clear() {
        guard !touched.isEmpty else { return }
        touched = []
        owned = [:]
    }
}
