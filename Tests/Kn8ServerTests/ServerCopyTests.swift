// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Server
import Kn8Value
import Testing

struct ServerCopyTests {
    private struct Noon: TimeSource {
        func now() -> Timestamp { Timestamp(seconds: 43_200) }
    }

    @Test func `what is written to a copy stays in the copy`() async throws {
        let server = try EmbeddedServer(time: Noon())
        let kind = GroupVersionKind(group: "", version: "v1", kind: "ConfigMap")
        let resource = try #require(try await server.resource(for: kind))
        let first = Object(kind, namespace: "default", name: "first")
        _ = try await server.create(first, of: resource, options: WriteOptions())
        let copy = try server.copy(rules: NoAdmissionRules())
        let second = Object(kind, namespace: "default", name: "second")
        _ = try await copy.create(second, of: resource, options: WriteOptions())
        _ = try await copy.delete(first.key, of: resource, options: DeleteOptions())
        #expect(try await server.objects(of: resource, in: .all, options: ListOptions()).items.map(\.name) == ["first"])
        #expect(try await copy.objects(of: resource, in: .all, options: ListOptions()).items.map(\.name) == ["second"])
    }
}
