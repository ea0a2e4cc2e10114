// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Gateway
internal import Kn8Remote
internal import Kn8Value

/// A request of any path of the API, as `get --raw` makes it: of another server, or of the embedded one without a transport.
struct RawRequest {
    let path: String

    /// The answer of `cluster`, without secrets.
    func answer(of cluster: Cluster, at time: any TimeSource) async throws -> String {
        guard path.hasPrefix("/") else { throw CommandError("the path of --raw begins with /, as in /api/v1/pods") }
        let query = path.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
        guard !query.split(separator: "&").contains(where: { $0 == "watch=true" || $0 == "watch=1" }) else {
            throw RawRequest.noWatch
        }
        return shown(try await bytes(from: cluster, at: time))
    }

    private static let noWatch = CommandError("--raw cannot watch: use get --watch")

    private func bytes(from cluster: Cluster, at time: any TimeSource) async throws -> [UInt8] {
        if let remote = cluster.remote { return try await remote.raw("GET", path) }
        guard let server = cluster.server else { return [] }
        let gateway = Gateway(server, rules: cluster.rules, time: time)
        let response = await gateway.respond(to: GatewayRequest(method: "GET", target: path, user: .owner))
        var bytes: [UInt8] = []
        switch response.body {
        case .bytes(let all): bytes = all
        case .stream(let pieces): for await piece in pieces { bytes += piece }
        case .live: throw RawRequest.noWatch
        }
        guard response.status >= 400 else { return bytes }
        let status = try? Value(json: bytes)
        throw CommandError(status?["message"]?.string ?? String(decoding: bytes, as: UTF8.self))
    }

    // What holds no secret is printed as it came.
    private func shown(_ bytes: [UInt8]) -> String {
        guard let value = try? Value(json: bytes) else { return String(decoding: bytes, as: UTF8.self) }
        let masked = SecretMask.masked(Object(value)).value
        return masked == value ? String(decoding: bytes, as: UTF8.self) : masked.json() + "\n"
    }
}
