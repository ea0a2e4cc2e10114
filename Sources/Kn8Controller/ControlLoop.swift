// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Synchronization

/// One run of `Controllers`: the cache, the queue and the count of failures.
final class ControlLoop: Sendable {
    private struct State: Sendable {
        var queue = WorkQueue<WorkItem>()
        var failures: [WorkItem: (count: Int, message: String)] = [:]
        var runs: [WorkItem: Int] = [:]
        var fedTo = ""
        var report = RunReport()
        var runsByReconciler: [Int: Int] = [:]
        var errorsByReconciler: [Int: Int] = [:]
    }

    /// How many objects are reconciled before changes are taken in.
    private static let stride = 500

    private let controllers: Controllers
    private let router: WatchRouter
    private let cache = InformerCache()
    private let names = ResourceNames()
    private let clock: ControllerClock
    private let backoff = Backoff()
    private let isVirtual: Bool
    private let state = Mutex(State())

    init(_ controllers: Controllers, virtual: Bool) {
        self.controllers = controllers
        router = WatchRouter(controllers.reconcilers)
        clock = ControllerClock(controllers.clock, virtual: virtual)
        isVirtual = virtual
    }

    var isFed: Bool { controllers.client is any ChangeFeed }
    var hasReady: Bool { state.withLock { $0.queue.hasReady } }

    /// How long until the next delayed key falls due; a minute at most.
    var millisecondsToNext: Int64 {
        let due = state.withLock { $0.queue.nextDue }
        return due.map { min(60_000, max(1, $0 - clock.elapsed)) } ?? 60_000
    }

    /// How things stand.
    var status: RunStatus {
        state.withLock { state in
            var status = RunStatus()
            status.delayed = state.queue.delayedKeys.count
            status.failing = state.failures.count
            for (index, reconciler) in controllers.reconcilers.enumerated() {
                guard let runs = state.runsByReconciler[index] else { continue }
                status.reconciles[reconciler.name] = RunStatus.Count(
                    runs: runs,
                    errors: state.errorsByReconciler[index] ?? 0
                )
            }
            return status
        }
    }

    /// Lists every kind that matters, and makes every driven object ready.
    func load() async throws(APIError) {
        if let feed = controllers.client as? any ChangeFeed {
            let version = try await feed.latestResourceVersion()
            state.withLock { $0.fedTo = version }
        }
        for kind in router.kinds.sorted(by: { $0.description < $1.description }) {
            try await list(kind, quietly: true)
        }
        state.withLock { state in
            for (index, reconciler) in controllers.reconcilers.enumerated() {
                for object in cache.objects(of: reconciler.drives, in: .all) {
                    state.queue.add(WorkItem(reconciler: index, key: object.key))
                }
            }
        }
        _ = cache.takeMissed()
    }

    /// Runs everything that is ready, then takes in what the cluster changed by itself.
    func runReady() async throws(APIError) {
        for (index, item) in state.withLock({ $0.queue.takeReady() }).enumerated() {
            if controllers.goesOn() { await run(item) } else { putBack(item) }
            // The feed keeps only so many changes.
            if isFed, index % ControlLoop.stride == ControlLoop.stride - 1 { _ = try await catchUp() }
        }
        if isFed { _ = try await catchUp() }
    }

    private func putBack(_ item: WorkItem) {
        state.withLock { state in
            state.queue.finish(item)
            state.queue.add(item)
        }
    }

    /// Takes in the changes that nobody told of; whether there were any that matter.
    func catchUp() async throws(APIError) -> Bool {
        guard let feed = controllers.client as? any ChangeFeed else {
            for kind in cache.loadedKinds.sorted(by: { $0.description < $1.description }) { try await list(kind) }
            return hasReady
        }
        let from = state.withLock { $0.fedTo }
        let batch: ChangeBatch
        do throws(APIError) {
            batch = try await feed.changes(after: from)
        } catch {
            guard error.reason == .expired else { throw error }
            let version = try await feed.latestResourceVersion()
            for kind in cache.loadedKinds { try await list(kind) }
            state.withLock { $0.fedTo = version }
            return hasReady
        }
        state.withLock { $0.fedTo = batch.resourceVersion }
        let loaded = cache.loadedKinds
        for event in batch.events {
            for kind in loaded where kind.kind == event.object.kind && kind.group == event.object.gvk.group {
                try await take(event, as: kind)
            }
        }
        return hasReady
    }

    /// Moves the clock on to the next delayed key; false when there is none, or none within `limit` milliseconds.
    func advance(atMost limit: Int64) -> Bool {
        let due = state.withLock { $0.queue.nextDue }
        guard let due, due <= limit else { return false }
        clock.advance(to: due)
        let elapsed = clock.elapsed
        return state.withLock { state in
            state.queue.advance(to: elapsed)
            return state.queue.hasReady
        }
    }

    /// Gives up the keys that are ready, as failures.
    func abandonReady(reason: String) {
        state.withLock { state in
            for item in state.queue.takeReady() {
                state.failures[item] = (state.runs[item] ?? 0, reason)
                state.queue.finish(item)
            }
        }
    }

    func report() -> RunReport {
        state.withLock { state in
            var report = state.report
            report.isAtRest = state.queue.isEmpty && state.failures.isEmpty
            report.virtualSeconds = clock.elapsed / 1000
            report.failures = state.failures.keys.sorted().compactMap { item in
                guard let failure = state.failures[item] else { return nil }
                let reconciler = controllers.reconcilers[item.reconciler]
                return RunReport.Failure(
                    reconciler: reconciler.name,
                    kind: reconciler.drives,
                    key: item.key,
                    message: failure.message,
                    attempts: failure.count
                )
            }
            return report
        }
    }

    private func run(_ item: WorkItem) async {
        let reconciler = controllers.reconcilers[item.reconciler]
        let runs = state.withLock { state in
            state.report.reconciles += 1
            state.runsByReconciler[item.reconciler, default: 0] += 1
            guard isVirtual else { return 1 }  // only runs that must end are counted by key
            state.runs[item, default: 0] += 1
            return state.runs[item, default: 0]
        }
        guard !isVirtual || runs <= controllers.limits.runsPerKey else {
            state.withLock { state in
                state.failures[item] = (runs, "did not settle within \(controllers.limits.runsPerKey) runs")
                state.queue.finish(item)
            }
            return
        }
        let context = ControllerContext(
            client: controllers.client,
            cache: cache,
            clock: clock,
            component: "kn8-\(reconciler.name)",
            options: WriteOptions(fieldManager: "kn8-\(reconciler.name)"),
            resourceNames: names,
            onChange: { [self] change in wake(change) }
        )
        do {
            let outcome = try await reconciler.reconcile(item.key, in: context)
            let loadedMore = try await loadMissed()
            let elapsed = clock.elapsed
            state.withLock { state in
                state.failures[item] = nil
                state.queue.finish(item)
                if loadedMore { state.queue.add(item) }
                if case .again(let seconds) = outcome {
                    state.queue.add(item, at: elapsed + max(1, seconds) * 1000)
                }
            }
        } catch {
            let elapsed = clock.elapsed
            let message = (error as? APIError)?.message ?? "\(error)"
            state.withLock { state in
                let count = (state.failures[item]?.count ?? 0) + 1
                state.errorsByReconciler[item.reconciler, default: 0] += 1
                state.failures[item] = (count, message)
                state.queue.finish(item)
                if !isVirtual || count < controllers.limits.attempts {
                    state.queue.add(item, at: elapsed + backoff.delay(afterFailures: count))
                }
            }
        }
    }

    /// Lists the kinds that a reconciler read without watching them; whether any has objects.
    private func loadMissed() async throws(APIError) -> Bool {
        var found = false
        for kind in cache.takeMissed().sorted(by: { $0.description < $1.description }) {
            try await list(kind)
            found = found || !cache.objects(of: kind, in: .all).isEmpty
        }
        _ = cache.takeMissed()
        return found
    }

    private func list(_ kind: GroupVersionKind, quietly: Bool = false) async throws(APIError) {
        guard let resource = try await controllers.client.resource(for: kind) else { return }
        let list = try await controllers.client.objects(of: resource, in: .all, options: ListOptions())
        let changes = cache.replace(kind, by: list.items)
        if !quietly { for change in changes { wake(change) } }
    }

    private func take(_ event: WatchEvent, as kind: GroupVersionKind) async throws(APIError) {
        if event.kind == .deleted {
            if let present = cache.object(event.object.key, of: kind), present.uid == event.object.uid,
                let change = cache.remove(event.object.key, of: kind)
            {
                wake(change)
            }
        } else if event.object.apiVersion == kind.apiVersion {
            if let change = cache.put(event.object, of: kind) { wake(change) }
        } else if let resource = try await controllers.client.resource(for: kind),
            let object = try await controllers.client.object(event.object.key, of: resource),
            let change = cache.put(object, of: kind)
        {
            wake(change)
        }
    }

    private func wake(_ change: CacheChange) {
        let items = router.items(for: change, cache: cache)
        state.withLock { state in
            state.report.changes += 1
            for item in items { state.queue.add(item) }
        }
    }
}
