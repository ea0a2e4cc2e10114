// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Curl
internal import Kn8Value

/// A Kubernetes API server at the other end of a connection.
package final class RemoteClient: Sendable {
    /// How many objects one page of a list has.
    static let pageSize = 500

    let sender: RequestSender
    let discovery: ServerDiscovery
    let reads = ReadAhead()
    /// What is kept of the server between runs.
    let documents: DiscoveryCache

    /// The client of the server that `connection` leads to; nothing is asked of it yet.
    package init(_ connection: ServerConnection, settings: RemoteSettings) {
        sender = RequestSender(connection, settings)
        documents = DiscoveryCache(
            root: connection.unixSocket.isEmpty ? settings.cacheFolder : "",
            server: connection.server
        )
        discovery = ServerDiscovery(sender, documents)
    }

    /// How the server is reached.
    package var connection: ServerConnection { sender.connection }

    /// How many requests have been made, repeated ones counted again.
    package var requestCount: Int { sender.requests }

    /// Whether nobody listens there, or no longer, however long one waits.
    package var isGone: Bool { sender.outage.isFinal }

    /// Whether the server has answered at all.
    package var hasAnswered: Bool { sender.outage.hasAnswered }

    /// The answer to a request of any path, as `--raw` makes it.
    package func raw(
        _ method: String,
        _ target: String,
        body: [UInt8]? = nil,
        contentType: String = "application/json",
        accept: String = "application/json, */*"
    ) async throws(APIError) -> [UInt8] {
        var request = RequestSender.Request(method: method, target: target, accept: accept)
        if let body {
            request.body = body
            request.contentType = contentType
        }
        request.repeatability = ["GET", "HEAD"].contains(method) ? .harmless : .never
        return try await sender.answer(to: request).body
    }

    /// The object that the body of an answer is.
    func object(in answer: CurlAnswer) throws(APIError) -> Object {
        Object(try value(in: answer))
    }

    func value(in answer: CurlAnswer) throws(APIError) -> Value {
        guard let value = try? Value(json: answer.body) else {
            throw ConnectionFault.notJSON(answer, connection.server)
        }
        return value
    }
}

extension RemoteClient: ResourceDiscovery {
    /// Every served resource, in discovery's order; several versions of a kind are several resources, preferred first.
    package func resources() async throws(APIError) -> [Resource] { try await discovery.all().map(\.resource) }

    /// The resource that serves `gvk`, or nil when the server serves no such kind.
    package func resource(for gvk: GroupVersionKind) async throws(APIError) -> Resource? {
        try await discovery.resource(for: gvk)?.resource
    }

    /// What discovery said of `gvk`, as far as it was asked; nil when it was not, or serves no such kind.
    package func knownResource(_ gvk: GroupVersionKind) -> DiscoveredResource? { discovery.snapshot.kind(gvk) }

    /// All that discovery says of every kind.
    package func discoveredResources() async throws(APIError) -> [DiscoveredResource] { try await discovery.all() }
}
