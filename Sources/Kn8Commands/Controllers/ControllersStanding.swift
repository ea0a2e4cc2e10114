// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Controller
internal import Synchronization

/// How a process with reconcilers stands, for those who ask.
final class ControllersStanding: Sendable {
    private struct State {
        var isLeading = false
        var isReachable = false
        var status = RunStatus()
    }

    private let state = Mutex(State())
    private let startedAt = time(nil)

    func set(leading: Bool) { state.withLock { $0.isLeading = leading } }

    func set(reachable: Bool) { state.withLock { $0.isReachable = reachable } }

    func set(_ status: RunStatus) { state.withLock { $0.status = status } }

    /// Whether the server answered when it was last asked.
    var isReachable: Bool { state.withLock { $0.isReachable } }

    /// All in Prometheus' format.
    var metrics: String {
        let (isLeading, status) = state.withLock { ($0.isLeading, $0.status) }
        var page = MetricsPage()
        page.single("leader_election_master_status", "gauge", "Whether this process leads.", isLeading ? 1 : 0)
        page.family("controller_runtime_reconcile_total", "counter", "Runs of reconcilers.")
        for (name, count) in status.reconciles.sorted(by: { $0.key < $1.key }) {
            page.sample(
                "controller_runtime_reconcile_total",
                "controller=\"\(name)\",result=\"success\"",
                String(count.runs - count.errors)
            )
            page.sample(
                "controller_runtime_reconcile_total",
                "controller=\"\(name)\",result=\"error\"",
                String(count.errors)
            )
        }
        page.single("workqueue_depth", "gauge", "Keys that wait for their time.", status.delayed)
        page.single("kn8_failing_keys", "gauge", "Keys that failed when they ran last.", status.failing)
        page.addProcess(startedAt: startedAt)
        return page.text
    }
}
