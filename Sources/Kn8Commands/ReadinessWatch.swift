// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply

/// Waits until objects are ready, and tells how far they are: a table on a terminal, lines elsewhere.
struct ReadinessWatch {
    /// An object that is waited for.
    private struct Watched {
        let resource: Resource
        let key: ObjectKey
        var said = ""

        var title: String { "\(resource.printedName)/\(key.name)" }
    }

    private let session: Session
    private var rest: [Watched]
    private let total: Int
    private var board: StatusBoard

    init(_ objects: [(resource: Resource, key: ObjectKey)], session: Session) {
        self.session = session
        rest = objects.map { Watched(resource: $0.resource, key: $0.key) }
        total = objects.count
        board = StatusBoard(environment: session.environment)
    }

    /// Waits for at most `limit` with the reconcilers at work; whether all became ready. `hears` is told of every change.
    mutating func run(
        in scene: inout ClusterScene,
        limit: Duration,
        hears: (Resource, ObjectKey, Readiness) -> Void
    ) async throws -> Bool {
        let deadline = ContinuousClock.now.advanced(by: limit)
        defer { board.clear() }
        while true {
            guard try await look(try scene.cluster(), hears) else { return false }
            if rest.isEmpty {
                board.clear()
                if total > 1 { session.console.say("all \(total) objects are ready") }
                return true
            }
            guard ContinuousClock.now < deadline, goesOn else {
                board.clear()
                for watched in rest {
                    session.console.say(
                        "error: timed out waiting for the condition on \(watched.resource.plural)/\(watched.key.name): "
                            + watched.said
                    )
                }
                return false
            }
            scene.leave()
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    private var goesOn: Bool { !Interruption.isRequested }

    // Whether nothing has failed for good. Nothing of the cluster may outlive this.
    private mutating func look(
        _ cluster: Cluster,
        _ hears: (Resource, ObjectKey, Readiness) -> Void
    ) async throws -> Bool {
        try await cluster.settle(session)
        let objects = try await fetch(cluster.client)
        var next: [Watched] = []
        for var watched in rest {
            let object = objects[Place(watched.resource, watched.key)]
            let readiness = object.map(Readiness.init(of:)) ?? .waiting("is not there")
            switch readiness {
            case .ready:
                if !watched.said.isEmpty, !board.isShown { session.console.say("\(watched.title) is ready") }
                hears(watched.resource, watched.key, readiness)
            case .waiting(let why):
                if why != watched.said {
                    watched.said = why
                    if !board.isShown { session.console.say("\(watched.title) waits: \(why)") }
                    hears(watched.resource, watched.key, readiness)
                }
                next.append(watched)
            case .failed(let why):
                board.clear()
                let place = watched.key.namespace.isEmpty ? "" : " (\(watched.key.namespace))"
                session.console.say("error: \(watched.title)\(place): \(why)")
                hears(watched.resource, watched.key, readiness)
                return false
            }
        }
        rest = next
        board.show(next.map { ($0.title, $0.said) }, done: total - next.count, of: total)
        return true
    }

    private struct Place: Hashable {
        let resource: Resource
        let key: ObjectKey

        init(_ resource: Resource, _ key: ObjectKey) {
            self.resource = resource
            self.key = key
        }
    }

    // A few objects of a kind are asked for one by one, many in one list.
    private func fetch(_ client: any APIClient) async throws -> [Place: Object] {
        var found: [Place: Object] = [:]
        var groups: [Place: [ObjectKey]] = [:]
        for watched in rest {
            let group = Place(watched.resource, ObjectKey(namespace: watched.key.namespace, name: ""))
            groups[group, default: []].append(watched.key)
        }
        for (group, keys) in groups {
            if keys.count > 3 {
                let scope: Scope = group.key.namespace.isEmpty ? .all : .namespace(group.key.namespace)
                for object in try await client.objects(of: group.resource, in: scope, options: ListOptions()).items {
                    found[Place(group.resource, object.key)] = object
                }
            } else {
                for key in keys {
                    found[Place(group.resource, key)] = try await client.object(key, of: group.resource)
                }
            }
        }
        return found
    }
}
