// SPDX-License-Identifier: MIT

import Kn8API
import Kn8TestSupport
import Kn8Value
import Testing

@testable import Kn8Remote

@Suite struct ServerDiscoveryTests {
    private static let core = """
        {"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","metadata":{},"items":[{"metadata":{},\
        "versions":[{"version":"v1","resources":[{"resource":"pods","responseKind":{"group":"","version":"","kind":"Pod"},\
        "scope":"Namespaced","singularResource":"pod","verbs":["get","list"],"shortNames":["po"],"categories":["all"],\
        "subresources":[{"subresource":"status"},{"subresource":"log"}]}]}]}]}
        """
    private static let groups = """
        {"kind":"APIGroupDiscoveryList","metadata":{},"items":[{"metadata":{"name":"apps"},"versions":[{"version":"v1",\
        "resources":[{"resource":"deployments","responseKind":{"kind":"Deployment"},"scope":"Namespaced",\
        "singularResource":"deployment","verbs":["get"],"subresources":[{"subresource":"scale"},{"subresource":"status"}]}]},\
        {"version":"v1beta1","resources":[{"resource":"deployments","responseKind":{"kind":"Deployment"},"scope":"Cluster",\
        "verbs":[]}]}]}]}
        """

    @Test func theAggregatedFormTakesTwoRequestsAndThenNone() async throws {
        let folder = try TemporaryFolder()
        let api = try StubAPI([
            "GET /api": [.json(Self.core, 200, "ETag: \"A\""), .json("", 304)],
            "GET /apis": [.json(Self.groups, 200, "ETag: \"B\""), .json("", 304)],
        ])
        for round in 1...2 {
            let client = api.client { $1.cacheFolder = folder.path }
            let all = try await client.discoveredResources()
            #expect(
                all.map(\.resource.gvk.description) == [
                    "v1, Kind=Pod", "apps/v1, Kind=Deployment", "apps/v1beta1, Kind=Deployment",
                ]
            )
            #expect(all[0].verbs == ["get", "list"])
            #expect(all[0].resource.shortNames == ["po"])
            #expect(all[0].resource.hasStatus)
            #expect(!all[0].hasScale)
            #expect(all[1].hasScale)
            #expect(!all[2].resource.namespaced)
            _ = try await client.resources()
            #expect(client.requestCount == 2)
            #expect(api.requests.count == round * 2)
        }
        let tags = api.requests.suffix(2).flatMap(\.headers).filter { $0.hasPrefix("If-None-Match") }
        #expect(Set(tags) == ["If-None-Match: \"A\"", "If-None-Match: \"B\""])
    }

    @Test func theLegacyFormServesAsWell() async throws {
        let api = try StubAPI([
            "GET /api": [.json(#"{"kind":"APIVersions","versions":["v1"]}"#)],
            "GET /api/v1": [
                .json(
                    #"{"kind":"APIResourceList","groupVersion":"v1","resources":[{"name":"pods","singularName":"pod","#
                        + #""namespaced":true,"kind":"Pod","verbs":["get"]},{"name":"pods/status","kind":"Pod"},"#
                        + #"{"name":"nodes","namespaced":false,"kind":"Node","verbs":[]}]}"#
                )
            ],
            "GET /apis": [
                .json(
                    #"{"kind":"APIGroupList","groups":[{"name":"a.io","versions":[{"groupVersion":"a.io/v1beta1"},"#
                        + #"{"groupVersion":"a.io/v1"}],"preferredVersion":{"groupVersion":"a.io/v1"}}]}"#
                )
            ],
            "GET /apis/a.io/v1": [
                .json(#"{"groupVersion":"a.io/v1","resources":[{"name":"as","namespaced":true,"kind":"A"}]}"#)
            ],
            "GET /apis/a.io/v1beta1": [.json("down", 503)],
        ])
        let all = try await api.client().discoveredResources()
        #expect(
            all.map(\.resource.gvk.description) == ["v1, Kind=Pod", "v1, Kind=Node", "a.io/v1, Kind=A"]
        )
        #expect(all[0].resource.hasStatus)
        #expect(!all[1].resource.hasStatus)
        #expect(all[2].resource.singular == "a")
    }

    @Test func aKindThatIsMissingIsLookedForOnceMore() async throws {
        let api = try StubAPI([
            "GET /api": [.json(Self.core)],
            "GET /apis": [.json(#"{"kind":"APIGroupDiscoveryList","items":[]}"#), .json(Self.groups)],
        ])
        let client = api.client()
        #expect(try await client.resources().count == 1)
        let kind = GroupVersionKind(group: "apps", version: "v1", kind: "Deployment")
        #expect(try await client.resource(for: kind)?.plural == "deployments")
        let none = GroupVersionKind(group: "no", version: "v1", kind: "Such")
        for _ in 0..<3 { #expect(try await client.resource(for: none) == nil) }
        // One search was made already.
        #expect(client.requestCount == 4)
    }

    @Test func manyWhoMissKindsShareOneSearch() async throws {
        let api = try StubAPI(["GET /api": [.json(Self.core)], "GET /apis": [.json(Self.groups)]])
        let client = api.client()
        _ = try await client.resources()
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<40 {
                group.addTask {
                    let kind = GroupVersionKind(group: "no", version: "v1", kind: "Such\(index)")
                    let found = try? await client.resource(for: kind)
                    #expect(found == nil)
                }
            }
        }
        #expect(client.requestCount == 4)
    }

    private static let definitions = Resource(
        GroupVersionKind(group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition"),
        plural: "customresourcedefinitions",
        namespaced: false
    )

    private static func definition(_ kind: String) -> Object {
        var object = Object(definitions.gvk, name: "\(kind.lowercased())s.a.io")
        object["spec"] = [
            "group": "a.io", "names": ["plural": .string("\(kind.lowercased())s"), "kind": .string(kind)],
            "versions": [["name": "v1", "served": true], ["name": "v0", "served": false]],
        ]
        return object
    }

    @Test func aDefinedKindIsWaitedForByItsOwnDocumentOnly() async throws {
        let path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
        let listed = #"{"groupVersion":"a.io/v1","resources":[{"name":"as","namespaced":true,"kind":"A"}]}"#
        let api = try StubAPI([
            "GET /api": [.json(Self.core)], "GET /apis": [.json(Self.groups)],
            "POST \(path)": [.json(Self.definition("A").value.json())],
            "GET /apis/a.io/v1": [
                .json("404", 404), .json(#"{"groupVersion":"a.io/v1","resources":[]}"#), .json(listed),
            ],
        ])
        let client = api.client()
        _ = try await client.resources()
        _ = try await client.create(Self.definition("A"), of: Self.definitions, options: WriteOptions())
        // Another kind does not wait for it, and asks once.
        let other = GroupVersionKind(group: "no", version: "v1", kind: "Such")
        #expect(try await client.resource(for: other) == nil)
        #expect(client.requestCount == 5)
        let kind = GroupVersionKind(group: "a.io", version: "v1", kind: "A")
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    let found = try? await client.resource(for: kind)
                    #expect(found?.plural == "as")
                }
            }
        }
        #expect(client.requestCount == 8)
        #expect(client.knownResource(kind) != nil)
        // What is served already is nothing to wait for, though it is written again.
        _ = try await client.create(Self.definition("A"), of: Self.definitions, options: WriteOptions())
        #expect(try await client.resource(for: kind) != nil)
        #expect(try await client.resource(for: other) == nil)
        #expect(client.requestCount == 9)
    }

    @Test func aServerThatIsDownIsSaid() async throws {
        let api = try StubAPI(["GET /api": [.json("x", 500)], "GET /apis": [.json("x", 500)]])
        await #expect(throws: APIError.self) { try await api.client().resources() }
    }
}
