// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Apply
import Kn8Merge
import Kn8TestSupport
import Kn8Value
import Testing

/// Client-side apply, and what it asks of the server.
struct ApplierTests {
    private static let schemas: PatchSchemas = { $0.group.contains(".") ? nil : PodSchema() }

    private func applier(_ cluster: CountingCluster) -> Applier {
        var applier = Applier(client: cluster, schemas: Self.schemas)
        applier.pause = .zero
        return applier
    }

    private func map(_ data: Value, _ more: [String: Value] = [:]) -> Object {
        var object = Object([
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a", "namespace": "d"], "data": data,
        ])
        for (key, value) in more { object.value[key] = value }
        return object
    }

    private func pod(_ containers: Value) -> Object {
        Object([
            "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p", "namespace": "d"],
            "spec": ["containers": containers],
        ])
    }

    @Test func `an object is asked for once and written once, and not at all when it is as it should be`() async throws
    {
        let cluster = CountingCluster()
        let applier = applier(cluster)
        #expect(try await applier.apply(map(["k": "1"])).change == .created)
        #expect(cluster.requests == ["get a", "create a"])
        cluster.forget()
        #expect(try await applier.apply(map(["k": "1"])).change == .unchanged)
        #expect(cluster.requests == ["get a"])
        cluster.forget()
        #expect(try await applier.apply(map(["k": "2"])).change == .configured)
        #expect(cluster.requests == ["get a", "patch a"])
        #expect(cluster.memory.get("ConfigMap", "a", namespace: "d")?["data", "k"] == "2")
    }

    @Test func `nulls are kept in the annotation only`() async throws {
        let cluster = CountingCluster()
        let result = try await applier(cluster).apply(map(["k": "1", "gone": .null], ["immutable": .null]))
        #expect(result.after["data", "gone"] == nil && result.after["immutable"] == nil)
        #expect(LastApplied.manifest(of: result.after)?[path: ["data", "gone"]] == .null)
    }

    @Test func `what others added to a list stays, also where two ports differ by protocol only`() async throws {
        let cluster = CountingCluster()
        let applier = applier(cluster)
        let dns: Value = [["name": "dns", "ports": [["containerPort": 53]]]]
        _ = try await applier.apply(pod(dns))
        var live = try #require(cluster.memory.get("Pod", "p", namespace: "d"))
        let resource = try #require(try await cluster.resource(for: live.gvk))
        let containers = live["spec", "containers"]?.array ?? []
        live["spec", "containers"] = .array(containers + [["name": "proxy"]])
        _ = try await cluster.update(live, of: resource, subresource: nil, options: WriteOptions())
        let both: Value = [["containerPort": 53], ["containerPort": 53, "protocol": "UDP"]]
        let result = try await applier.apply(pod([["name": "dns", "ports": both]]))
        #expect(result.after["spec", "containers"] == [["name": "dns", "ports": both], ["name": "proxy"]])
    }

    @Test func `a patch that meets another is made anew from what is stored now, five times`() async throws {
        let cluster = CountingCluster()
        let applier = applier(cluster)
        _ = try await applier.apply(map(["k": "1"]))
        let resource = try #require(try await cluster.resource(for: map([:]).gvk))
        cluster.forget()
        for _ in 0..<5 { cluster.refuse(with: .conflict(resource, name: "a")) }
        #expect(try await applier.apply(map(["k": "2"])).change == .configured)
        #expect(cluster.requests.filter { $0 == "patch a" }.count == 6)
        for _ in 0..<6 { cluster.refuse(with: .conflict(resource, name: "a")) }
        let refusal = await #expect(throws: APIError.self) { try await applier.apply(map(["k": "3"])) }
        #expect(refusal?.reason == .conflict)
    }

    @Test func `what somebody else creates meanwhile is changed`() async throws {
        let cluster = CountingCluster()
        let resource = try #require(try await cluster.resource(for: map([:]).gvk))
        cluster.refuse(with: .alreadyExists(resource, name: "a"))
        #expect(try await applier(cluster).apply(map(["k": "1"])).change == .created)
        #expect(cluster.requests == ["get a", "create a", "get a", "create a"])
    }

    @Test func `others' changes are not overwritten when that is asked for`() async throws {
        let cluster = CountingCluster()
        var applier = applier(cluster)
        _ = try await applier.apply(map(["k": "1", "l": "1"]))
        var live = try #require(cluster.memory.get("ConfigMap", "a", namespace: "d"))
        let resource = try #require(try await cluster.resource(for: live.gvk))
        live["data", "k"] = "9"
        _ = try await cluster.update(live, of: resource, subresource: nil, options: WriteOptions())
        applier.overwrites = false
        let refusal = await #expect(throws: APIError.self) { try await applier.apply(map(["k": "2", "l": "1"])) }
        #expect(refusal?.message.contains("data.k is not what was applied last") == true)
        #expect(try await applier.apply(map(["k": "9", "l": "2"])).change == .configured)
    }

    @Test func `what cannot be changed is replaced when that is asked for`() async throws {
        let cluster = CountingCluster()
        var applier = applier(cluster)
        _ = try await applier.apply(map(["k": "1"]))
        applier.replacement = { manifest, live, resource throws(APIError) in
            _ = try await cluster.delete(live.key, of: resource, options: DeleteOptions())
            return try await cluster.create(manifest, of: resource, options: WriteOptions())
        }
        cluster.refuse(with: .invalid(map([:]).gvk, name: "a", causes: []))
        let result = try await applier.apply(map(["k": "2"]))
        #expect(result.change == .configured && result.after["data", "k"] == "2")
        #expect(result.after.uid != result.before?.uid)
    }

    @Test func `a client's dry run only reads`() async throws {
        let cluster = CountingCluster()
        var applier = applier(cluster)
        applier.onlyReads = true
        #expect(try await applier.apply(map(["k": "1"])).change == .created)
        #expect(cluster.requests == ["get a"])
        #expect(cluster.memory.everything.isEmpty)
    }

    @Test func `requests wait side by side, no more than may, and are told of in order`() async throws {
        let cluster = CountingCluster()
        let applier = applier(cluster)
        let objects = (0..<20).map { index in
            var object = map(["k": "1"])
            object.name = "m\(index)"
            return object
        }
        var told: [String] = []
        try await RequestPool(width: 4).run(objects) { object -> ApplyResult? in
            try? await applier.apply(object)
        } each: { object, result in
            told.append(object.name)
            #expect(result?.after.name == object.name)
        }
        #expect(told == objects.map(\.name))
        #expect(cluster.most <= 4 && cluster.most > 1)
        #expect(cluster.requests.count == 40)
    }

    @Test func `a pool that is told to stop finishes what it has begun`() async throws {
        for width in [1, 3] {
            var told: [Int] = []
            try await RequestPool(width: width).run(Array(0..<50), while: { told.count < 5 }) {
                $0 * 2
            } each: { item, outcome in
                #expect(outcome == item * 2)
                told.append(item)
            }
            #expect(told == Array(0..<told.count))
            #expect(told.count >= 5 && told.count < 5 + width)
        }
    }
}
