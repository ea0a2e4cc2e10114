// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Value
import Testing

@testable import Kn8PlatformOperators

@Suite("Knative Route")
struct KnativeRouteTests {
    static let now = Timestamp(seconds: 1_767_225_600)

    static func object(
        _ kind: GroupVersionKind,
        _ name: String,
        ready: String? = nil,
        labels: [String: String] = [:],
        status: Value = [:]
    ) -> Object {
        var object = Object(kind, namespace: "ns", name: name, labels: labels)
        object["metadata", "generation"] = 1
        object["metadata", "uid"] = .string(name)
        var status = status
        status["observedGeneration"] = 1
        if let ready { status["conditions"] = [["type": "Ready", "status": .string(ready)]] }
        object["status"] = status
        return object
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var target: Value
        var configurations: [Object] = []
        var revisions: [Object] = []
        var service: String?
        var assigned: String
    }

    @Test(
        arguments: [
            Row(
                testDescription: "case 27: no such Revision",
                target: ["revisionName": "nope", "percent": 100],
                assigned: "False|RevisionMissing|Revision \"nope\" referenced in traffic not found."
            ),
            Row(
                testDescription: "no such Configuration",
                target: ["configurationName": "c", "percent": 100],
                assigned: "False|ConfigurationMissing|Configuration \"c\" referenced in traffic not found."
            ),
            Row(
                testDescription: "case 28: a Configuration that waits",
                target: ["configurationName": "c", "percent": 100],
                configurations: [object(Knative.configuration, "c", ready: "Unknown")],
                assigned:
                    "Unknown|RevisionMissing|Configuration \"c\" is waiting for a Revision to become ready."
            ),
            Row(
                testDescription: "case 28: a Configuration whose Revision failed",
                target: ["configurationName": "c", "percent": 100],
                configurations: [object(Knative.configuration, "c", ready: "False")],
                assigned: "False|RevisionMissing|Configuration \"c\" does not have any ready Revision."
            ),
            Row(
                testDescription: "case 39: a Revision that comes back",
                target: ["configurationName": "c", "percent": 100],
                configurations: [
                    object(Knative.configuration, "c", ready: "True", status: ["latestReadyRevisionName": "c-00001"])
                ],
                revisions: [object(Knative.revision, "c-00001", ready: "Unknown")],
                assigned: "Unknown|RevisionMissing|Revision \"c-00001\" is not yet ready."
            ),
            Row(
                testDescription: "a Revision that failed",
                target: ["revisionName": "r", "percent": 100],
                revisions: [object(Knative.revision, "r", ready: "False")],
                assigned: "False|RevisionMissing|Revision \"r\" failed to become ready."
            ),
            Row(
                testDescription: "case 29: another Service's Revision",
                target: ["revisionName": "b-00001", "percent": 100],
                revisions: [
                    object(Knative.revision, "b-00001", ready: "True", labels: ["serving.knative.dev/service": "b"])
                ],
                service: "a",
                assigned: "False|RevisionNotOwned|Revision \"b-00001\" belongs to Service \"b\", not Service \"a\"."
            ),
            Row(
                testDescription: "nobody's Revision",
                target: ["revisionName": "r", "percent": 100],
                revisions: [object(Knative.revision, "r", ready: "True")],
                service: "a",
                assigned: "False|RevisionNotOwned|Revision \"r\" does not belong to Service \"a\"."
            ),
            Row(
                testDescription: "a ready Revision",
                target: ["revisionName": "r", "percent": 100],
                revisions: [object(Knative.revision, "r", ready: "True")],
                assigned: "True"
            ),
        ]
    )
    func assignment(_ row: Row) {
        var route = Object(Knative.route, namespace: "ns", name: "a")
        route["metadata", "generation"] = 1
        if let service = row.service { route.labels = [Knative.key("service"): service] }
        route["spec"] = ["traffic": [row.target]]
        let world = KnativeRoutePlan.World(configurations: row.configurations, revisions: row.revisions)
        let plan = KnativeRoutePlan(route, world, now: KnativeRouteTests.now)
        func said(_ type: String) -> String {
            let condition = plan.status["conditions"]?.array?.first { $0["type"]?.string == type }
            return ["status", "reason", "message"].compactMap { condition?[$0]?.string }.joined(separator: "|")
        }
        #expect(said("AllTrafficAssigned") == row.assigned)
        #expect(said("Ready") == row.assigned)
        #expect(plan.status["url"] == "http://a.ns.example.com")
        #expect((plan.status["address"] == nil) == (row.assigned != "True"))
        #expect(plan.placeholders.isEmpty == (row.assigned != "True"))
    }

    @Test("case 36: a cluster-local Route has the cluster's domain")
    func local() {
        var route = Object(Knative.route, namespace: "ns", name: "a")
        route.labels = ["networking.knative.dev/visibility": "cluster-local"]
        let plan = KnativeRoutePlan(route, .init(), now: KnativeRouteTests.now)
        #expect(plan.status["url"] == "http://a.ns.svc.cluster.local")
    }

    @Test("the placeholder of a tag that is gone goes too")
    func surplus() {
        var route = KnativeRouteTests.object(Knative.route, "a")
        route["spec"] = ["traffic": [["revisionName": "r", "percent": 100]]]
        var old = Object(Knative.coreService, namespace: "ns", name: "dev-a")
        old.ownerReferences = [route.asController]
        let revision = KnativeRouteTests.object(Knative.revision, "r", ready: "True")
        let world = KnativeRoutePlan.World(revisions: [revision], services: [old])
        let plan = KnativeRoutePlan(route, world, now: KnativeRouteTests.now)
        #expect(plan.surplus == [old.key])
    }
}
