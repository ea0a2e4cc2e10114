// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Server

/// The Kubernetes API of an embedded server, for any transport to carry.
package final class Gateway: Sendable {
    let server: EmbeddedServer
    let rules: CatalogRules
    let authorizer: any Authorizer
    let tokens: (any TokenAuthority)?
    let time: any TimeSource

    /// The API of `server`, whose admission is by `rules`.
    ///
    /// - Parameters:
    ///   - authorizer: Who decides what a user may do.
    ///   - tokens: Who signs the tokens of ServiceAccounts; nil when nobody does.
    ///   - time: The clock that ages in tables and watches go by.
    package init(
        _ server: EmbeddedServer,
        rules: CatalogRules,
        authorizer: any Authorizer = AllowAll(),
        tokens: (any TokenAuthority)? = nil,
        time: any TimeSource
    ) {
        self.server = server
        self.rules = rules
        self.authorizer = authorizer
        self.tokens = tokens
        self.time = time
    }

    /// The answer to `request`. Every failure is an answer, too; a cancelled task gets one as soon as it can be made.
    package func respond(to request: GatewayRequest) async -> GatewayResponse {
        GatewayResponse(refusing: APIError(.notFound, message: "the server could not find the requested resource"))
    }

    /// Ends all watches cleanly, and all that are asked for from now on: the server is about to stop.
    package func endWatches() {}
}
