// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Gateway
import Kn8TestSupport
import Testing

/// The tables of requests without a transport.
struct RequestTests {
    @Test(arguments: RequestTable.allCases)
    func answersAsTheServerDoes(_ table: RequestTable) async throws {
        let gateway = try TestGateway.make()
        let complaints = try await table.complaints { row in
            let request = GatewayRequest(
                method: row.method,
                target: row.target,
                headers: HeaderFields(row.headers.map { HeaderFields.Field(name: $0.name, value: $0.value) }),
                body: row.bytes,
                user: .owner
            )
            let response = await gateway.respond(to: request)
            return RequestTable.Answer(
                status: response.status,
                headers: response.headers.fields.map { ($0.name, $0.value) },
                body: await TestGateway.body(of: response)
            )
        }
        for complaint in complaints { Issue.record("\(complaint)") }
    }
}
