// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller

/// Runs reconcilers while this process leads, and waits for its turn while another does.
struct ControllersRunner: Sendable {
    let reconcilers: [any Reconciler]
    let client: any APIClient
    let election: LeaderElection
    let pace: WritePace
    let time: any TimeSource
    let standing: ControllersStanding
    let say: @Sendable (String) -> Void
    /// The pause between two looks at the Lease.
    let retry: Duration

    /// Runs until the task is cancelled; the Lease is given up at the end.
    func run() async {
        var known = ""
        while !Task.isCancelled {
            if await isLeader() {
                say("This process leads")
                await lead()
                known = ""
                if !Task.isCancelled { say("Warning: this process leads no longer") }
            } else {
                let leader = await election.leader
                if leader != known, !leader.isEmpty { say("\(leader) leads; waiting") }
                known = leader
                await pause()
            }
        }
        // Cancelled, yet one more request is to be made.
        let election = election
        await Task.detached { await election.release() }.value
    }

    /// Works until the Lease is lost or the task is cancelled.
    private func lead() async {
        standing.set(leading: true)
        let work = Task { await reconcile() }
        while !Task.isCancelled {
            await pause()
            if Task.isCancelled { break }
            let renewed = await isLeader()
            if !renewed, !election.fence.isOpen { break }
        }
        // Who is still writing now was let in before; nobody else is.
        election.fence.shut()
        work.cancel()
        await work.value
        standing.set(leading: false)
    }

    private func reconcile() async {
        let waker = Waker()
        while !Task.isCancelled {
            let feed = WatchFeed(FencedClient(client, fence: election.fence, pace: pace)) { waker.wake() }
            do throws(APIError) {
                try await Controllers(reconcilers, client: feed, clock: time).run(
                    reporting: { standing.set($0) },
                    pausing: { await waker.sleep(atMost: $0) }
                )
            } catch {
                if !Task.isCancelled {
                    say("Warning: the reconcilers begin anew: \(error.message)")
                    try? await Task.sleep(for: .seconds(1))
                }
            }
            feed.stop()
        }
    }

    private func isLeader() async -> Bool {
        do throws(APIError) {
            let leads = try await election.attempt()
            standing.set(reachable: true)
            return leads
        } catch {
            standing.set(reachable: false)
            if !Task.isCancelled { say("Warning: the Lease cannot be looked at: \(error.message)") }
            return false
        }
    }

    private func pause() async { try? await Task.sleep(for: retry) }
}
