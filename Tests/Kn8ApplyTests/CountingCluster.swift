// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Merge
import Kn8TestSupport
import Kn8Value
import Synchronization

/// A cluster in memory as if it were far away: every request is noted, and how many are under way at once.
final class CountingCluster: LayeredClient {
    private struct Log {
        var requests: [String] = []
        var underWay = 0
        var most = 0
        var refusals: [APIError] = []
    }

    let memory = TestCluster()
    var base: any APIClient { memory }
    private let log = Mutex(Log())

    /// The verbs and names of all requests, discovery left out.
    var requests: [String] { log.withLock { $0.requests } }
    /// The most requests that were under way at once.
    var most: Int { log.withLock { $0.most } }

    func forget() { log.withLock { $0.requests = [] } }

    /// Refuses the next write with `error`.
    func refuse(with error: APIError) { log.withLock { $0.refusals.append(error) } }

    private func request<Result>(
        _ verb: String,
        _ name: String,
        _ body: () async throws(APIError) -> Result
    ) async throws(APIError) -> Result {
        log.withLock { log in
            log.requests.append("\(verb) \(name)")
            log.underWay += 1
            log.most = max(log.most, log.underWay)
        }
        defer { log.withLock { $0.underWay -= 1 } }
        try? await Task.sleep(for: .milliseconds(2))
        if verb != "get", verb != "list" {
            let refusal = log.withLock { $0.refusals.isEmpty ? nil : $0.refusals.removeFirst() }
            if let refusal { throw refusal }
        }
        return try await body()
    }

    func object(_ key: ObjectKey, of resource: Resource) async throws(APIError) -> Object? {
        try await request("get", key.name) { () throws(APIError) in try await base.object(key, of: resource) }
    }

    func objects(of resource: Resource, in scope: Scope, options: ListOptions) async throws(APIError) -> ObjectList {
        try await request("list", resource.plural) { () throws(APIError) in
            try await base.objects(of: resource, in: scope, options: options)
        }
    }

    func create(_ object: Object, of resource: Resource, options: WriteOptions) async throws(APIError) -> Object {
        try await request("create", object.name) { () throws(APIError) in
            try await base.create(object, of: resource, options: options)
        }
    }

    func update(
        _ object: Object,
        of resource: Resource,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        try await request("update", object.name) { () throws(APIError) in
            try await base.update(object, of: resource, subresource: subresource, options: options)
        }
    }

    func patch(
        _ key: ObjectKey,
        of resource: Resource,
        with patch: Patch,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object {
        try await request("patch", key.name) { () throws(APIError) in
            guard let live = try await base.object(key, of: resource) else {
                throw APIError.notFound(resource, name: key.name)
            }
            let changed: Value?
            switch patch {
            case .merge(let change): changed = MergePatch.applied(change, to: live.value)
            case .strategic(let change):
                changed = try? StrategicMergePatch.applied(change, to: live.value, schema: PodSchema())
            case .json, .apply: changed = nil
            }
            guard let changed else { throw APIError(.badRequest, message: "the patch cannot be applied") }
            return try await base.update(Object(changed), of: resource, subresource: subresource, options: options)
        }
    }

    func delete(_ key: ObjectKey, of resource: Resource, options: DeleteOptions) async throws(APIError) -> Object {
        try await request("delete", key.name) { () throws(APIError) in
            try await base.delete(key, of: resource, options: options)
        }
    }
}

/// As much of a Pod's schema as the tests need: containers, and their ports, merge.
struct PodSchema: PatchSchema {
    func patchField(_ name: String) -> PatchField? {
        switch name {
        case "spec", "template": PatchField(strategies: "", mergeKey: "", below: PodSchema())
        case "containers": PatchField(strategies: "merge", mergeKey: "name", below: PodSchema())
        case "ports": PatchField(strategies: "merge", mergeKey: "containerPort", below: nil)
        default: nil
        }
    }
}
