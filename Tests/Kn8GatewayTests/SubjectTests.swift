// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Gateway
import Testing

/// What those are told who count requests.
struct SubjectTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let target: String
        let subject: String
    }

    @Test(arguments: [
        Row(
            testDescription: "what is served",
            target: "/apis/apps/v1/deployments",
            subject: "list apps v1 deployments "
        ),
        Row(
            testDescription: "a part of it",
            target: "/apis/apps/v1/namespaces/a/deployments/b/scale",
            subject: "get apps v1 deployments scale"
        ),
        Row(testDescription: "a part made up", target: "/api/v1/namespaces/a/pods/b/x", subject: "get  v1 pods "),
        Row(testDescription: "a kind made up", target: "/apis/x/v1/a%22%7D%201%0Afake%7B", subject: "list    "),
        Row(testDescription: "a path", target: "/version", subject: "get    "),
    ])
    func namesThatNobodyServesAreNotCounted(row: Row) async throws {
        let gateway = try TestGateway.make()
        let request = GatewayRequest(method: "GET", target: row.target, headers: [:], body: [], user: .owner)
        let subject = await gateway.respond(to: request).subject
        let told = "\(subject.verb) \(subject.group) \(subject.version) \(subject.resource) \(subject.subresource)"
        #expect(told == row.subject)
    }
}
