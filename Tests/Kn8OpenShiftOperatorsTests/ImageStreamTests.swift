// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Controller
import Kn8TestSupport
import Kn8Value
import Testing

@testable import Kn8OpenShiftOperators

/// `openshift-templates.md`, section 4.2.
struct ImageStreamTests {
    static func stream(_ name: String, _ tags: Value, _ annotations: [String: String] = [:]) -> Object {
        var object = Object(.imageStream, namespace: "default", name: name)
        object.annotations = annotations
        object["spec"] = ["tags": tags]
        return object
    }

    static func images(_ world: SettledWorld, _ name: String) -> [String] {
        (world.get("ImageStream", name)?["status", "tags"]?.array ?? []).map { tag in
            let item = tag["items"]?[0]?["dockerImageReference"]?.string ?? "-"
            return "\(tag["tag"]?.string ?? "") \(item.prefix { $0 != "@" })"
        }
    }

    static let docker: Value = ["name": "1", "from": ["kind": "DockerImage", "name": "host:5000/a/web:1.2"]]

    @Test func `tags are imported and followed, also from another stream`() async throws {
        let world = try await settle(
            [
                Self.stream(
                    "web",
                    [["name": "latest", "from": ["kind": "ImageStreamTag", "name": "1"]], Self.docker]
                ),
                Self.stream("copy", [["name": "x", "from": ["kind": "ImageStreamTag", "name": "web:latest"]]]),
                Self.stream("ring", [["name": "x", "from": ["kind": "ImageStreamTag", "name": "ring:x"]]]),
                Self.stream(
                    "ref",
                    [["name": "x", "reference": true, "from": ["kind": "DockerImage", "name": "a:1"]]]
                ),
            ],
            OpenShiftOperators.all
        )
        #expect(Self.images(world, "web") == ["latest host:5000/a/web", "1 host:5000/a/web"])
        #expect(Self.images(world, "copy") == ["x host:5000/a/web"])
        #expect(Self.images(world, "ring").isEmpty)
        #expect(Self.images(world, "ref") == ["x a:1"])
        #expect(
            world.get("ImageStream", "web")?["status", "dockerImageRepository"]
                == "image-registry.openshift-image-registry.svc:5000/default/web"
        )
        #expect(world.all("Event").contains { $0["reason"] == "ImportSimulated" })
    }

    @Test func `a failing import is a condition`() async throws {
        let world = try await settle(
            [Self.stream("web", [Self.docker], ["kn8.dev/image-import": "fail"])],
            OpenShiftOperators.all
        )
        let condition = world.get("ImageStream", "web")?["status", "tags"]?[0]?["conditions"]?[0]
        #expect(condition?["status"] == "False")
        #expect(condition?["message"] == "dockerimage.image.openshift.io \"host:5000/a/web:1.2\" not found")
    }

    @Test func `the local policy pulls from the internal registry`() async throws {
        var tag = Self.docker
        tag["referencePolicy"] = ["type": "Local"]
        let world = try await settle([Self.stream("web", [tag])], OpenShiftOperators.all)
        let stream = try #require(world.get("ImageStream", "web"))
        #expect(
            ImageStreamPlan.pullSpec("1", in: stream)?
                .hasPrefix("image-registry.openshift-image-registry.svc:5000/default/web@sha256:") == true
        )
        #expect(ImageStreamPlan.pullSpec("2", in: stream) == nil)
    }

    @Test func `a settled world is left alone`() async throws {
        let tags: Value = [Self.docker, ["name": "latest", "from": ["kind": "ImageStreamTag", "name": "1"]]]
        try await expectSettledWorldWritesNothing([Self.stream("web", tags)], OpenShiftOperators.all)
    }
}
