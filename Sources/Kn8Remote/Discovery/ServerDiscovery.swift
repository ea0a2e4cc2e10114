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
    // What was defined in this run and not seen yet: kinds by their group and version; none for any kind of it.
    private var expected: [String: Set<String>] = [:]
    // When the server was last asked because of a kind that nobody defined here.
    private var searched: ContinuousClock.Instant?
    private var underWay: Task<Result<[DiscoveredResource], APIError>, Never>?
    private var waits: [String: Task<[DiscoveredResource], Never>] = [:]

    // How long the answer holds that a kind is not served.
    private static let searchPause = Duration.seconds(60)

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
        if let kinds = expected[gvk.apiVersion], kinds.isEmpty || kinds.contains(gvk.kind) {
            await awaitKinds(of: gvk.apiVersion)
            return byKind[gvk]
        }
        // Somebody else may have defined it since; whoever asks for many kinds pays for that once.
        if let underWay {
            _ = await underWay.value
        } else if searched.map({ ContinuousClock.now - $0 > Self.searchPause }) ?? true {
            searched = .now
            _ = try await refresh()
        }
        return byKind[gvk]
    }

    /// Notes that `kinds` of `apiVersion` were defined, all that it has when none are named; those that are served already
    /// are nothing new.
    func expect(_ kinds: Set<String>, of apiVersion: String) {
        let new = kinds.filter { byKind[GroupVersionKind(apiVersion: apiVersion, kind: $0)] == nil }
        guard kinds.isEmpty || !new.isEmpty else { return }
        expected[apiVersion] = kinds.isEmpty ? [] : new.union(expected[apiVersion] ?? [])
    }

    /// Waits until what is expected of `apiVersion` is served: a definition takes a moment. Its own document is asked for,
    /// not all that the server serves, and once for all who wait.
    private func awaitKinds(of apiVersion: String) async {
        let task: Task<[DiscoveredResource], Never>
        if let wait = waits[apiVersion] {
            task = wait
        } else {
            let kinds = expected[apiVersion] ?? []
            task = Task { [sender] in await ServerDiscovery.awaited(kinds, of: apiVersion, sender) }
            waits[apiVersion] = task
        }
        let found = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        guard waits[apiVersion] == task else { return }
        waits[apiVersion] = nil
        expected[apiVersion] = nil
        take((known ?? []) + found.filter { byKind[$0.resource.gvk] == nil })
    }

    private static func awaited(
        _ kinds: Set<String>,
        of apiVersion: String,
        _ sender: RequestSender
    ) async -> [DiscoveredResource] {
        var found: [DiscoveredResource] = []
        for attempt in 1...50 where !Task.isCancelled {
            if attempt > 1 { try? await Task.sleep(for: .milliseconds(100)) }
            let request = RequestSender.Request(target: "/apis/\(apiVersion)")
            guard let answer = try? await sender.answer(to: request), let value = try? Value(json: answer.body) else {
                continue
            }
            found = DiscoveryDocument.resources(value)
            if !found.isEmpty, kinds.isSubset(of: found.map(\.resource.gvk.kind)) { break }
        }
        return found
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
        // Whoever is woken later must not take away the next one's.
        guard underWay == task else { return try result.get() }
        underWay = nil
        let found = try result.get()
        take(found)
        return found
    }

    private func take(_ found: [DiscoveredResource]) {
        known = found
        snapshot.set(found)
        byKind = Dictionary(found.map { ($0.resource.gvk, $0) }, uniquingKeysWith: { first, _ in first })
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
