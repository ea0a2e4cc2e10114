// SPDX-License-Identifier: MIT

package import Kn8API

/// What a remote client needs of the process it runs in.
package struct RemoteSettings: Sendable {
    /// What requests call themselves.
    package var userAgent = "kn8"
    /// The folder for what is kept of servers between runs; empty for nothing.
    package var cacheFolder = ""
    /// kubectl's `-v`: 6 names requests, 7 shows headers, 8 bodies in part, 9 in full.
    package var verbosity = 0
    /// Hears of requests, as far as `verbosity` asks for it.
    package var log: @Sendable (String) -> Void = { _ in }
    /// Hears what the server warns of, each text once.
    package var warn: @Sendable (String) -> Void = { _ in }
    /// The environment of plugins.
    package var environment: [String: String] = [:]
    /// How long a server is waited for that answered before and is not there now.
    package var patience = Duration.seconds(10)
    /// The same within a watch, which has nothing else to do.
    package var watchPatience = Duration.seconds(60)
    /// Where the time comes from.
    package var time: any TimeSource

    /// Settings that keep nothing and say nothing.
    package init(time: any TimeSource) { self.time = time }
}
