// SPDX-License-Identifier: MIT

package import Kn8API
internal import Synchronization

/// The objects that controllers have seen, kind by kind.
///
/// A kind that is read before it was loaded is remembered as missed, so that the controller can load it and look again.
package final class InformerCache: ObjectCache {
    private struct State: Sendable {
        var kinds: [GroupVersionKind: CachedKind] = [:]
        var loaded: Set<GroupVersionKind> = []
        var missed: Set<GroupVersionKind> = []

        mutating func note(_ kind: GroupVersionKind) {
            if !loaded.contains(kind) { missed.insert(kind) }
        }
    }

    private let state = Mutex(State())

    /// A cache that has seen nothing.
    package init() {}

    /// The objects of `kind` in `scope`, ordered by key; none when the kind is not loaded.
    package func objects(of kind: GroupVersionKind, in scope: Scope) -> [Object] {
        state.withLock { state in
            state.note(kind)
            return state.kinds[kind]?.objects(in: scope) ?? []
        }
    }

    /// The object of `kind` at `key`; nil when there is none or the kind is not loaded.
    package func object(_ key: ObjectKey, of kind: GroupVersionKind) -> Object? {
        state.withLock { state in
            state.note(kind)
            return state.kinds[kind]?.object(key)
        }
    }

    /// The objects of `kind` whose controlling owner has `uid`, ordered by key.
    package func objects(of kind: GroupVersionKind, controlledBy uid: String) -> [Object] {
        state.withLock { state in
            state.note(kind)
            return state.kinds[kind]?.objects(controlledBy: uid) ?? []
        }
    }

    /// Whether every object of `kind` has been listed once.
    package func hasLoaded(_ kind: GroupVersionKind) -> Bool { state.withLock { $0.loaded.contains(kind) } }

    /// The loaded kinds in no order.
    package var loadedKinds: Set<GroupVersionKind> { state.withLock { $0.loaded } }

    /// The kinds that were read before they were loaded, since the last call.
    package func takeMissed() -> Set<GroupVersionKind> {
        state.withLock { state in
            defer { state.missed = [] }
            return state.missed
        }
    }

    /// Takes `object` in as one of `kind`; nil when the cache has it already, or a newer one.
    func put(_ object: Object, of kind: GroupVersionKind) -> CacheChange? {
        state.withLock { state in
            if let present = state.kinds[kind]?.object(object.key),
                !object.isNewer(than: present)
            {
                return nil
            }
            return CacheChange(kind: kind, before: state.kinds[kind, default: CachedKind()].put(object), after: object)
        }
    }

    /// Takes the object at `key` out; nil when the cache has none.
    func remove(_ key: ObjectKey, of kind: GroupVersionKind) -> CacheChange? {
        state.withLock { state in
            state.kinds[kind]?.remove(key).map { CacheChange(kind: kind, before: $0, after: nil) }
        }
    }

    /// Makes `objects` all that is known of `kind`, and tells what that changes.
    func replace(_ kind: GroupVersionKind, by objects: [Object]) -> [CacheChange] {
        state.withLock { state in
            state.loaded.insert(kind)
            state.missed.remove(kind)
            var changes: [CacheChange] = []
            let present = state.kinds[kind]?.objects(in: .all) ?? []
            let keys = Set(objects.map(\.key))
            for object in present where !keys.contains(object.key) {
                state.kinds[kind]?.remove(object.key)
                changes.append(CacheChange(kind: kind, before: object, after: nil))
            }
            for object in objects {
                let before = state.kinds[kind]?.object(object.key)
                guard before != object else { continue }
                state.kinds[kind, default: CachedKind()].put(object)
                changes.append(CacheChange(kind: kind, before: before, after: object))
            }
            return changes
        }
    }
}

/// One change of the cache; `before` is nil for a new object, `after` for one that is gone.
struct CacheChange: Sendable {
    let kind: GroupVersionKind
    let before: Object?
    let after: Object?
}

extension Object {
    /// Whether this state of the object takes the place of `present`; versions that are no numbers only compare equal.
    fileprivate func isNewer(than present: Object) -> Bool {
        if resourceVersion == present.resourceVersion { return false }
        guard let mine = UInt64(resourceVersion), let other = UInt64(present.resourceVersion) else { return true }
        return mine > other
    }
}
