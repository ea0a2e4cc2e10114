// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8HTTP
internal import Kn8Server
internal import Kn8WorkloadOperators

/// The reconcilers of a server, at work in real time.
struct ServeReconcilers: Sendable {
    private let task: Task<Void, Never>
    private let waker: Waker

    /// The reconcilers that `names` name, all of them when it is nil.
    ///
    /// - Parameter authority: The certificates that programs in namespaces know the server by, in PEM.
    static func chosen(_ names: String?, authority: String?) throws(CommandError) -> [any Reconciler] {
        let known = Cluster.reconcilers + AccessOperators.all(authority: authority)
        guard let names else { return known }
        let wanted = names.split(separator: ",").map(String.init)
        for name in wanted where !known.contains(where: { $0.name == name }) {
            throw CommandError(
                "--reconcilers: no reconciler is called '\(name)'; there are \(known.map(\.name).joined(separator: ", "))",
                status: .unusable
            )
        }
        return known.filter { wanted.contains($0.name) }
    }

    /// Sets `reconcilers` to work on `server`.
    init(
        _ reconcilers: [any Reconciler],
        on server: EmbeddedServer,
        time: any TimeSource,
        metrics: ServeMetrics,
        say: @escaping @Sendable (String) -> Void
    ) {
        let waker = Waker()
        self.waker = waker
        task = Task {
            while !Task.isCancelled {
                do throws(APIError) {
                    try await Controllers(reconcilers, client: server, clock: time).run(
                        reporting: { metrics.set($0) },
                        pausing: { await waker.sleep(atMost: $0) }
                    )
                } catch {
                    say("Warning: the reconcilers begin anew: \(error.message)")
                    try? await Task.sleep(for: .seconds(1))
                }
            }
        }
    }

    /// A request was answered; one that may have written is news.
    func notice(_ exchange: Exchange) {
        if exchange.method != "GET", exchange.method != "HEAD", exchange.status < 300 { waker.wake() }
    }

    /// Ends the work, at the latest after the write under way.
    func stop() async {
        task.cancel()
        waker.wake()
        await task.value
    }
}
