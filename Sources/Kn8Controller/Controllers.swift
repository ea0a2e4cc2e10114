// SPDX-License-Identifier: MIT

package import Kn8API

/// Runs reconcilers against a cluster: once until nothing is left to do, or for ever.
///
/// Reconcilers run one after another, ordered by their place in the list and by key, so equal inputs give equal worlds.
package struct Controllers: Sendable {
    let reconcilers: [any Reconciler]
    let client: any APIClient
    let clock: any TimeSource
    let limits: RunLimits
    let goesOn: @Sendable () -> Bool

    /// Reconcilers over `client`; `clock` gives the real time, and `goesOn` tells whether to go on with the next object.
    package init(
        _ reconcilers: [any Reconciler],
        client: any APIClient,
        clock: any TimeSource,
        limits: RunLimits = RunLimits(),
        while goesOn: @escaping @Sendable () -> Bool = { true }
    ) {
        self.reconcilers = reconcilers
        self.client = client
        self.clock = clock
        self.limits = limits
        self.goesOn = goesOn
    }

    /// Reconciles every object until nothing changes any more, on a virtual clock that moves only when nothing but
    /// delayed keys is left. Failures of single objects are in the report; only an unreadable cluster throws.
    package func runToQuiescence() async throws(APIError) -> RunReport {
        let loop = ControlLoop(self, virtual: true)
        try await loop.load()
        var rounds = 0
        while !Task.isCancelled, goesOn() {
            if loop.hasReady {
                rounds += 1
                guard rounds <= limits.roundsPerMoment else {
                    loop.abandonReady(reason: "did not settle within \(limits.roundsPerMoment) rounds")
                    rounds = 0
                    continue
                }
                try await loop.runReady()
            } else if try await loop.catchUp() {
                continue
            } else if loop.advance(atMost: limits.virtualSeconds * 1000) {
                rounds = 0
            } else {
                break
            }
        }
        return loop.report()
    }

    /// Reconciles until the task is cancelled, on the real clock, looking for changes many times a second.
    package func run() async throws(APIError) {
        let pause: Int64 = client is any ChangeFeed ? 50 : 1000
        try await run { milliseconds in try? await Task.sleep(for: .milliseconds(min(pause, milliseconds))) }
    }

    /// Reconciles until the task is cancelled, on the real clock.
    ///
    /// - Parameters:
    ///   - pause: Waits until the cluster may have changed, at most for the milliseconds given.
    ///   - report: Hears how things stand before each pause.
    package func run(
        reporting report: @Sendable (RunStatus) -> Void = { _ in },
        pausing pause: @Sendable (_ milliseconds: Int64) async -> Void
    ) async throws(APIError) {
        let loop = ControlLoop(self, virtual: false)
        try await loop.load()
        while !Task.isCancelled {
            if loop.hasReady {
                try await loop.runReady()
            } else if try await !loop.catchUp() {
                _ = loop.advance(atMost: .max)
                guard !loop.hasReady else { continue }
                report(loop.status)
                await pause(loop.millisecondsToNext)
            }
        }
    }
}
