// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Controller
import Kn8TestSupport
import Kn8Value
import Testing

@testable import Kn8OpenShiftOperators

/// `openshift-templates.md`, section 4.3 and worked case 73.
struct RouteTests {
    static func route(_ name: String, in namespace: String = "demo", _ spec: Value) -> Object {
        var object = Object(.route, namespace: namespace, name: name)
        object["spec"] = spec
        return object
    }

    static func verdict(_ world: SettledWorld, _ name: String, _ namespace: String = "demo") -> String {
        let condition = world.get("Route", name, namespace: namespace)?["status", "ingress"]?[0]?["conditions"]?[0]
        return [condition?["status"], condition?["reason"], condition?["message"]].compactMap { $0?.string }
            .joined(separator: " ")
    }

    @Test func `73 host, weight and wildcard policy are filled in`() async throws {
        let world = try await settle(
            [Self.route("r.1", ["to": ["name": "web", "weight": .null]])],
            OpenShiftOperators.all
        )
        let route = try #require(world.get("Route", "r.1", namespace: "demo"))
        #expect(route["spec", "host"] == "r-1-demo.router.default.svc.cluster.local")
        #expect(route.annotations["openshift.io/host.generated"] == "true")
        #expect(route["spec", "to"] == ["kind": "Service", "name": "web", "weight": 100])
        #expect(route["spec", "wildcardPolicy"] == "None")
        #expect(Self.verdict(world, "r.1") == "True")
    }

    static let to: Value = ["kind": "Service", "name": "web"]

    @Test func `the older of two claims stands`() async throws {
        let first = try await settle([Self.route("b", ["host": "h.io", "to": Self.to])], OpenShiftOperators.all)
        for (name, namespace, path) in [("a", "demo", ""), ("c", "other", ""), ("d", "demo", "/d")] {
            var route = Self.route(name, in: namespace, ["host": "h.io", "to": Self.to])
            if !path.isEmpty { route["spec", "path"] = .string(path) }
            try await first.cluster.seed(route)
        }
        let world = try await settle(first.cluster, OpenShiftOperators.all)
        #expect(Self.verdict(world, "b") == "True")
        #expect(Self.verdict(world, "a") == "False HostAlreadyClaimed route b already exposes h.io and is older")
        #expect(
            Self.verdict(world, "c", "other")
                == "False HostAlreadyClaimed a route in another namespace holds h.io and is older than c"
        )
        #expect(Self.verdict(world, "d") == "True")
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let spec: Value
        let reason: String
        var testDescription: String { label }
    }

    static let rows = [
        Row(label: "bad host", spec: ["host": "a_b.io"], reason: "InvalidHost"),
        Row(
            label: "no PEM",
            spec: ["host": "h.io", "tls": ["termination": "edge", "certificate": "x"]],
            reason: "ExtendedValidationFailed"
        ),
        Row(
            label: "certificate on passthrough",
            spec: ["host": "h.io", "tls": ["termination": "passthrough", "key": "x"]],
            reason: "ExtendedValidationFailed"
        ),
        Row(
            label: "destination CA on edge",
            spec: [
                "host": "h.io",
                "tls": [
                    "termination": "edge",
                    "destinationCACertificate": "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
                ],
            ],
            reason: "ExtendedValidationFailed"
        ),
    ]

    @Test(arguments: rows)
    func rejects(_ row: Row) async throws {
        var spec = row.spec
        spec["to"] = Self.to
        let world = try await settle([Self.route("r", spec)], OpenShiftOperators.all)
        #expect(Self.verdict(world, "r").hasPrefix("False \(row.reason) "))
    }

    @Test func `a settled world is left alone, and order does not matter`() async throws {
        let routes = [
            Self.route("a", ["host": "h.io", "to": Self.to]), Self.route("b", ["host": "h.io", "to": Self.to]),
            Self.route("c", ["to": Self.to]),
        ]
        try await expectSettledWorldWritesNothing(routes, OpenShiftOperators.all)
        try await expectOrderDoesNotMatter(routes, OpenShiftOperators.all)
    }
}
