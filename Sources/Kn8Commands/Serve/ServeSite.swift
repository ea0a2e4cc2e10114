// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Server
internal import Kn8Value

/// What is served, and the keys that it is served with.
struct ServeSite {
    /// The state's file; nil for a state that is thrown away.
    let state: String?
    let server: EmbeddedServer
    let rules: CatalogRules
    let material: ServeMaterial

    /// The state that `option` or the environment names, for clients that come to `address`.
    init(option: String?, at address: ServeAddress, in session: Session) throws {
        let path = try StatePath.resolved(option: option, environment: session.environment)
        let cluster = try session.localCluster(state: path)
        guard let server = cluster.server else { throw CommandError("\(path) is no state to serve", status: .unusable) }
        try server.readBesideWrites()
        self.server = server
        rules = cluster.rules
        state = path == ":memory:" ? nil : path
        material = try ServeMaterial(
            folder: state.map { "\($0).serve" },
            hosts: ["127.0.0.1", "::1", "localhost"] + (address.isEverywhere ? HostMachine.hostNames : [address.host]),
            now: session.time.now().seconds
        )
    }
}
