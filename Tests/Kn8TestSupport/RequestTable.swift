// SPDX-License-Identifier: MIT

import Foundation

/// The tables of requests that the API is held to, whatever carries it: the cases of one in order, against one new server.
package enum RequestTable: String, CaseIterable, Sendable {
    case requests, corners, protobuf

    /// What came back.
    package struct Answer: Sendable {
        package var status: Int
        /// The header fields, names in small letters; of those that came twice the first.
        package var headers: [String: String]
        package var body: [UInt8]

        package init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
            self.status = status
            self.headers = Dictionary(headers.map { ($0.name.lowercased(), $0.value) }) { first, _ in first }
            self.body = body
        }
    }

    /// What is not as it should be when `ask` carries each request and brings its answer.
    package func complaints(_ ask: (RequestCase) async throws -> Answer) async throws -> [String] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = folder.appendingPathComponent("Kn8GatewayTests/Fixtures/\(rawValue).txt")
        let cases = RequestCase.cases(in: try String(contentsOf: file, encoding: .utf8))
        guard cases.count >= 10 else { return ["no table at \(file.path)"] }
        var complaints: [String] = []
        for row in cases {
            let answer = try await ask(row)
            complaints += row.complaints(
                status: answer.status,
                header: { answer.headers[$0.lowercased()] },
                body: answer.body
            ).map { "\(row): \($0)" }
        }
        return complaints
    }
}
