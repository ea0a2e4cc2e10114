// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value

/// Makes a cluster match the objects of one kind: an operator's heart.
///
/// A key comes in, never an event, so the code must read the world (after `controller-runtime:pkg/reconcile`).
package protocol Reconciler: Sendable {
    /// A short lower-case name, for logs and events, for example `deployment`.
    var name: String { get }

    /// The one kind whose objects are the keys; `reconcile` gets a key for each of its changes.
    var drives: GroupVersionKind { get }

    /// Other kinds whose changes matter, and whose keys they touch.
    var watches: [WatchRule] { get }

    /// Makes the cluster match the object at `key` from what is stored now, never from the event that woke it.
    ///
    /// Must be safe to run twice, and must write nothing in a settled world. A thrown error is retried with back-off.
    /// The object may be gone: then there is nothing to do but clean up.
    func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome
}

/// What the controller does next; a retry and a delay cannot be asked for at once.
package enum Outcome: Hashable, Sendable {
    case settled
    case again(afterSeconds: Int64)
}

/// One kind that a reconciler looks at beside its own, and how a change there maps to its own keys.
package struct WatchRule: Sendable {
    /// The kind watched.
    package let kind: GroupVersionKind
    /// The keys that a change of one object of `kind` touches. `before` is nil for a new object and `after` for a
    /// deleted one. `cache` reads the controller's cache.
    package let keys: @Sendable (_ before: Object?, _ after: Object?, _ cache: any ObjectCache) -> [ObjectKey]

    /// Any mapping at all.
    package init(
        _ kind: GroupVersionKind,
        keys: @escaping @Sendable (_ before: Object?, _ after: Object?, _ cache: any ObjectCache) -> [ObjectKey]
    ) {
        self.kind = kind
        self.keys = keys
    }

    /// Children of the driven kind: the key is the controlling owner of kind `owner`.
    package static func owned(_ kind: GroupVersionKind, by owner: GroupVersionKind) -> WatchRule {
        WatchRule(kind) { before, after, _ in
            [before, after].compactMap { object in
                guard let object, let reference = object.controller, reference.kind == owner.kind,
                    GroupVersionKind(apiVersion: reference.apiVersion, kind: reference.kind).group == owner.group
                else { return nil }
                return ObjectKey(namespace: object.namespace, name: reference.name)
            }
        }
    }

    /// Any change touches every object of `driven`, which suits rules that judge a whole set at once.
    package static func touchesAll(_ kind: GroupVersionKind, of driven: GroupVersionKind) -> WatchRule {
        WatchRule(kind) { _, _, cache in cache.objects(of: driven, in: .all).map(\.key) }
    }
}

/// The objects a controller has seen, read without waiting. Always at least as new as the last write made through it.
package protocol ObjectCache: Sendable {
    /// The objects of `kind` in `scope`, ordered by key; none when the cluster does not serve the kind.
    func objects(of kind: GroupVersionKind, in scope: Scope) -> [Object]

    /// The object of `kind` at `key`, or nil.
    func object(_ key: ObjectKey, of kind: GroupVersionKind) -> Object?

    /// The objects of `kind` whose controlling owner has `uid`, ordered by key.
    func objects(of kind: GroupVersionKind, controlledBy uid: String) -> [Object]
}

extension ObjectCache {
    /// Filters the whole kind; a real cache has an index.
    package func objects(of kind: GroupVersionKind, controlledBy uid: String) -> [Object] {
        objects(of: kind, in: .all).filter { $0.controller?.uid == uid }
    }
}

/// What a reconciler works with: the cache to read, verbs to write, the clock.
///
/// Writes that would change nothing are not made, so that a settled world stays untouched.
package protocol ReconcileContext: ObjectCache {
    /// The present moment; in one-shot runs a virtual one that moves only when nothing else is left to do.
    var now: Timestamp { get }

    /// Creates `desired`, or changes the stored object of the same name so that every field in `desired` has the value
    /// given there (mappings merge; lists are replaced). The `status` of `desired` is not looked at. Fields absent from
    /// `desired` stay as they are. Returns the stored object.
    @discardableResult
    func ensure(_ desired: Object) async throws(APIError) -> Object

    /// Replaces the status of the stored object at `object`'s key by `status` through the status subresource; no write
    /// when it is equal.
    @discardableResult
    func setStatus(_ status: Value, of object: Object) async throws(APIError) -> Object

    /// Replaces the stored object by `object`, which carries the resourceVersion it was read at.
    @discardableResult
    func update(_ object: Object) async throws(APIError) -> Object

    /// Deletes the object; it is no error when there is none.
    func delete(_ key: ObjectKey, of kind: GroupVersionKind) async throws(APIError)

    /// Records a Kubernetes Event about `object`; the same event again only counts up.
    func event(_ type: EventType, reason: String, message: String, about object: Object) async
}

/// Whether an event is news or trouble.
package enum EventType: String, Hashable, Sendable {
    case normal = "Normal"
    case warning = "Warning"
}
