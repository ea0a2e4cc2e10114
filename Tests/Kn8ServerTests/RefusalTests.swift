// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Server
import Kn8Value
import Testing

/// The words of refusals that come from schemas.
struct RefusalTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let spec: Value
        let reason: APIError.Reason
        let message: String
    }

    static let rows = [
        Row(
            testDescription: "a field of the wrong type",
            spec: ["ports": "none"],
            reason: .badRequest,
            message: "Service in version \"v1\" cannot be handled as a Service: json: cannot unmarshal string into Go "
                + "struct field ServiceSpec.spec.ports of type []v1.ServicePort"
        ),
        Row(
            testDescription: "fields nobody knows are told together",
            spec: ["prots": 1, "ports": [["port": 80, "nam": "x"]]],
            reason: .badRequest,
            message: "Service in version \"v1\" cannot be handled as a Service: strict decoding error: unknown field "
                + "\"spec.ports[0].nam\", unknown field \"spec.prots\""
        ),
        Row(
            testDescription: "a missing field is named once",
            spec: ["ports": [["name": "x"]]],
            reason: .invalid,
            message: "Service \"web\" is invalid: spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, "
                + "inclusive"
        ),
    ]

    @Test(arguments: rows)
    func refusesInTheServersWords(_ row: Row) async throws {
        let server = try EmbeddedServer(rules: CatalogRules(), time: FixedTime())
        let kind = GroupVersionKind(group: "", version: "v1", kind: "Service")
        let resource = try #require(try await server.resource(for: kind))
        var object = Object(kind, namespace: "default", name: "web")
        object["spec"] = row.spec
        let error = await #expect(throws: APIError.self) {
            _ = try await server.create(object, of: resource, options: WriteOptions())
        }
        #expect(error?.reason == row.reason)
        #expect(error?.message == row.message)
    }
}
