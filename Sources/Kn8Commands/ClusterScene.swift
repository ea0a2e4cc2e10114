// SPDX-License-Identifier: MIT

/// A cluster that is looked at now and then: between two looks its state is let go of, so that another kn8 can bring about
/// what is waited for. A state that lives in memory only is never let go of.
struct ClusterScene {
    private let session: Session
    private let target: TargetOptions
    private var present: Cluster?

    /// A scene that begins with `cluster`, or opens it at the first look.
    init(session: Session, target: TargetOptions, present cluster: consuming Cluster? = nil) {
        self.session = session
        self.target = target
        present = cluster
    }

    /// The cluster, until `leave`.
    mutating func cluster() throws -> Cluster {
        if let present { return present }
        let cluster = try session.cluster(at: target)
        present = cluster
        return cluster
    }

    /// Lets go of the cluster; nothing else may hold it then.
    mutating func leave() {
        if target.state ?? session.environment["KN8_STATE"] != ":memory:" { present = nil }
    }
}
