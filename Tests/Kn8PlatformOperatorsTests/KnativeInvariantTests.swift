// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Controller
import Kn8TestSupport
import Kn8Value
import Testing

@testable import Kn8PlatformOperators

@Suite("Knative under the controllers")
struct KnativeInvariantTests {
    static let objects: [Object] = {
        var route = Object(Knative.route, namespace: "default", name: "shared")
        route["spec"] = [
            "traffic": [
                ["configurationName": "hello", "percent": 90],
                ["tag": "two", "configurationName": "two", "percent": 10],
            ]
        ]
        var configuration = Object(Knative.configuration, namespace: "default", name: "two")
        configuration["spec"] = ["template": KnativeServiceTests.template("v2")]
        return [KnativeServiceTests.hello(KnativeServiceTests.template("v1")), configuration, route]
    }()

    @Test("changes alone bring everything to Ready")
    func ready() async throws {
        let world = try await settle(KnativeInvariantTests.objects, KnativeServiceTests.all)
        for (kind, name) in [("Configuration", "two"), ("Route", "shared"), ("Route", "hello")] {
            let object = try #require(world.get(kind, name))
            #expect(Knative.isReady(object), "\(kind) \(name)")
        }
        let service = world.all("Service").first { $0.gvk == Knative.service }
        #expect(service.map { Knative.isReady($0) } == true)
        let traffic = world.get("Route", "shared")?["status", "traffic"]
        #expect(traffic?[1]?["url"] == "http://two-shared.default.example.com")
    }

    @Test("a settled world is not written to")
    func settled() async throws {
        try await expectSettledWorldWritesNothing(KnativeInvariantTests.objects, KnativeServiceTests.all)
    }

    @Test("the order of applying does not matter")
    func order() async throws {
        try await expectOrderDoesNotMatter(KnativeInvariantTests.objects, KnativeServiceTests.all)
    }
}
