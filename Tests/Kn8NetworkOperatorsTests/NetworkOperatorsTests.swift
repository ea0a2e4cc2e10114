// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Controller
import Kn8TestSupport
import Kn8Value
import Testing

@testable import Kn8NetworkOperators

@Suite struct NetworkOperatorsTests {
    static var objects: [Object] {
        let toKuard: Value = ["services": [["name": "kuard", "port": 80]]]
        let fixture = RoutingFixture()
        func proxy(_ key: String, _ spec: Value) -> Object {
            RoutingFixture.object(NetworkKind.httpProxy, key, ["spec": spec])
        }
        func route(_ key: String, _ spec: Value) -> Object {
            RoutingFixture.object(NetworkKind.ingressRoute, key, ["spec": spec])
        }
        var foreign = proxy("default/foreign", ["routes": [toKuard]])
        foreign.annotations = ["kubernetes.io/ingress.class": "nginx"]
        return fixture.services + [
            proxy(
                "default/a",
                [
                    "virtualhost": ["fqdn": "a.com"], "routes": [toKuard],
                    "includes": [["name": "c", "conditions": [["prefix": "/c"]]]],
                ]
            ),
            proxy("default/b", ["virtualhost": ["fqdn": "b.com"]]),
            proxy("default/c", ["routes": [toKuard]]), proxy("team/d", ["routes": [toKuard]]), foreign,
            route(
                "default/a",
                [
                    "virtualhost": ["fqdn": "a.com"],
                    "routes": [["match": "/", "delegate": ["name": "d", "namespace": "team"]]],
                ]
            ), route("team/d", ["routes": [["match": "/", "services": [["name": "kuard", "port": 80]]]]]),
        ]
    }

    @Test func statusesAreWritten() async throws {
        let world = try await settle(Self.objects, NetworkOperators.all)
        func status(_ kind: String, _ name: String, _ namespace: String = "default") -> String? {
            world.get(kind, name, namespace: namespace)?["status", "currentStatus"]?.string
        }
        #expect(status("HTTPProxy", "a") == "valid")
        #expect(status("HTTPProxy", "b") == "invalid")
        #expect(status("HTTPProxy", "c") == "valid")
        #expect(status("HTTPProxy", "d", "team") == "orphaned")
        #expect(status("HTTPProxy", "foreign") == nil)
        #expect(status("IngressRoute", "a") == "valid")
        #expect(status("IngressRoute", "d", "team") == "invalid")
    }

    @Test func aServiceThatComesLaterMendsARoute() async throws {
        let world = try await settle(Self.objects.filter { $0.kind != "Service" }, NetworkOperators.all)
        #expect(world.get("HTTPProxy", "a")?["status", "currentStatus"] == "invalid")
        for service in RoutingFixture().services { try await world.cluster.seed(service) }
        let mended = try await settle(world.cluster, NetworkOperators.all)
        #expect(mended.get("HTTPProxy", "a")?["status", "currentStatus"] == "valid")
    }

    @Test func aSettledWorldStays() async throws {
        try await expectSettledWorldWritesNothing(Self.objects, NetworkOperators.all)
    }

    @Test func orderDoesNotMatter() async throws {
        try await expectOrderDoesNotMatter(Self.objects, NetworkOperators.all)
    }

    @Test func aThousandProxiesSettleInFewRuns() async throws {
        let objects = (0..<1000).map { index -> Object in
            let spec: Value = [
                "virtualhost": ["fqdn": .string("h\(index).com")],
                "routes": [["services": [["name": "kuard", "port": 80]]]],
            ]
            return RoutingFixture.object(NetworkKind.httpProxy, "default/p\(index)", ["spec": spec])
        }
        let world = try await settle(objects + RoutingFixture().services, NetworkOperators.all)
        #expect(world.all("HTTPProxy").allSatisfy { $0["status", "currentStatus"] == "valid" })
        // One run when loaded, one after the own write, and a few more of the first object, which stands for all.
        #expect(world.report.reconciles < 3000)
    }
}
