// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Glibc
internal import Kn8API
internal import Kn8Controller
internal import Kn8Remote

struct ControllersRun: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run reconcilers against a cluster until told to stop",
        discussion: """
            Of all processes with the same Lease one runs them; another takes over when it stops, at once, or when it is not \
            heard of for 15 seconds. A process that cannot renew its Lease writes nothing after 10 seconds.

            Reconcilers must be named: those of Kubernetes' own kinds do harm beside a cluster's own controllers. 'kn8 \
            controllers list' names them.
            """
    )

    @Option(help: ArgumentHelp("The reconcilers to run, parted by commas, or 'all'", valueName: "names"))
    var reconcilers: String

    @Option(name: .customLong("leader-elect-namespace"), help: "The namespace of the Lease")
    var leaseNamespace = "kube-system"

    @Option(name: .customLong("leader-elect-name"), help: "The name of the Lease")
    var leaseName = "kn8-controllers"

    @Option(
        name: .customLong("leader-elect-lease-duration"),
        help: "How long others wait for a leader that is not heard of, in whole seconds"
    )
    var leaseDuration = "15s"

    @Option(
        name: .customLong("leader-elect-renew-deadline"),
        help:
            "How long a leader writes on after it last renewed its Lease; shorter than the lease by what a write may take"
    )
    var renewDeadline = "10s"

    @Option(name: .customLong("leader-elect-retry-period"), help: "How often the Lease is looked at")
    var retryPeriod = "2s"

    @Option(
        name: .customLong("writes-per-second"),
        help: "Write no faster, but for twice as many at once; 0 as fast as can be"
    )
    var writesPerSecond: Int64 = 50

    @Option(
        name: .customLong("health-port"),
        help: "Answer /healthz, /readyz and /metrics on this port of the loopback interface; 0 takes any that is free"
    )
    var healthPort: Int?

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        let chosen =
            reconcilers == "all" ? Cluster.reconcilers : try ServeReconcilers.chosen(reconcilers, authority: nil)
        guard writesPerSecond >= 0 else { throw CommandError("--writes-per-second must not be negative") }
        let times = try LeaseTimes(lease: leaseDuration, deadline: renewDeadline, retry: retryPeriod)
        let client = session.remoteClient(try connection(times, session), target.connection)
        let stop = StopSignal()
        let console = session.console
        let standing = ControllersStanding()
        let health = try await healthPort.asyncMap { try await ControllersHealth(port: $0, standing) }
        if let health { console.say("Answering at http://127.0.0.1:\(health.port)/healthz, /readyz and /metrics") }
        let runner = ControllersRunner(
            reconcilers: chosen,
            client: client,
            election: LeaderElection(client, settings(times), time: session.time, now: { Steady.milliseconds }),
            pace: WritePace(
                perSecond: writesPerSecond,
                burst: max(1, writesPerSecond * 2),
                now: { Steady.milliseconds }
            ),
            time: session.time,
            standing: standing,
            say: { console.say($0) },
            retry: .milliseconds(times.retry)
        )
        let work = Task { await runner.run() }
        _ = await stop.received()
        console.say("Stopping: finishing the write under way, and giving the Lease up")
        work.cancel()
        await work.value
        await health?.stop()
        return .success
    }

    /// The way to the cluster, on which every write has ended before another process may lead.
    private func connection(_ times: LeaseTimes, _ session: Session) throws -> ServerConnection {
        guard case .remote(var connection) = try ContextChoice(target, in: session) else {
            throw CommandError(
                "on the local context the reconcilers run with every command, and in 'kn8 serve'; name another cluster"
            )
        }
        let longest = times.lease - times.deadline
        if connection.timeoutMilliseconds == 0 || connection.timeoutMilliseconds > longest {
            connection.timeoutMilliseconds = longest
        }
        return connection
    }

    private func settings(_ times: LeaseTimes) -> LeaderElection.Settings {
        var settings = LeaderElection.Settings(
            name: leaseName,
            namespace: leaseNamespace,
            identity: ControllersRun.identity
        )
        settings.leaseSeconds = Int64(times.lease / 1_000)
        settings.fenceMilliseconds = Int64(times.deadline)
        return settings
    }

    /// The times of a Lease, in milliseconds.
    private struct LeaseTimes {
        let lease: Int
        let deadline: Int
        let retry: Int

        init(lease: String, deadline: String, retry: String) throws(CommandError) {
            self.lease = try RequestTimeout(lease).milliseconds
            self.deadline = try RequestTimeout(deadline).milliseconds
            self.retry = try RequestTimeout(retry).milliseconds
            let isWhole = self.lease >= 1_000 && self.lease % 1_000 == 0
            guard isWhole, self.lease > self.deadline, self.deadline > self.retry, self.retry > 0 else {
                throw CommandError(
                    "the lease's duration must be whole seconds and longer than the renew deadline, and that longer "
                        + "than the retry period"
                )
            }
        }
    }

    /// The machine, the process and a number, so that no two candidates are the same.
    private static var identity: String {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let host = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return "\(host)_\(getpid())_\(UInt32.random(in: 0...UInt32.max))"
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func asyncMap<Result>(_ body: (Wrapped) async throws -> Result) async rethrows -> Result? {
        guard let self else { return nil }
        return try await body(self)
    }
}
