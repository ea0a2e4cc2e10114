// SPDX-License-Identifier: MIT

import Kn8API
import Kn8TestSupport
import Testing

@testable import Kn8Server

/// The contract of every client, on the embedded server and on what lies over one; `RemoteContextTests` runs it over HTTP.
@Suite struct ClientContractTests {
    @Test func theEmbeddedServerKeepsIt() async throws {
        let server = try EmbeddedServer(rules: CatalogRules(), time: FixedClock())
        for step in ClientContract.steps { #expect(await step.run(server) == step.expected, "\(step.name)") }
    }

    @Test func anOverlayKeepsIt() async throws {
        let server = try EmbeddedServer(rules: CatalogRules(), time: FixedClock())
        let overlay = try OverlayServer(over: server, rules: CatalogRules(), time: FixedClock())
        for step in ClientContract.steps { #expect(await step.run(overlay) == step.expected, "\(step.name)") }
    }
}
