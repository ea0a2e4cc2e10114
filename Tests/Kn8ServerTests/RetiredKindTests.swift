// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Merge
import Kn8Value
import Testing

@testable import Kn8Server

/// Versions of built-in kinds that older servers have, and this one does not.
@Suite struct RetiredKindTests {
    private static func resource(_ group: String, _ version: String, _ kind: String, _ plural: String) -> Resource {
        Resource(GroupVersionKind(group: group, version: version, kind: kind), plural: plural, hasStatus: true)
    }

    static let resources = [
        resource("batch", "v1beta1", "CronJob", "cronjobs"),
        resource("policy", "v1beta1", "PodDisruptionBudget", "poddisruptionbudgets"),
        resource("extensions", "v1beta1", "Ingress", "ingresses"),
        resource("autoscaling", "v2beta2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
        // Nobody has heard of it.
        resource("batch", "v7", "CronJob", "cronjobs"),
    ]

    private func overlay(over resources: [Resource]) throws -> (EmbeddedServer, OverlayServer) {
        let time = OverlayServerTests.Clock()
        let older = try EmbeddedServer(rules: CatalogRules(), time: time)
        for resource in resources { try older.lend(resource) }
        return (older, try OverlayServer(over: older, rules: CatalogRules(), time: time))
    }

    @Test(arguments: resources)
    func itIsTriedOutWhereTheOtherServerHasIt(_ resource: Resource) async throws {
        let (older, overlay) = try overlay(over: [resource])
        let found = try #require(try await overlay.resource(for: resource.gvk))
        var object = Object(resource.gvk, namespace: "default", name: "a")
        object["metadata", "labels", "n"] = "1"
        if resource.gvk.group == "autoscaling" {
            let target: Value = ["apiVersion": "apps/v1", "kind": "Deployment", "name": "a"]
            object["spec"] = ["scaleTargetRef": target, "maxReplicas": 2]
        }
        _ = try await older.create(object, of: found, options: WriteOptions())
        let before = try #require(try await overlay.object(object.key, of: found))
        #expect(before.apiVersion == resource.gvk.apiVersion)
        let after = try await overlay.patch(
            object.key,
            of: found,
            with: .merge(["metadata": ["labels": ["n": "2"]]]),
            subresource: nil,
            options: WriteOptions()
        )
        #expect(after.labels == ["n": "2"])
        object.name = "b"
        #expect(try await overlay.create(object, of: found, options: WriteOptions()).apiVersion == before.apiVersion)
        let list = try await overlay.objects(of: found, in: .all, options: ListOptions())
        #expect(list.items.map(\.name) == ["a", "b"])
        #expect(try await older.object(object.key, of: found) == nil)
    }

    @Test func aDefinitionOfV1Beta1IsTriedOutWithItsObjects() async throws {
        let crds = Self.resource(
            "apiextensions.k8s.io",
            "v1beta1",
            "CustomResourceDefinition",
            "customresourcedefinitions"
        )
        let definitions = Resource(crds.gvk, plural: crds.plural, namespaced: false, hasStatus: true)
        let (_, overlay) = try overlay(over: [definitions])
        var definition = Object(definitions.gvk, name: "widgets.a.io")
        definition["spec"] = [
            "group": "a.io", "version": "v1", "scope": "Namespaced", "names": ["plural": "widgets", "kind": "Widget"],
        ]
        _ = try await overlay.create(definition, of: definitions, options: WriteOptions())
        let gvk = GroupVersionKind(group: "a.io", version: "v1", kind: "Widget")
        let widgets = try #require(try await overlay.resource(for: gvk))
        let widget = Object(gvk, namespace: "default", name: "w")
        #expect(try await overlay.create(widget, of: widgets, options: WriteOptions()).name == "w")
    }

    @Test(arguments: [
        ("batch/v1beta1", "CronJob", ["spec", "jobTemplate", "spec", "template", "spec"]),
        ("extensions/v1beta1", "DaemonSet", ["spec", "template", "spec"]),
        ("apps/v1beta1", "Deployment", ["spec", "template", "spec"]),
    ])
    func itsListsMergeByKey(apiVersion: String, kind: String, path: [String]) throws {
        var schema = try #require(CatalogRules().patchSchema(apiVersion: apiVersion, kind: kind))
        for name in path { schema = try #require(schema.patchField(name)?.below) }
        #expect(schema.patchField("containers")?.mergeKey == "name")
        #expect(CatalogRules().mergeSchema(apiVersion: apiVersion, kind: kind) != nil)
    }

    @Test func anOperatorsKindTakesNoStrategicPatch() {
        #expect(CatalogRules().patchSchema(apiVersion: "nats.io/v1alpha2", kind: "NatsCluster") == nil)
    }
}
