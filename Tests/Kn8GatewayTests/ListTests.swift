// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Gateway
import Kn8Value
import Testing

/// Lists show what there is, be they long or asked for again.
struct ListTests {
    static let path = "/api/v1/namespaces/default/configmaps"

    private func fill(_ gateway: Gateway, _ count: Int) async {
        for index in 0..<count {
            let name = "c-\(1_000 + index)"
            _ = await TestGateway.ask(gateway, "POST", ListTests.path, body: #"{"metadata":{"name":"\#(name)"}}"#)
        }
    }

    private func names(_ list: Value) -> [String] {
        (list["items"]?.array ?? []).compactMap { $0[path: ["metadata", "name"]]?.string }
    }

    @Test func aListThatIsAskedForAgainIsUpToDate() async throws {
        let gateway = try TestGateway.make()
        await fill(gateway, 200)
        let first = await TestGateway.ask(gateway, "GET", ListTests.path)
        #expect(names(first.value) == (0..<200).map { "c-\(1_000 + $0)" })
        #expect(await TestGateway.ask(gateway, "GET", ListTests.path).value == first.value)
        let changed = await TestGateway.ask(
            gateway,
            "PATCH",
            "\(ListTests.path)/c-1007",
            ["Content-Type": "application/merge-patch+json"],
            body: #"{"data":{"x":"1"}}"#
        )
        #expect(changed.status == 200)
        let again = await TestGateway.ask(gateway, "GET", ListTests.path).value
        #expect(again["items"]?[7]?["data"] == ["x": "1"])
        #expect(again["items"]?[6] == first.value["items"]?[6])
        // The same objects in another form.
        let pretty = await TestGateway.ask(gateway, "GET", "\(ListTests.path)?pretty=true").value
        #expect(pretty["items"] == again["items"])
    }

    @Test func aRefusedWriteForgetsNothing() async throws {
        let gateway = try TestGateway.make()
        await fill(gateway, 1)
        let tag = await TestGateway.ask(gateway, "GET", "/apis/apps/v1").value
        let refused = await TestGateway.ask(gateway, "POST", ListTests.path, body: #"{"metadata":{"name":"c-1000"}}"#)
        #expect(refused.status == 409)
        #expect(await TestGateway.ask(gateway, "GET", "/apis/apps/v1").value == tag)
    }
}
