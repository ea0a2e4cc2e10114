// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Merge
import Kn8Value
import Testing

@testable import Kn8Server

/// Strategic merge patches with the merge keys that the built-in kinds have.
@Suite struct StrategicPatchTests {
    struct Key: Sendable, CustomTestStringConvertible {
        let kind: String
        let version: String
        let path: String
        let key: String
        var testDescription: String { "\(kind).\(path)" }

        init(_ version: String, _ kind: String, _ path: String, by key: String) {
            (self.version, self.kind, self.path, self.key) = (version, kind, path, key)
        }
    }

    static let keys = [
        Key("v1", "Pod", "spec.containers", by: "name"), Key("v1", "Pod", "spec.initContainers", by: "name"),
        Key("v1", "Pod", "spec.volumes", by: "name"), Key("v1", "Pod", "spec.imagePullSecrets", by: "name"),
        Key("v1", "Pod", "spec.hostAliases", by: "ip"), Key("v1", "Pod", "spec.containers.env", by: "name"),
        Key("v1", "Pod", "spec.containers.ports", by: "containerPort"),
        Key("v1", "Pod", "spec.containers.volumeMounts", by: "mountPath"),
        Key("v1", "Pod", "spec.containers.volumeDevices", by: "devicePath"),
        Key("v1", "Pod", "spec.topologySpreadConstraints", by: "topologyKey"),
        Key("v1", "Pod", "metadata.ownerReferences", by: "uid"), Key("v1", "Pod", "metadata.finalizers", by: ""),
        Key("v1", "Service", "spec.ports", by: "port"), Key("v1", "ServiceAccount", "secrets", by: "name"),
        Key("v1", "Node", "status.addresses", by: "type"), Key("v1", "Node", "spec.podCIDRs", by: ""),
        Key("apps/v1", "Deployment", "spec.template.spec.containers", by: "name"),
        Key("apps/v1", "Deployment", "status.conditions", by: "type"),
        Key("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "webhooks", by: "name"),
        Key("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", "spec.variables", by: "name"),
    ]

    @Test(arguments: keys) func `a list merges by its key`(row: Key) throws {
        var schema = try #require(CatalogRules().patchSchema(apiVersion: row.version, kind: row.kind))
        var field: PatchField?
        for name in row.path.split(separator: ".") {
            if let below = field?.below { schema = below }
            field = schema.patchField(String(name))
        }
        #expect(field?.mergesElements == true)
        #expect(field?.mergeKey == row.key)
    }

    @Test(arguments: ["spec.tolerations", "spec.containers.args", "spec.containers.envFrom"])
    func `other lists are replaced`(path: String) throws {
        var schema = try #require(CatalogRules().patchSchema(apiVersion: "v1", kind: "Pod"))
        var field: PatchField?
        for name in path.split(separator: ".") {
            if let below = field?.below { schema = below }
            field = schema.patchField(String(name))
        }
        #expect(field?.mergesElements == false)
    }

    @Test func `the server merges into what it stores`() async throws {
        let server = try EmbeddedServer(rules: CatalogRules(), time: FixedTime())
        let deployment = try Value(
            json: #"""
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d","namespace":"default"},"spec":{
                "selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},
                "spec":{"containers":[{"name":"x","image":"1"},{"name":"y","image":"1"}]}}}}
                """#
        )
        let created = try await server.create(Object(deployment), of: Self.deployments, options: WriteOptions())
        let patch = try Value(
            json:
                #"{"spec":{"template":{"spec":{"containers":[{"name":"y","image":"2"},{"name":"x","$patch":"delete"}]}}}}"#
        )
        let patched = try await server.patch(
            created.key,
            of: Self.deployments,
            with: .strategic(patch),
            subresource: nil,
            options: WriteOptions()
        )
        let containers = patched.value[path: ["spec", "template", "spec", "containers"]]?.array ?? []
        #expect(containers.map { $0["image"] } == [.string("2")])
        #expect(containers.first?["imagePullPolicy"] != nil)
    }

    @Test func `custom resources take none`() {
        #expect(CatalogRules().patchSchema(apiVersion: "kafka.strimzi.io/v1beta2", kind: "KafkaTopic") == nil)
    }

    private static let deployments = Resource(
        GroupVersionKind(group: "apps", version: "v1", kind: "Deployment"),
        plural: "deployments"
    )
}
