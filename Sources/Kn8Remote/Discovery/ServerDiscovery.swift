// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Curl
internal import Kn8Value

/// What one server serves: asked for when it is first needed, then known until a kind is missing.
actor ServerDiscovery {
    /// What was found so far, for those who cannot wait.
    nonisolated let snapshot = DiscoverySnapshot()
    private let sender: RequestSender
    private let cache: DiscoveryCache
    private var known: [DiscoveredResource]?
    private var byKind: [GroupVersionKind: DiscoveredResource] = [:]
    private var mayHaveGrown = false
    private var missed: Set<GroupVersionKind> = []
    private var underWay: Task<Result<[DiscoveredResource], APIError>, Never>?

    init(_ sender: RequestSender, _ cache: DiscoveryCache) {
        self.sender = sender
        self.cache = cache
    }

    /// Every served kind, in discovery's order, preferred versions first.
    func all() async throws(APIError) -> [DiscoveredResource] {
        if let known { return known }
        return try await refresh()
    }

    /// The kind that serves `gvk`; nil when there is none, also after asking anew.
    func resource(for gvk: GroupVersionKind) async throws(APIError) -> DiscoveredResource? {
        _ = try await all()
        if let found = byKind[gvk] { return found }
        // A definition that was just written takes a moment to be served.
        var attempts = mayHaveGrown ? 50 : missed.contains(gvk) ? 0 : 1
        while attempts > 0 {
            attempts -= 1
            _ = try await refresh()
            if let found = byKind[gvk] { return found }
            if attempts > 0 { try? await Task.sleep(for: .milliseconds(100)) }
            if Task.isCancelled { break }
        }
        missed.insert(gvk)
        mayHaveGrown = false
        return nil
    }

    /// Notes that a definition of kinds was written.
    func expectNewKinds() {
        mayHaveGrown = true
        missed = []
    }

    private func refresh() async throws(APIError) -> [DiscoveredResource] {
        let task: Task<Result<[DiscoveredResource], APIError>, Never>
        if let underWay {
            task = underWay
        } else {
            task = Task { [sender, cache] in await ServerDiscovery.fetch(sender, cache) }
            underWay = task
        }
        let result = await task.value
        underWay = nil
        let found = try result.get()
        known = found
        snapshot.set(found)
        byKind = Dictionary(found.map { ($0.resource.gvk, $0) }, uniquingKeysWith: { first, _ in first })
        return found
    }

    private static func fetch(
        _ sender: RequestSender,
        _ cache: DiscoveryCache
    ) async -> Result<[DiscoveredResource], APIError> {
        async let core = root("/api", "core", sender, cache)
        async let groups = root("/apis", "groups", sender, cache)
        let (first, second) = await (core, groups)
        switch (first, second) {
        case (.success(nil), .success(nil)):
            return .failure(APIError(.notFound, message: "the server could not find the requested resource"))
        case (.failure(let error), .failure): return .failure(error)
        case (.failure(let error), .success(let rest)) where rest?.isEmpty ?? true: return .failure(error)
        default: return .success(((try? first.get()) ?? nil ?? []) + ((try? second.get()) ?? nil ?? []))
        }
    }

    // nil: there is none such.
    private static func root(
        _ path: String,
        _ name: String,
        _ sender: RequestSender,
        _ cache: DiscoveryCache
    ) async -> Result<[DiscoveredResource]?, APIError> {
        do throws(APIError) {
            let value = try await document(path, name, sender, cache)
            if let found = DiscoveryDocument.aggregated(value) { return .success(found) }
            guard ["APIVersions", "APIGroupList"].contains(value["kind"]?.string) else {
                throw ConnectionFault.error("\(path) tells of no kinds: the address is not an API server's")
            }
            return .success(try await legacy(DiscoveryDocument.groupVersions(value), isCore: path == "/api", sender))
        } catch {
            // A server without groups, or without the core, is one all the same.
            return error.code == 404 ? .success(nil) : .failure(error)
        }
    }

    private static func document(
        _ path: String,
        _ name: String,
        _ sender: RequestSender,
        _ cache: DiscoveryCache
    ) async throws(APIError) -> Value {
        var request = RequestSender.Request(target: path, accept: DiscoveryDocument.accept)
        let kept = cache.document(name)
        if let kept {
            request.headers.append("If-None-Match: \(kept.tag)")
            request.accepted = [304]
        }
        let answer = try await sender.answer(to: request)
        if answer.head.status == 304, let kept, let value = try? Value(json: kept.body) { return value }
        guard let value = try? Value(json: answer.body) else {
            guard kept != nil else {
                throw ConnectionFault.notJSON(answer, path)
            }
            return try await document(path, name, sender, DiscoveryCache(root: "", server: ""))
        }
        cache.keep(name, tag: answer.head["etag"] ?? "", body: answer.body)
        return value
    }

    private static func legacy(
        _ versions: [String],
        isCore: Bool,
        _ sender: RequestSender
    ) async throws(APIError) -> [DiscoveredResource] {
        let found = await withTaskGroup(of: (Int, Result<[DiscoveredResource], APIError>).self) { group in
            for (index, version) in versions.enumerated() {
                group.addTask {
                    let path = isCore ? "/api/\(version)" : "/apis/\(version)"
                    do throws(APIError) {
                        let answer = try await sender.answer(to: RequestSender.Request(target: path))
                        let value = (try? Value(json: answer.body)) ?? .null
                        return (index, .success(DiscoveryDocument.resources(value)))
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            var parts = [Result<[DiscoveredResource], APIError>?](repeating: nil, count: versions.count)
            for await (index, part) in group { parts[index] = part }
            return parts
        }
        // A group whose server is down does not hide the others.
        if found.count == 1, case .failure(let error)? = found.first ?? nil { throw error }
        return found.flatMap { part -> [DiscoveredResource] in (try? part?.get()) ?? [] }
    }
}
