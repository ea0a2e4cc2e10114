// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Controller
import Kn8Value
import Kn8TestSupport
import Testing

@testable import Kn8PlatformOperators

@Suite("Knative Service")
struct KnativeServiceTests {
    static let key = ObjectKey(namespace: "default", name: "hello")
    static let all = PlatformOperators.all + [EverythingUp("Deployment")]

    static func template(_ image: String, name: String? = nil, annotations: Value? = nil) -> Value {
        var template: Value = ["spec": ["containers": [["image": .string("registry.test/hello:\(image)")]]]]
        if let name { template[path: ["metadata", "name"]] = .string(name) }
        if let annotations { template[path: ["metadata", "annotations"]] = annotations }
        return template
    }

    static func hello(_ template: Value, traffic: Value? = nil) -> Object {
        var service = Object(Knative.service, namespace: "default", name: "hello")
        service["spec"] = ["template": template]
        service["spec", "traffic"] = traffic
        return service
    }

    /// `AllTrafficAssigned=True …` for each condition of the object, in order.
    static func conditions(_ world: MemoryCluster, _ kind: GroupVersionKind, _ name: String = "hello") -> [String] {
        let object = world.object(ObjectKey(namespace: "default", name: name), of: kind)
        return (object?["status", "conditions"]?.array ?? []).map { condition in
            let words = ["status", "reason", "message", "severity"].compactMap { condition[$0]?.string }
            return "\(condition["type"]?.string ?? "")=\(words.joined(separator: "|"))"
        }
    }

    static func traffic(_ world: MemoryCluster, _ kind: GroupVersionKind = Knative.service) -> [String] {
        (world.object(key, of: kind)?["status", "traffic"]?.array ?? []).map { target in
            let parts = [
                target["tag"]?.string, target["revisionName"]?.string, target["percent"]?.int.map(String.init),
                target["latestRevision"] == true ? "latest" : nil, target["url"]?.string,
            ]
            return parts.compactMap(\.self).joined(separator: " ")
        }
    }

    /// What is applied one after the other, each time until the world is settled, and what then stands.
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var steps: [Object]
        var traffic: [String]
        var revisions: [String]
        var conditions = ["ConfigurationsReady=True", "Ready=True", "RoutesReady=True"]
    }

    @Test(
        arguments: [
            Row(
                testDescription: "case 1: a new Service",
                steps: [hello(template("v1"))],
                traffic: ["hello-00001 100 latest"],
                revisions: ["hello-00001 active"]
            ),
            Row(
                testDescription: "case 2: another image",
                steps: [hello(template("v1")), hello(template("v2"))],
                traffic: ["hello-00002 100 latest"],
                revisions: ["hello-00001 reserve", "hello-00002 active"]
            ),
            Row(
                testDescription: "case 4: an annotation of the template makes a Revision",
                steps: [
                    hello(template("v1")),
                    hello(template("v1", annotations: ["autoscaling.knative.dev/min-scale": "2"])),
                ],
                traffic: ["hello-00002 100 latest"],
                revisions: ["hello-00001 reserve", "hello-00002 active"]
            ),
            Row(
                testDescription: "case 5: traffic alone makes none",
                steps: [
                    hello(template("v1")),
                    hello(template("v1"), traffic: [["revisionName": "hello-00001", "percent": 100]]),
                ],
                traffic: ["hello-00001 100"],
                revisions: ["hello-00001 active"]
            ),
            Row(
                testDescription: "case 6: pinned traffic stays on the old Revision",
                steps: [
                    hello(template("v1")),
                    hello(template("v1"), traffic: [["revisionName": "hello-00001", "percent": 100]]),
                    hello(template("v2"), traffic: [["revisionName": "hello-00001", "percent": 100]]),
                ],
                traffic: ["hello-00001 100"],
                revisions: ["hello-00001 active", "hello-00002 reserve"]
            ),
            Row(
                testDescription: "case 12: a tag has a URL of its own",
                steps: [hello(template("v1"), traffic: [["percent": 100], ["tag": "dev"]])],
                traffic: [
                    "hello-00001 100 latest", "dev hello-00001 0 latest http://dev-hello.default.example.com",
                ],
                revisions: ["hello-00001 active"]
            ),
            Row(
                testDescription: "blue and green share the traffic",
                steps: [
                    hello(template("v1", name: "hello-blue")),
                    hello(
                        template("v2", name: "hello-green"),
                        traffic: [
                            ["revisionName": "hello-blue", "percent": 90],
                            ["revisionName": "hello-green", "percent": 10],
                        ]
                    ),
                ],
                traffic: ["hello-blue 90", "hello-green 10"],
                revisions: ["hello-blue active", "hello-green active"]
            ),
            Row(
                testDescription: "case 48: one Revision named twice never counts as migrated",
                steps: [
                    hello(template("v1")),
                    hello(
                        template("v1"),
                        traffic: [
                            ["revisionName": "hello-00001", "percent": 50],
                            ["revisionName": "hello-00001", "percent": 50],
                        ]
                    ),
                ],
                traffic: ["hello-00001 100"],
                revisions: ["hello-00001 active"],
                conditions: [
                    "ConfigurationsReady=True",
                    "Ready=Unknown|TrafficNotMigrated|Traffic is not yet migrated to the latest revision.",
                    "RoutesReady=Unknown|TrafficNotMigrated|Traffic is not yet migrated to the latest revision.",
                ]
            ),
        ]
    )
    func service(_ row: Row) async throws {
        for reversed in [false, true] {
            let world = MemoryCluster()
            for step in row.steps {
                world.apply(step)
                #expect(try await world.settle(KnativeServiceTests.all, reversed: reversed))
            }
            #expect(KnativeServiceTests.traffic(world) == row.traffic)
            let revisions = world.objects(of: Knative.revision, in: .all)
            #expect(revisions.map { "\($0.name) \($0.labels[Knative.key("routingState")] ?? "")" } == row.revisions)
            #expect(KnativeServiceTests.conditions(world, Knative.service) == row.conditions)
        }
    }

    @Test("case 1: URLs, children and conditions of the steady state")
    func steady() async throws {
        let world = MemoryCluster()
        world.apply(KnativeServiceTests.hello(KnativeServiceTests.template("v1")))
        #expect(try await world.settle(PlatformOperators.all))
        let waiting = "Unknown|RevisionMissing|Configuration \"hello\" is waiting for a Revision to become ready."
        #expect(
            KnativeServiceTests.conditions(world, Knative.service)
                == ["ConfigurationsReady=Unknown", "Ready=\(waiting)", "RoutesReady=\(waiting)"]
        )
        #expect(
            KnativeServiceTests.conditions(world, Knative.revision, "hello-00001") == [
                "Active=Unknown|Deploying|Info", "ContainerHealthy=Unknown|Deploying", "Ready=Unknown|Deploying",
                "ResourcesAvailable=Unknown|Deploying",
            ]
        )
        #expect(try await world.settle(KnativeServiceTests.all))
        let service = world.object(KnativeServiceTests.key, of: Knative.service)
        #expect(service?["status", "url"] == "http://hello.default.example.com")
        #expect(service?["status", "address", "url"] == "http://hello.default.svc.cluster.local")
        #expect(service?["status", "latestReadyRevisionName"] == "hello-00001")
        #expect(
            KnativeServiceTests.conditions(world, Knative.route) == [
                "AllTrafficAssigned=True",
                "CertificateProvisioned=True|TLSNotEnabled|external-domain-tls is not enabled", "IngressReady=True",
                "Ready=True",
            ]
        )
        #expect(
            KnativeServiceTests.conditions(world, Knative.revision, "hello-00001")
                == ["Active=True|Info", "ContainerHealthy=True", "Ready=True", "ResourcesAvailable=True"]
        )
        let deployment = world.objects(of: Knative.deployment, in: .all).first
        #expect(deployment?.name == "hello-00001-deployment")
        let containers = deployment?["spec", "template", "spec", "containers"]?.array ?? []
        #expect(containers.map { $0["name"] } == ["user-container", "queue-proxy"])
        #expect(world.objects(of: Knative.coreService, in: .all).map(\.name) == ["hello"])
    }

    @Test("case 3: a label of the Service goes to its children, not to the Revision")
    func label() async throws {
        let world = MemoryCluster()
        var service = KnativeServiceTests.hello(KnativeServiceTests.template("v1"))
        world.apply(service)
        #expect(try await world.settle(KnativeServiceTests.all))
        service.labels = ["team": "a"]
        world.apply(service)
        #expect(try await world.settle(KnativeServiceTests.all))
        for kind in [Knative.configuration, Knative.route] {
            #expect(world.object(KnativeServiceTests.key, of: kind)?.labels["team"] == "a")
        }
        #expect(world.objects(of: Knative.revision, in: .all).map { $0.labels["team"] } == [nil])
    }

    @Test("case 15: a Revision's name that is taken")
    func nameTaken() async throws {
        let world = MemoryCluster()
        world.apply(Object(Knative.revision, namespace: "default", name: "hello-v1"))
        world.apply(KnativeServiceTests.hello(KnativeServiceTests.template("v1", name: "hello-v1")))
        #expect(try await world.settle(KnativeServiceTests.all))
        #expect(
            KnativeServiceTests.conditions(world, Knative.configuration) == [
                "Ready=False|RevisionFailed|Revision creation failed with message: "
                    + "revisions.serving.knative.dev \"hello-v1\" already exists."
            ]
        )
        let taken = KnativeServiceTests.conditions(world, Knative.service).last
        #expect(
            taken == "RoutesReady=False|RevisionNameTaken|The revision name \"hello-v1\" is taken by a conflicting "
                + "Revision, so traffic will not be migrated"
        )
        #expect(world.objects(of: Knative.route, in: .all).isEmpty)
    }

    @Test("cases 34 and 35: children that belong to somebody else")
    func foreign() async throws {
        let world = MemoryCluster()
        world.apply(Object(Knative.coreService, namespace: "default", name: "hello"))
        world.apply(KnativeServiceTests.hello(KnativeServiceTests.template("v1")))
        #expect(try await world.settle(KnativeServiceTests.all))
        #expect(
            KnativeServiceTests.conditions(world, Knative.route).contains(
                "IngressReady=False|NotOwned|There is an existing placeholder Service \"hello\" that we do not own."
            )
        )
        let other = MemoryCluster()
        other.apply(Object(Knative.configuration, namespace: "default", name: "hello"))
        other.apply(KnativeServiceTests.hello(KnativeServiceTests.template("v1")))
        #expect(try await other.settle([KnativeServiceReconciler()]))
        #expect(
            KnativeServiceTests.conditions(other, Knative.service).first
                == "ConfigurationsReady=False|NotOwned|There is an existing Configuration \"hello\" that we do not own."
        )
        #expect(other.objects(of: Knative.route, in: .all).isEmpty)
        #expect(
            other.events.last
                == "Warning InternalError service: \"hello\" does not own configuration: \"hello\""
        )
    }
}
