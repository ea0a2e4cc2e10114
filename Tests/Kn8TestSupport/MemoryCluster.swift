// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Controller
package import Kn8Value
internal import Synchronization

/// A cluster in memory, just enough to run reconcilers by hand.
package final class MemoryCluster: ReconcileContext {
    private struct Place: Hashable {
        var group: String
        var kind: String
        var key: ObjectKey
    }

    private struct State {
        var objects: [Place: Object] = [:]
        var writes = 0
        var events: [String] = []
        var now = Timestamp(seconds: 1_767_225_600)
    }

    private let state = Mutex(State())

    /// An empty cluster.
    package init() {}

    package var now: Timestamp { state.withLock { $0.now } }
    package var writes: Int { state.withLock { $0.writes } }
    package var events: [String] { state.withLock { $0.events } }

    /// Lets `seconds` pass.
    package func wait(_ seconds: Int64) { state.withLock { $0.now.seconds += seconds } }

    package func objects(of kind: GroupVersionKind, in scope: Scope) -> [Object] {
        state.withLock { state in
            state.objects.filter { place, _ in
                guard place.group == kind.group, place.kind == kind.kind else { return false }
                if case .namespace(let namespace) = scope { return place.key.namespace == namespace }
                return true
            }.values.sorted { $0.key < $1.key }
        }
    }

    package func object(_ key: ObjectKey, of kind: GroupVersionKind) -> Object? {
        state.withLock { $0.objects[Place(group: kind.group, kind: kind.kind, key: key)] }
    }

    @discardableResult
    package func ensure(_ desired: Object) async throws(APIError) -> Object {
        let stored = object(desired.key, of: desired.gvk)
        var value = stored?.value ?? .emptyObject
        MemoryCluster.merge(desired.value, into: &value)
        return store(Object(value), over: stored)
    }

    @discardableResult
    package func setStatus(_ status: Value, of object: Object) async throws(APIError) -> Object {
        let stored = self.object(object.key, of: object.gvk)
        var changed = stored ?? object
        changed["status"] = status
        return store(changed, over: stored)
    }

    @discardableResult
    package func update(_ object: Object) async throws(APIError) -> Object {
        let stored = self.object(object.key, of: object.gvk)
        if object.isBeingDeleted, object.finalizers.isEmpty {
            try await delete(object.key, of: object.gvk)
            return object
        }
        return store(object, over: stored)
    }

    package func delete(_ key: ObjectKey, of kind: GroupVersionKind) async throws(APIError) {
        state.withLock { state in
            let place = Place(group: kind.group, kind: kind.kind, key: key)
            if state.objects.removeValue(forKey: place) != nil { state.writes += 1 }
        }
    }

    package func event(_ type: EventType, reason: String, message: String, about object: Object) async {
        state.withLock { $0.events.append("\(type.rawValue) \(reason) \(message)") }
    }

    /// Stores what a user applies: a new spec counts the generation up.
    package func apply(_ object: Object) {
        let stored = self.object(object.key, of: object.gvk)
        var value = stored?.value ?? .emptyObject
        MemoryCluster.merge(object.value, into: &value)
        if let spec = object["spec"] { value["spec"] = spec }
        _ = store(Object(value), over: stored)
    }

    private func store(_ object: Object, over stored: Object?) -> Object {
        state.withLock { state in
            if let stored, stored == object { return stored }
            var object = object
            state.writes += 1
            if stored == nil {
                object["metadata", "uid"] = .string("uid-\(object.kind)-\(object.name)")
                if object["metadata", "creationTimestamp"] == nil {
                    object["metadata", "creationTimestamp"] = .string(state.now.description)
                }
            }
            if stored?["spec"] != object["spec"] || stored == nil {
                object["metadata", "generation"] = .int((stored?.generation ?? 0) + 1)
            }
            state.objects[Place(group: object.gvk.group, kind: object.kind, key: object.key)] = object
            return object
        }
    }

    private static func merge(_ patch: Value, into value: inout Value, depth: Int = 0) {
        guard case .object(let entries) = patch, depth < 64 else {
            value = patch
            return
        }
        if value.object == nil { value = .emptyObject }
        for entry in entries where depth > 0 || entry.key != "status" {
            var child = value[entry.key] ?? .null
            merge(entry.value, into: &child, depth: depth + 1)
            value[entry.key] = child
        }
    }

    /// Runs `reconcilers` over every object they drive until a round writes nothing; false when it never does.
    package func settle(_ reconcilers: [any Reconciler], reversed: Bool = false) async throws -> Bool {
        for _ in 0..<40 {
            let before = writes
            for reconciler in reversed ? reconcilers.reversed() : reconcilers {
                for object in objects(of: reconciler.drives, in: .all) {
                    _ = try await reconciler.reconcile(object.key, in: self)
                }
            }
            wait(7)
            if writes == before { return true }
        }
        return false
    }
}
