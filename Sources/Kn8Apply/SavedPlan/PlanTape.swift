// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value
internal import Synchronization

/// Takes down what an apply reads and writes while it runs on a copy, so that a plan can say it and repeat it.
package final class PlanTape: WriteObserver {
    /// The state of one object that the apply read: what the plan stands on.
    package struct Read: Hashable, Sendable {
        /// Group, version and kind.
        package var kind: GroupVersionKind
        /// The object.
        package var key: ObjectKey
        /// Its uid; empty when there was no such object.
        package var uid: String
        /// Its resource version; empty when there was no such object.
        package var resourceVersion: String

        /// The object of `kind` at `key`, as read.
        package init(kind: GroupVersionKind, key: ObjectKey, uid: String, resourceVersion: String) {
            self.kind = kind
            self.key = key
            self.uid = uid
            self.resourceVersion = resourceVersion
        }
    }

    private struct Place: Hashable {
        let group: String
        let kind: String
        let key: ObjectKey
    }

    private struct Tape {
        var reads: [Read] = []
        var writes: [SavedWrite] = []
        var results: [Bool] = []
        var before: [String] = []
        var read: Set<Place> = []
        var written: Set<Place> = []
        var versions: [String: Int] = [:]
    }

    private let tape = Mutex(Tape())

    /// An empty tape.
    package init() {}

    /// Nothing is looked up for a plan.
    package var wantsContents: Bool { false }

    /// What was read of the state as it was, each object once, in order.
    package var reads: [Read] { tape.withLock { $0.reads } }

    /// The writes that were made and changed something, in order.
    package var writes: [SavedWrite] {
        tape.withLock { tape in zip(tape.writes, tape.results).filter(\.1).map(\.0) }
    }

    /// Takes down the state of an object that nothing has written yet.
    package func didRead(_ key: ObjectKey, of resource: Resource, _ object: Object?) {
        tape.withLock { tape in
            let place = Place(group: resource.gvk.group, kind: resource.gvk.kind, key: key)
            guard !tape.written.contains(place), tape.read.insert(place).inserted else { return }
            tape.reads.append(
                Read(
                    kind: resource.gvk,
                    key: key,
                    uid: object?.uid ?? "",
                    resourceVersion: object?.resourceVersion ?? ""
                )
            )
        }
    }

    /// Takes down `write`; a version that an earlier write made is named by that write.
    package func willWrite(
        _ write: ObjectWrite,
        before: Object?,
        contents: [(Resource, Object)],
        cluster: String
    ) throws(APIError) -> Int {
        if case .create = write.deed, write.key.name.isEmpty {
            throw APIError(.badRequest, message: "an object with generateName cannot be in a plan that is saved")
        }
        didRead(write.key, of: write.resource, before)
        return tape.withLock { tape in
            tape.written.insert(
                Place(group: write.resource.gvk.group, kind: write.resource.gvk.kind, key: write.key)
            )
            var saved = SavedWrite(write)
            if let number = tape.versions[saved.resourceVersion] {
                (saved.versionOf, saved.resourceVersion) = (number, "")
            }
            tape.writes.append(saved)
            tape.results.append(false)
            tape.before.append(before?.resourceVersion ?? "")
            return tape.writes.count - 1
        }
    }

    /// Takes down that a write was made.
    package func didWrite(_ write: Int, after: Object?) {
        tape.withLock { tape in
            guard tape.results.indices.contains(write) else { return }
            // A write that changed nothing is none.
            if let after, after.resourceVersion == tape.before[write], !after.resourceVersion.isEmpty { return }
            tape.results[write] = true
            // Refused writes are left out too, so that the number is that of the plan.
            let number = tape.results[..<write].count { $0 }
            if let version = after?.resourceVersion, !version.isEmpty { tape.versions[version] = number }
        }
    }

    /// A refused write is in no plan.
    package func didFail(_ write: Int, _ error: APIError) {}
}
