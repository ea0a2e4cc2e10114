// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Gateway
import Kn8Value
import Testing

/// What kubectl needs of OpenAPI.
struct OpenAPITests {
    @Test func tellsHowDeploymentsArePatched() async throws {
        let gateway = try TestGateway.make()
        let index = await TestGateway.ask(gateway, "GET", "/openapi/v3")
        #expect(index.status == 200)
        let path = try #require(index.value[path: ["paths", "apis/apps/v1", "serverRelativeURL"]]?.string)
        let answer = await TestGateway.ask(gateway, "GET", path)
        #expect(answer.status == 200)
        #expect(answer.headers["Cache-Control"] == "public, immutable")
        let document = answer.value
        let item = "/apis/apps/v1/namespaces/{namespace}/deployments/{name}"
        let patch = try #require(document["paths"]?[item]?["patch"])
        #expect(
            patch["x-kubernetes-group-version-kind"] == ["group": "apps", "version": "v1", "kind": "Deployment"]
        )
        let names = (patch["parameters"]?.array ?? []).compactMap { $0["name"]?.string }
        #expect(names.contains("fieldValidation"))
        #expect(patch[path: ["requestBody", "content", "application/strategic-merge-patch+json"]] != nil)
        let schemas = try #require(document[path: ["components", "schemas"]])
        let containers = schemas["io.k8s.api.core.v1.PodSpec"]?[path: ["properties", "containers"]]
        #expect(containers?["x-kubernetes-patch-merge-key"] == "name")
        #expect(containers?["x-kubernetes-list-map-keys"] == ["name"])
        let kinds = schemas["io.k8s.api.apps.v1.Deployment"]?["x-kubernetes-group-version-kind"]
        #expect(kinds == [["group": "apps", "version": "v1", "kind": "Deployment"]])
        // Whatever is named is there.
        for name in references(document, depth: 0) { #expect(schemas[name] != nil, "\(name)") }
        let known = try #require(answer.headers["Etag"])
        let again = await TestGateway.ask(gateway, "GET", path, ["If-None-Match": known])
        #expect(again.status == 304)
        let other = await TestGateway.ask(gateway, "GET", "/openapi/v3/apis/apps/v1?hash=1")
        #expect(other.status == 301)
        #expect(other.headers["Location"] == path)
    }

    @Test func aDefinitionAppearsWhenItIsEstablished() async throws {
        let gateway = try TestGateway.make()
        let before = await TestGateway.ask(gateway, "GET", "/openapi/v3/apis/demo.example/v1")
        #expect(before.status == 404)
        let definition = """
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"gadgets.demo.example"},
            "spec":{"group":"demo.example","scope":"Namespaced","names":{"plural":"gadgets","kind":"Gadget"},"versions":[
            {"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":
            {"spec":{"type":"object","description":"what is wanted","properties":{"n":{"type":"integer"}}}}}}}]}}
            """
        let made = await TestGateway.ask(
            gateway,
            "POST",
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
            body: definition
        )
        #expect(made.status == 201)
        let after = await TestGateway.ask(gateway, "GET", "/openapi/v3/apis/demo.example/v1")
        let schema = after.value[path: ["components", "schemas", "example.demo.v1.Gadget"]]
        #expect(schema?[path: ["properties", "spec", "description"]] == "what is wanted")
        #expect(schema?[path: ["properties", "metadata", "$ref"]] != nil)
        let paths = after.value["paths"]?.object?.keys.map(\.self) ?? []
        #expect(paths.contains("/apis/demo.example/v1/namespaces/{namespace}/gadgets/{name}"))
        #expect(paths.contains("/apis/demo.example/v1/gadgets"))
    }

    @Test func versionTwoHoldsTogether() async throws {
        let gateway = try TestGateway.make()
        let answer = await TestGateway.ask(gateway, "GET", "/openapi/v2")
        #expect(answer.value["swagger"] == "2.0")
        let definitions = try #require(answer.value["definitions"])
        for name in references(answer.value, depth: 0) { #expect(definitions[name] != nil, "\(name)") }
        let html = await TestGateway.ask(gateway, "GET", "/openapi/v2", ["Accept": "text/html"])
        #expect(html.status == 406)
    }

    private func references(_ value: Value, depth: Int) -> Set<String> {
        guard depth < 100 else { return [] }
        switch value {
        case .object(let map):
            return map.reduce(into: []) { found, entry in
                if entry.key == "$ref", let text = entry.value.string, let slash = text.lastIndex(of: "/") {
                    found.insert(String(text[text.index(after: slash)...]))
                } else {
                    found.formUnion(references(entry.value, depth: depth + 1))
                }
            }
        case .array(let elements):
            return elements.reduce(into: []) { $0.formUnion(references($1, depth: depth + 1)) }
        default: return []
        }
    }
}
