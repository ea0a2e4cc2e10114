// SPDX-License-Identifier: MIT

internal import Kn8API

/// Waits until deleted objects are gone: until then finalizers hold them, or dependents that go first.
struct DeletionWatch {
    /// An object that is to go.
    struct Target {
        let resource: Resource
        let key: ObjectKey
        /// Another object that took the name is not waited for; empty when it is not known.
        let uid: String
    }

    private var rest: [Target]
    private let session: Session

    init(_ targets: [Target], session: Session) {
        rest = targets
        self.session = session
    }

    /// Waits for at most `limit` with the reconcilers at work; whether all are gone.
    mutating func run(in scene: inout ClusterScene, limit: Duration) async throws -> Bool {
        let deadline = ContinuousClock.now.advanced(by: limit)
        var isFirst = true
        while true {
            try await look(try scene.cluster(), settling: !isFirst)
            isFirst = false
            if rest.isEmpty { return true }
            guard ContinuousClock.now < deadline, !Interruption.isRequested else {
                for target in rest {
                    session.console.say(
                        "error: timed out waiting for the condition on \(target.resource.plural)/\(target.key.name)"
                    )
                }
                return false
            }
            scene.leave()
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    // Nothing of the cluster may outlive this.
    private mutating func look(_ cluster: Cluster, settling: Bool) async throws {
        if settling { try await cluster.settle(session) }
        var next: [Target] = []
        for target in rest where try await isThere(target, cluster) { next.append(target) }
        rest = next
    }

    private func isThere(_ target: Target, _ cluster: Cluster) async throws -> Bool {
        // A kind that went with its definition has no objects; what is known of a remote server's kinds may be older.
        guard try await cluster.client.resource(for: target.resource.gvk) != nil else { return false }
        let object: Object?
        do {
            object = try await cluster.client.object(target.key, of: target.resource)
        } catch {
            guard error.reason == .notFound else { throw error }
            return false
        }
        guard let object else { return false }
        return target.uid.isEmpty || object.uid == target.uid
    }
}
