// SPDX-License-Identifier: MIT

import Foundation
import Kn8API
import Kn8Gateway
import Kn8HTTP
import Kn8Server
import Kn8TestSupport
import Kn8WorkloadOperators
import Testing

/// The tables of requests that the gateway is held to, over the transports that carry it.
@Suite struct TransportTests {
    private static let host = "Host: 127.0.0.1\r\nConnection: close\r\n"

    @Test(arguments: RequestTable.allCases) func `HTTP/1.1 changes nothing`(table: RequestTable) async throws {
        let rules = CatalogRules()
        let gateway = Gateway(
            try EmbeddedServer(rules: rules, time: FixedClock()),
            rules: rules,
            time: FixedClock(),
            namespaceContents: AccessOperators.namespaceContents(authority: nil)
        )
        let server = await HTTPServer { request, _ in
            var request = request
            request.user = .owner
            return await gateway.respond(to: request)
        }
        let port = try await server.listen(at: .tcp(host: "127.0.0.1", port: 0, tls: nil, guardsBrowsers: false))
        let complaints = try await table.complaints { row in
            let client = try #require(RawClient(port: port))
            let fields = row.headers.map { "\($0.name): \($0.value)\r\n" }.joined()
            let body = row.bytes
            let length = body.isEmpty ? "" : "Content-Length: \(body.count)\r\n"
            client.send(Array("\(row.method) \(row.target) HTTP/1.1\r\n\(Self.host)\(fields)\(length)\r\n".utf8) + body)
            #expect(await client.readToEnd())
            return try #require(Self.answer(client.received), "\(row): \(client.text)")
        }
        await server.stop(within: 0)
        for complaint in complaints { Issue.record("\(complaint)") }
    }

    /// The one answer that `bytes` are.
    private static func answer(_ bytes: [UInt8]) -> RequestTable.Answer? {
        guard let mark = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<mark.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count > 1, let status = Int(words[1]) else { return nil }
        let headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (name: String(parts[0]), value: String(parts.last?.dropFirst() ?? ""))
        }
        let isChunked = headers.contains { $0.name.lowercased() == "transfer-encoding" }
        let body = Array(bytes[mark.upperBound...])
        return RequestTable.Answer(status: status, headers: headers, body: isChunked ? joined(body) : body)
    }

    /// What the chunks of `bytes` hold.
    private static func joined(_ bytes: [UInt8]) -> [UInt8] {
        var (rest, all) = (bytes[...], [UInt8]())
        while let end = rest.firstRange(of: Array("\r\n".utf8)),
            let size = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16), size > 0
        {
            all += rest[end.upperBound...].prefix(size)
            rest = rest[end.upperBound...].dropFirst(size + 2)
        }
        return all
    }
}
