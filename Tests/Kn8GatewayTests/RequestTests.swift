// SPDX-License-Identifier: MIT

import Foundation
import Kn8API
import Kn8Gateway
import Kn8Server
import Kn8TestSupport
import Kn8Value
import Testing

/// The tables of requests, without a network: each file's in order, against one server.
struct RequestTests {
    static let files = ["requests.txt", "corners.txt", "protobuf.txt"]

    @Test(arguments: files)
    func answersAsTheServerDoes(_ file: String) async throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
        let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        let cases = RequestCase.cases(in: text)
        #expect(cases.count >= 10)
        let gateway = try TestGateway.make()
        for row in cases {
            let request = GatewayRequest(
                method: row.method,
                target: row.target,
                headers: HeaderFields(row.headers.map { HeaderFields.Field(name: $0.name, value: $0.value) }),
                body: row.bytes,
                user: .owner
            )
            let response = await gateway.respond(to: request)
            let body = await TestGateway.body(of: response)
            let complaints = row.complaints(status: response.status, header: { response.headers[$0] }, body: body)
            for complaint in complaints { Issue.record("\(row): \(complaint)") }
        }
    }
}
