// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Value
import Testing

@testable import Kn8NetworkOperators

@Suite struct HTTPProxyPlannerTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let objects: [String: Value]
        let issues: [String: [String]]
        let more: [Object]
        var testDescription: String { label }

        init(_ label: String, _ objects: [String: Value], more: [Object] = [], gives issues: [String: [String]]) {
            self.label = label
            self.objects = objects
            self.issues = issues
            self.more = more
        }

        /// One proxy `default/a` with `spec`.
        init(_ label: String, _ spec: Value, more: [Object] = [], gives issues: [String]) {
            self.init(label, ["default/a": spec], more: more, gives: ["default/a": issues])
        }
    }

    static let kuard: Value = ["name": "kuard", "port": 80]
    static let toKuard: Value = ["services": [kuard]]
    static let wild = RoutingFixture.certificate("default/wild")

    static func root(_ fields: [String: Value], at fqdn: String = "x.com", host: [String: Value] = [:]) -> Value {
        var spec = Value.object(ValueMap(fields.map { ($0.key, $0.value) }))
        spec["virtualhost"] = .object(ValueMap(host.map { ($0.key, $0.value) } + [("fqdn", .string(fqdn))]))
        return spec
    }

    /// A root whose only route goes to kuard and has `fields`.
    static func route(_ fields: [String: Value]) -> Value {
        root(["routes": [.object(ValueMap([("services", [kuard])] + fields.map { ($0.key, $0.value) }))]])
    }

    static func secured(_ tls: Value, _ fields: [String: Value] = ["routes": [toKuard]]) -> Value {
        root(fields, host: ["tls": tls])
    }

    static func include(_ name: String, _ conditions: Value...) -> Value {
        ["name": .string(name), "conditions": .array(conditions)]
    }

    static let orphan = "Orphaned/Orphaned: this HTTPProxy is not part of a delegation chain from a root HTTPProxy"
    static let twice = "VirtualHostError/DuplicateVhost: fqdn \"x.com\" is used in multiple HTTPProxies: a/a, b/b"
    static let unresolved = "ServiceError/ServiceUnresolvedReference: Spec.Routes unresolved service reference: "

    static let rows: [Row] = [
        Row("28: a root with one route", route([:]), gives: []),
        Row(
            "5: one fqdn in two spellings",
            ["a/a": root(["routes": [toKuard]], at: "X.com"), "b/b": root(["routes": [toKuard]])],
            gives: ["a/a": [twice], "b/b": [twice]]
        ),
        Row(
            "30: nothing defined",
            root([:]),
            gives: [
                "SpecError/NothingDefined: HTTPProxy.Spec must have at least one Route, Include, or a TCPProxy"
            ]
        ),
        Row(
            "a blank fqdn",
            root(["routes": [toKuard]], at: " "),
            gives: [
                "VirtualHostError/FQDNNotSpecified: Spec.VirtualHost.Fqdn must be specified"
            ]
        ),
        Row(
            "31: a missing include",
            root(["includes": [["name": "x", "namespace": "team"]], "routes": [toKuard]]),
            gives: [
                "IncludeError/IncludeNotFound: include team/x not found"
            ]
        ),
        Row(
            "32: two includes alike, the second child is an orphan",
            [
                "default/a": root(["includes": [include("b", ["prefix": "/a"]), include("c", ["prefix": "/a"])]]),
                "default/b": ["routes": [toKuard]], "default/c": ["routes": [toKuard]],
            ],
            gives: [
                "default/a": ["IncludeError/DuplicateMatchConditions: duplicate conditions defined on an include"],
                "default/b": [], "default/c": [orphan],
            ]
        ),
        Row(
            "32: two includes without conditions",
            [
                "default/a": root(["includes": [include("b"), include("c")]]),
                "default/b": ["routes": [toKuard]], "default/c": ["routes": [toKuard]],
            ],
            gives: ["default/a": [], "default/b": [], "default/c": []]
        ),
        Row(
            "an include of a root",
            [
                "default/a": root(["includes": [include("b")]]),
                "default/b": root(["routes": [toKuard]], at: "y.com"),
            ],
            gives: [
                "default/a": [
                    "IncludeError/RootIncludesRoot: root httpproxy cannot include another root httpproxy (default/b)"
                ], "default/b": [],
            ]
        ),
        Row(
            "an include cycle",
            ["default/a": root(["includes": [include("b")]]), "default/b": ["includes": [include("b")]]],
            gives: [
                "default/a": [],
                "default/b": [
                    "IncludeError/IncludeCreatesCycle: include creates an include cycle: default/a -> default/b -> default/b"
                ],
            ]
        ),
        Row(
            "an exact include",
            root(["includes": [include("b", ["exact": "/a"])]]),
            gives: [
                "IncludeError/PathMatchConditionsNotValid: include: exact conditions are not allowed in includes block"
            ]
        ),
        Row(
            "34: two actions",
            route(["directResponsePolicy": ["statusCode": 200]]),
            gives: [
                "RouteError/RouteActionCountNotValid: must set exactly one of route.services or "
                    + "route.requestRedirectPolicy or route.directResponsePolicy"
            ]
        ),
        Row(
            "35: missing Service and port",
            root(["routes": [["services": [kuard, ["name": "nope", "port": 80], ["name": "kuard", "port": 9999]]]]]),
            gives: [
                unresolved + "service \"default/nope\" not found",
                unresolved + "port \"9999\" on service \"default/kuard\" not matched",
            ]
        ),
        Row(
            "an external name",
            root(["routes": [["services": [["name": "out", "port": 80]]]]]),
            more: [
                RoutingFixture.externalName("default/out", "example.com")
            ],
            gives: [
                unresolved + "default/out is an ExternalName service, these are not currently enabled. See the "
                    + "config.enableExternalNameService config file setting"
            ]
        ),
        Row(
            "a port that is no TCP",
            root(["routes": [["services": [["name": "dns", "port": 53]]]]]),
            more: [
                RoutingFixture.service("default/dns", ports: [["port": 53, "protocol": "UDP"]])
            ],
            gives: [unresolved + "unsupported service protocol \"UDP\""]
        ),
        Row(
            "port 0",
            root(["routes": [["services": [["name": "kuard", "port": 0]]]]]),
            gives: [
                "ServiceError/ServicePortInvalid: service \"kuard\": port must be in the range 1-65535"
            ]
        ),
        Row(
            "36: present and not present",
            route([
                "conditions": [
                    ["header": ["name": "x", "present": true]], ["header": ["name": "X", "notpresent": true]],
                ]
            ]),
            gives: [
                "RouteError/HeaderMatchConditionsNotValid: cannot specify contradictory 'present' and 'notpresent' "
                    + "conditions for the same route and header"
            ]
        ),
        Row(
            "an exact header in the include and in the route",
            [
                "default/a": root(["includes": [include("b", ["header": ["name": "x", "exact": "1"]])]]),
                "default/b": [
                    "routes": [["conditions": [["header": ["name": "x", "exact": "2"]]], "services": [kuard]]]
                ],
            ],
            gives: [
                "default/a": [],
                "default/b": [
                    "RouteError/HeaderMatchConditionsNotValid: cannot specify duplicate header 'exact match' conditions "
                        + "in the same route"
                ],
            ]
        ),
        Row(
            "a query parameter without a condition",
            route(["conditions": [["queryParameter": ["name": "q"]]]]),
            gives: [
                "RouteError/QueryParameterMatchConditionsNotValid: must specify at least one query parameter condition"
            ]
        ),
        Row(
            "37: TCP without TLS",
            root(["tcpproxy": ["services": [kuard]]]),
            gives: [
                "TCPProxyError/TLSMustBeConfigured: Spec.TCPProxy requires that either Spec.TLS.Passthrough or "
                    + "Spec.TLS.SecretName be set"
            ]
        ),
        Row(
            "37: TLS with nothing",
            secured([:]),
            gives: [
                "TLSError/TLSConfigNotValid: Spec.VirtualHost.TLS: neither Passthrough nor SecretName were specified"
            ]
        ),
        Row(
            "37: TLS with both",
            secured(["passthrough": true, "secretName": "wild"]),
            gives: [
                "TLSError/TLSConfigNotValid: Spec.VirtualHost.TLS: both Passthrough and SecretName were specified"
            ]
        ),
        Row(
            "38: a foreign secret, delegation first",
            secured(["secretName": "certs/missing"]),
            gives: [
                "TLSError/DelegationNotPermitted: Spec.VirtualHost.TLS Secret \"certs/missing\" certificate delegation not "
                    + "permitted"
            ]
        ),
        Row(
            "a missing secret",
            secured(["secretName": "wild"]),
            gives: [
                "TLSError/SecretNotValid: Spec.VirtualHost.TLS Secret \"wild\" is invalid: Secret not found"
            ]
        ),
        Row("a good secret", secured(["secretName": "wild"]), more: [wild], gives: []),
        Row(
            "a secret without a key",
            secured(["secretName": "half"]),
            more: [
                RoutingFixture.opaque("default/half", "tls.crt")
            ],
            gives: ["TLSError/SecretNotValid: Spec.VirtualHost.TLS Secret \"half\" is invalid: missing TLS private key"]
        ),
        Row(
            "minimum above maximum",
            secured(["secretName": "wild", "minimumProtocolVersion": "1.3", "maximumProtocolVersion": "1.2"]),
            more: [wild],
            gives: [
                "TLSError/TLSConfigNotValid: Spec.Virtualhost.TLS the minimum protocol version is greater than the "
                    + "maximum protocol version"
            ]
        ),
        Row(
            "client validation without a CA",
            secured(["secretName": "wild", "clientValidation": [:]]),
            more: [wild],
            gives: [
                "TLSError/ClientValidationInvalid: Spec.VirtualHost.TLS client validation is invalid: CA Secret must be "
                    + "specified"
            ]
        ),
        Row(
            "TCP with nothing",
            secured(["passthrough": true], ["tcpproxy": [:]]),
            gives: [
                "TCPProxyError/NothingDefined: either services or inclusion must be specified"
            ]
        ),
        Row(
            "TCP to a missing Service",
            secured(
                ["passthrough": true],
                [
                    "tcpproxy": ["services": [["name": "nope", "port": 1]]]
                ]
            ),
            gives: [
                "TCPProxyError/ServiceUnresolvedReference: Spec.TCPProxy unresolved service reference: service "
                    + "\"default/nope\" not found"
            ]
        ),
        Row(
            "40: two mirrors",
            root([
                "routes": [
                    [
                        "services": [
                            kuard, ["name": "api", "port": 8080, "mirror": true],
                            ["name": "api", "port": 8080, "mirror": true],
                        ]
                    ]
                ]
            ]),
            gives: ["ServiceError/OnlyOneMirror: only one service per route may be nominated as mirror"]
        ),
        Row("41: infinity and zero", route(["timeoutPolicy": ["response": "infinity", "idle": "0s"]]), gives: []),
        Row(
            "41: no unit",
            route(["timeoutPolicy": ["response": "10"]]),
            gives: [
                "RouteError/TimeoutPolicyNotValid: route.timeoutPolicy failed to parse: error parsing response timeout: "
                    + "unable to parse timeout string \"10\": time: missing unit in duration \"10\""
            ]
        ),
        Row(
            "a header set twice",
            route([
                "requestHeadersPolicy": [
                    "set": [["name": "x-foo", "value": "1"], ["name": "X-Foo", "value": "2"]]
                ]
            ]),
            gives: [
                "RouteError/RequestHeadersPolicyInvalid: duplicate header addition: \"X-Foo\" on request headers"
            ]
        ),
        Row(
            "Host on a response",
            route(["responseHeadersPolicy": ["set": [["name": "host", "value": "1"]]]]),
            gives: [
                "RouteError/ResponseHeaderPolicyInvalid: rewriting \"Host\" header is not supported on response headers"
            ]
        ),
        Row(
            "two default replacements",
            route([
                "pathRewritePolicy": [
                    "replacePrefix": [["replacement": "/a"], ["replacement": "/b"]]
                ]
            ]),
            gives: ["PrefixReplaceError/AmbiguousReplacement: ambiguous prefix replacement"]
        ),
        Row(
            "a replacement of an exact path",
            route([
                "conditions": [["exact": "/a"]], "pathRewritePolicy": ["replacePrefix": [["replacement": "/a"]]],
            ]),
            gives: ["PrefixReplaceError/MustHavePrefix: cannot specify prefix replacements without a prefix condition"]
        ),
        Row(
            "slow start with Random",
            root([
                "routes": [
                    [
                        "loadBalancerPolicy": ["strategy": "Random"],
                        "services": [["name": "kuard", "port": 80, "slowStartPolicy": ["window": "30s"]]],
                    ]
                ]
            ]),
            gives: [
                "ServiceError/SlowStartInvalid: slow start is only supported with RoundRobin or WeightedLeastRequest load "
                    + "balancer strategy"
            ]
        ),
    ]

    @Test(arguments: rows) func plans(_ row: Row) {
        var fixture = RoutingFixture()
        fixture.routes = row.objects.map { RoutingFixture.object(NetworkKind.httpProxy, $0.key, ["spec": $0.value]) }
        fixture.services += row.more.filter { $0.kind == "Service" }
        fixture.secrets = row.more.filter { $0.kind == "Secret" }
        let plan = HTTPProxyPlanner.plan(fixture.inventory)
        var found: [String: [String]] = [:]
        for (key, verdict) in plan {
            found[key.description] = verdict.errors.map { "\($0.type)/\($0.reason): \($0.message)" }
        }
        #expect(found == row.issues)
    }

    @Test func theStatusIsWrittenAsContourDoes() {
        var verdict = ProxyVerdict()
        let early = Timestamp(seconds: 0)
        let valid = verdict.status(generation: 2, now: early, present: ["loadBalancer": [:]])
        let condition: Value = [
            "type": "Valid", "status": "True", "reason": "Valid", "message": "Valid HTTPProxy",
            "observedGeneration": 2, "lastTransitionTime": "1970-01-01T00:00:00Z",
        ]
        let expected: Value = [
            "currentStatus": "valid", "description": "Valid HTTPProxy", "conditions": [condition], "loadBalancer": [:],
        ]
        #expect(valid == expected)
        #expect(verdict.status(generation: 2, now: Timestamp(seconds: 9), present: valid) == valid)
        verdict.add("Orphaned", "Orphaned", "alone")
        let orphaned = verdict.status(generation: 2, now: early, present: valid)
        #expect(orphaned["currentStatus"] == "orphaned")
        #expect(orphaned["description"] == "alone")
        let error: Value = ["type": "Orphaned", "status": "True", "reason": "Orphaned", "message": "alone"]
        #expect(orphaned["conditions"]?[0]?["errors"] == [error])
        #expect(orphaned["conditions"]?[0]?["reason"] == "ErrorPresent")
    }
}
