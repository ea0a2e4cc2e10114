// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Value
import Testing

@testable import Kn8NetworkOperators

@Suite struct IngressRoutePlannerTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let objects: [String: Value]
        let verdicts: [String: String]
        var more: [Object] = []
        var options = IngressOptions()
        var testDescription: String { label }

        init(
            _ label: String,
            _ objects: [String: Value],
            more: [Object] = [],
            options: IngressOptions = IngressOptions(),
            gives verdicts: [String: String]
        ) {
            self.label = label
            self.objects = objects
            self.verdicts = verdicts
            self.more = more
            self.options = options
        }
    }

    static let kuard: Value = ["name": "kuard", "port": 80]

    static func root(at fqdn: String = "x.com", tls: Value? = nil, tcp: Value? = nil, _ routes: Value...) -> Value {
        var spec: Value = ["virtualhost": ["fqdn": .string(fqdn)], "routes": .array(routes)]
        if let tls { spec[path: ["virtualhost", "tls"]] = tls }
        if let tcp { spec["tcpproxy"] = tcp }
        return spec
    }

    static func child(_ routes: Value...) -> Value { ["routes": .array(routes)] }

    static func to(_ match: String, _ services: Value..., websockets: Bool = false) -> Value {
        ["match": .string(match), "services": .array(services), "enableWebsockets": .bool(websockets)]
    }

    static func via(_ match: String, _ name: String, in namespace: String = "default") -> Value {
        ["match": .string(match), "delegate": ["name": .string(name), "namespace": .string(namespace)]]
    }

    static let orphan = "this IngressRoute is not part of a delegation chain from a root IngressRoute"
    static let valid = "valid IngressRoute"
    static let home = "root-home"
    static let wild = RoutingFixture.certificate("certs/wild")
    static let secure: Value = ["secretName": "certs/wild"]
    static let speaksTLS = RoutingFixture.service(
        "default/secure",
        ports: [["port": 443]],
        annotations: ["contour.heptio.com/upstream-protocol.tls": " 443 "]
    )

    static func validated(_ secret: String, _ subject: String) -> Value {
        [
            "name": "secure", "port": 443,
            "validation": ["caSecret": .string(secret), "subjectName": .string(subject)],
        ]
    }

    static let rows: [Row] = [
        Row("28: a root with one route", ["default/a": root(to("/", kuard))], gives: ["default/a": valid]),
        Row(
            "4: one fqdn twice, and the child of both",
            ["a/one": root(via("/", "c", in: "c")), "b/two": root(via("/", "c", in: "c")), "c/c": child()],
            gives: [
                "a/one": "fqdn \"x.com\" is used in multiple IngressRoutes: a/one, b/two",
                "b/two": "fqdn \"x.com\" is used in multiple IngressRoutes: a/one, b/two", "c/c": orphan,
            ]
        ),
        Row(
            "6: a root outside the root namespaces",
            ["team/a": root()],
            options: IngressOptions(rootNamespaces: ["admin"]),
            gives: ["team/a": "root IngressRoute cannot be defined in this namespace"]
        ),
        Row(
            "7: blank and wildcard fqdn",
            ["default/a": root(at: "  "), "default/b": root(at: "*.x.com")],
            gives: [
                "default/a": "Spec.VirtualHost.Fqdn must be specified",
                "default/b": "Spec.VirtualHost.Fqdn \"*.x.com\" cannot use wildcards",
            ]
        ),
        Row("8: a child nobody refers to", ["default/a": child(to("/", kuard))], gives: ["default/a": orphan]),
        Row(
            "9: the parent's path prefix",
            [
                "default/a": root(via("/blog", "b")),
                "default/b": child(to("/blog/info", kuard), to("/blogger", kuard), to("/blog", kuard)),
            ],
            gives: [
                "default/a": valid,
                "default/b": "the path prefix \"/blogger\" does not match the parent's path prefix \"/blog\"",
            ]
        ),
        Row(
            "10: a match in the middle is not compared",
            [
                "default/a": root(via("/a", "mid")), "default/mid": child(via("/b", "leaf")),
                "default/leaf": child(to("/b/x", kuard)),
            ],
            gives: ["default/a": valid, "default/mid": valid, "default/leaf": valid]
        ),
        Row(
            "11: a cycle",
            ["default/a": root(via("/", "b")), "default/b": child(via("/", "b"))],
            gives: [
                "default/a": valid,
                "default/b": "route creates a delegation cycle: default/a -> default/b -> default/b",
            ]
        ),
        Row(
            "12: to a root, to nothing",
            ["default/a": root(via("/", "b")), "default/b": root(at: "y.com", via("/", "missing"))],
            gives: [
                "default/a": "root ingressroute cannot delegate to another root ingressroute", "default/b": valid,
            ]
        ),
        Row(
            "13: services and delegate",
            ["default/a": root(["match": "/", "services": [kuard], "delegate": ["name": "b"]])],
            gives: ["default/a": "route \"/\": cannot specify services and delegate in the same route"]
        ),
        Row(
            "websockets with several services",
            ["default/a": root(to("/ws", kuard, kuard, websockets: true))],
            gives: ["default/a": "route \"/ws\": cannot specify multiple services and enable websockets"]
        ),
        Row(
            "14: a port the Service lacks",
            ["default/a": root(to("/ok", kuard), to("/bad", ["name": "kuard", "port": 8080]))],
            gives: ["default/a": "Service [kuard:8080] is invalid or missing"]
        ),
        Row(
            "a child looks for Services at home",
            ["default/a": root(via("/", "b", in: "team")), "team/b": child(to("/", kuard))],
            gives: ["default/a": valid, "team/b": "Service [kuard:80] is invalid or missing"]
        ),
        Row(
            "15: port 0",
            ["default/a": root(to("/", ["name": "kuard", "port": 0]))],
            gives: ["default/a": "route \"/\": service \"kuard\": port must be in the range 1-65535"]
        ),
        Row(
            "16: missing secrets",
            [
                "default/a": root(at: "a.com", tls: ["secretName": "missing"]),
                "default/b": root(at: "b.com", tls: ["secretName": "certs/missing"]),
            ],
            gives: [
                "default/a": "TLS Secret [missing] not found or is malformed",
                "default/b": "TLS Secret [certs/missing] not found or is malformed",
            ]
        ),
        Row(
            "17: a foreign secret, not delegated",
            ["default/a": root(tls: secure)],
            more: [wild],
            gives: ["default/a": "certs/wild: certificate delegation not permitted"]
        ),
        Row(
            "17: delegated to all",
            ["default/a": root(tls: secure)],
            more: [wild, RoutingFixture.delegation("certs/d", of: "wild", to: ["*"])],
            gives: ["default/a": valid]
        ),
        Row(
            "17: an asterisk beside others is a name",
            ["default/a": root(tls: secure)],
            more: [wild, RoutingFixture.delegation("certs/d", of: "wild", to: ["*", "other"])],
            gives: ["default/a": "certs/wild: certificate delegation not permitted"]
        ),
        Row(
            "19: TLS passed through to a TCP service",
            ["default/a": root(tls: ["passthrough": true], tcp: ["services": [kuard]])],
            gives: ["default/a": valid]
        ),
        Row(
            "20: a TCP proxy without TLS is ignored",
            ["default/a": root(tcp: ["services": [["name": "nope", "port": 1]]], to("/", kuard))],
            gives: ["default/a": valid]
        ),
        Row(
            "a TCP service that is missing",
            ["default/a": root(tls: ["passthrough": true], tcp: ["services": [["name": "nope", "port": 1]]])],
            gives: ["default/a": "tcpproxy: service default/nope/1: not found"]
        ),
        Row(
            "a TCP proxy with services and delegate",
            [
                "default/a": root(
                    tls: ["passthrough": true],
                    tcp: ["services": [kuard], "delegate": ["name": "b"]]
                )
            ],
            gives: ["default/a": "tcpproxy: cannot specify services and delegate in the same tcpproxy"]
        ),
        Row(
            "a cycle of TCP proxies",
            [
                "default/a": root(tls: ["passthrough": true], tcp: ["delegate": ["name": "b"]]),
                "default/b": ["tcpproxy": ["delegate": ["name": "b"]]],
            ],
            gives: [
                "default/a": valid,
                "default/b": "tcpproxy creates a delegation cycle: default/a -> default/b -> default/b",
            ]
        ),
        Row(
            "an upstream to validate without its CA",
            ["default/a": root(to("/", validated("ca", "x")))],
            more: [speaksTLS],
            gives: [
                "default/a":
                    "route \"/\": service \"secure\": upstreamValidation requested but secret not found or misconfigured"
            ]
        ),
        Row(
            "an upstream to validate without a subject",
            ["default/a": root(to("/", validated("ca", "")))],
            more: [speaksTLS, RoutingFixture.opaque("default/ca", "ca.crt")],
            gives: [
                "default/a": "route \"/\": service \"secure\": upstreamValidation requested but subject alt name not "
                    + "found or misconfigured"
            ]
        ),
    ]

    @Test(arguments: rows) func plans(_ row: Row) {
        var fixture = RoutingFixture()
        fixture.routes = row.objects.map { RoutingFixture.object(NetworkKind.ingressRoute, $0.key, ["spec": $0.value]) }
        fixture.services += row.more.filter { $0.kind == "Service" }
        fixture.secrets = row.more.filter { $0.kind == "Secret" }
        fixture.delegations = row.more.filter { $0.kind == "TLSCertificateDelegation" }
        let plan = IngressRoutePlanner.plan(fixture.inventory, options: row.options)
        let found = Dictionary(plan.map { ($0.key.description, $0.value.description) }, uniquingKeysWith: { $1 })
        #expect(found == row.verdicts)
        let words = [Self.valid: "valid", Self.orphan: "orphaned"]
        for verdict in plan.values { #expect(verdict.currentStatus == words[verdict.description] ?? "invalid") }
    }

    @Test func aDiamondLadderIsJudgedInLinearTime() {
        var fixture = RoutingFixture()
        var specs: [String: Value] = ["default/r": Self.root(Self.via("/a", "c0"), Self.via("/b", "c0"))]
        for step in 0..<60 {
            specs["default/c\(step)"] = Self.child(Self.via("/a", "c\(step + 1)"), Self.via("/b", "c\(step + 1)"))
        }
        specs["default/c60"] = Self.child(Self.to("/a", Self.kuard))
        fixture.routes = specs.map { RoutingFixture.object(NetworkKind.ingressRoute, $0.key, ["spec": $0.value]) }
        let plan = IngressRoutePlanner.plan(fixture.inventory)
        #expect(plan.values.allSatisfy { $0 == .valid })
    }

    @Test(arguments: [
        (["kubernetes.io/ingress.class": "nginx"], false), (["kubernetes.io/ingress.class": "contour"], true),
        (["projectcontour.io/ingress.class": "", "kubernetes.io/ingress.class": "nginx"], true), ([:], true),
    ])
    func classesChoose(_ annotations: [String: String], accepted: Bool) {
        var object = Object(NetworkKind.ingressRoute, namespace: "default", name: "a")
        object.annotations = annotations
        #expect(IngressClass.ingressRoute("contour").accepts(object) == accepted)
    }
}
