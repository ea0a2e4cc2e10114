// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Gateway
import Kn8Server
import Kn8Value

/// A gateway on an empty cluster.
enum TestGateway {
    struct Clock: TimeSource {
        func now() -> Timestamp { Timestamp(seconds: 1_700_000_000) }
    }

    /// One whose state is at `path`, or in memory alone.
    static func make(
        at path: String = ":memory:",
        authorizer: any Authorizer = AllowAll(),
        time: any TimeSource = Clock()
    ) throws -> Gateway {
        let rules = CatalogRules()
        let server = try EmbeddedServer(path: path, rules: rules, time: time)
        let account = Object(GroupVersionKind(group: "", version: "v1", kind: "ServiceAccount"), name: "default")
        return Gateway(
            server,
            rules: rules,
            authorizer: authorizer,
            time: time,
            namespaceContents: [account]
        )
    }

    /// All of a body, however it comes.
    static func body(of response: GatewayResponse) async -> [UInt8] {
        switch response.body {
        case .bytes(let bytes): return bytes
        case .stream(let stream):
            var all: [UInt8] = []
            for await piece in stream { all += piece }
            return all
        case .live(let body):
            let reader = LiveReader(body)
            var all: [UInt8] = []
            while let piece = await reader.next() { all += piece }
            return all
        }
    }

    /// The answer to a request, and its body as JSON.
    static func ask(
        _ gateway: Gateway,
        _ method: String,
        _ target: String,
        _ headers: HeaderFields = HeaderFields(),
        body: String = ""
    ) async -> (status: Int, headers: HeaderFields, value: Value) {
        let request = GatewayRequest(
            method: method,
            target: target,
            headers: headers,
            body: Array(body.utf8),
            user: .owner
        )
        let response = await gateway.respond(to: request)
        let bytes = await TestGateway.body(of: response)
        return (response.status, response.headers, (try? Value(json: bytes)) ?? .null)
    }
}
