// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// One candidate for a Lease (`client-go:tools/leaderelection`): of all processes with the same Lease at most one leads.
///
/// Clocks of different machines are never compared: what counts is how long a state of the Lease was seen unchanged.
package actor LeaderElection {
    /// The Lease, and how long what takes.
    package struct Settings: Sendable {
        /// The Lease's name.
        package var name: String
        /// The Lease's namespace.
        package var namespace: String
        /// Who this candidate is; different for every process.
        package var identity: String
        /// How many seconds others wait for a leader that is not heard of.
        package var leaseSeconds: Int64 = 15
        /// How many milliseconds a leader goes on writing after it last renewed its Lease. Less than the others wait, by what
        /// a write may take.
        package var fenceMilliseconds: Int64 = 10_000

        /// A Lease with client-go's times.
        package init(name: String, namespace: String, identity: String) {
            self.name = name
            self.namespace = namespace
            self.identity = identity
        }
    }

    /// Whether, and until when, this candidate may write.
    package nonisolated let fence: LeaderFence

    private let client: any APIClient
    private let settings: Settings
    private let time: any TimeSource
    private let now: @Sendable () -> Int64
    private var renewals = 0
    private var seen: (spec: Value, version: String, at: Int64)?

    private static let kind = GroupVersionKind(group: "coordination.k8s.io", version: "v1", kind: "Lease")

    /// A candidate. `time` is written into the Lease, for people; `now` gives milliseconds of a clock that never goes back.
    package init(
        _ client: any APIClient,
        _ settings: Settings,
        time: any TimeSource,
        now: @escaping @Sendable () -> Int64
    ) {
        self.client = client
        self.settings = settings
        self.time = time
        self.now = now
        fence = LeaderFence(now: now)
    }

    /// Who leads, as far as is known; empty for nobody.
    package var leader: String { seen?.spec["holderIdentity"]?.string ?? "" }

    /// Takes or renews the Lease, if it is free or ours; whether we lead now.
    package func attempt() async throws(APIError) -> Bool {
        let start = now()
        guard let resource = try await client.resource(for: LeaderElection.kind) else {
            throw APIError(.notFound, message: "the server serves no leases, and nobody can be elected")
        }
        let key = ObjectKey(namespace: settings.namespace, name: settings.name)
        guard let lease = try await client.object(key, of: resource) else {
            return try await claim(nil, resource, start)
        }
        let spec = lease["spec"] ?? .emptyObject
        if seen?.version != lease.resourceVersion || seen?.spec != spec {
            seen = (spec, lease.resourceVersion, start)
        }
        let holder = spec["holderIdentity"]?.string ?? ""
        if !holder.isEmpty, holder != settings.identity, let seen {
            let duration = spec["leaseDurationSeconds"]?.int ?? settings.leaseSeconds
            guard start - seen.at >= duration * 1_000 else { return false }
        }
        return try await claim(lease, resource, start)
    }

    /// Gives the Lease up, so that another need not wait.
    package func release() async {
        fence.shut()
        let key = ObjectKey(namespace: settings.namespace, name: settings.name)
        guard let resource = try? await client.resource(for: LeaderElection.kind),
            var lease = try? await client.object(key, of: resource),
            lease["spec", "holderIdentity"]?.string == settings.identity
        else { return }
        lease["spec", "holderIdentity"] = nil
        lease["spec", "leaseDurationSeconds"] = 1
        lease["spec", "renewTime"] = .string(stamp())
        _ = try? await client.update(lease, of: resource, subresource: nil, options: options)
    }

    private var options: WriteOptions { WriteOptions(fieldManager: "kn8-controllers") }

    /// The time for people. No two renewals have the same, for one that changes nothing is not seen by the others.
    private func stamp() -> String {
        renewals = (renewals + 1) % 1_000_000
        return time.now().description.dropLast() + "." + String(1_000_000 + renewals).dropFirst() + "Z"
    }

    private func claim(_ lease: Object?, _ resource: Resource, _ start: Int64) async throws(APIError) -> Bool {
        var next = lease ?? Object(LeaderElection.kind, namespace: settings.namespace, name: settings.name)
        let old = lease?["spec"]
        let moment = stamp()
        let isOurs = old?["holderIdentity"]?.string == settings.identity
        next["spec", "holderIdentity"] = .string(settings.identity)
        next["spec", "leaseDurationSeconds"] = .int(settings.leaseSeconds)
        next["spec", "renewTime"] = .string(moment)
        if !isOurs {
            next["spec", "acquireTime"] = .string(moment)
            let transitions = old?["leaseTransitions"]?.int ?? 0
            next["spec", "leaseTransitions"] = .int(old == nil ? 0 : transitions + 1)
        }
        let stored: Object
        do throws(APIError) {
            stored =
                lease == nil
                ? try await client.create(next, of: resource, options: options)
                : try await client.update(next, of: resource, subresource: nil, options: options)
        } catch {
            // Another was faster.
            guard [.conflict, .alreadyExists, .notFound].contains(error.reason) else { throw error }
            return false
        }
        seen = (stored["spec"] ?? .emptyObject, stored.resourceVersion, start)
        // Counted from before the request, so that others, who see it later, wait longer than we write.
        fence.open(until: start + settings.fenceMilliseconds)
        return true
    }
}
