// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// What another server says of its kinds: `explain` and `schema import`.
@Suite struct RemoteSchemasTests {
    private static let definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.a.io}
        spec:
          group: a.io
          scope: Namespaced
          names: {plural: widgets, kind: Widget, shortNames: [wd]}
          versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                description: A widget.
                required: [spec]
                properties:
                  spec:
                    type: object
                    description: What is wanted.
                    properties:
                      size: {type: integer, default: 3, description: How large.}
                      color: {type: string, enum: [red, green]}
                      parts: {type: array, items: {type: object, properties: {name: {type: string}}}}
        """

    @Test func explainSaysWhatItSaysOffline() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let served = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        let environment = ["XDG_CACHE_HOME": kn8.folder.appending(path: "cache").path]
        let crd = try kn8.file("crd.yaml", Self.definition)
        func run(_ arguments: [String]) throws -> Kn8Process.Outcome {
            try kn8.run(["--kubeconfig", served.kubeconfig] + arguments, environment: environment)
        }
        #expect(try run(["apply", "-f", crd]).status == 0)
        let rows = [
            "pod", "pod.spec", "po.spec.containers", "pod.metadata", "pods.spec.containers.resources.limits",
            "deployments.apps.spec.replicas", "svc.spec.ports.targetPort", "hpa.spec.metrics", "cm.data",
            "ingress.spec.rules --recursive", "pod.spec.nope", "pod.metadata.ownerReferences.kind", "nopes",
            "events.regarding",
            "hpa --api-version=autoscaling/v1", "hpa --api-version=autoscaling/v7", "wd", "wd.spec", "wd.metadata",
            "wd.spec.size", "wd.spec.color", "wd.spec.parts", "widgets.a.io --recursive -o plaintext-openapiv2",
        ]
        for row in rows {
            let words = row.split(separator: " ").map(String.init)
            let (here, there) = (try kn8.run(["explain", "--crds", crd] + words), try run(["explain"] + words))
            // Offline nobody knows which types of Kubernetes have a name and no fields.
            let offline = here.output.replacing("<FieldsV1>", with: "<Object>")
            #expect(there.output == offline && there.errors == here.errors && there.status == here.status, "\(row)")
        }
        // The document that is kept is not fetched again.
        let again = try run(["explain", "deploy", "-v6"]).errors
        #expect(again.contains("/openapi/v3 200") && !again.contains("/openapi/v3/"))
    }

    @Test func schemasAreImportedFromAServer() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let served = try ServedCluster(in: kn8.folder, arguments: ["--no-reconcile"])
        let crd = try kn8.file("crd.yaml", Self.definition)
        #expect(try kn8.run("apply", "-f", crd, "--kubeconfig", served.kubeconfig).status == 0)
        let bundle = kn8.folder.appending(path: "cluster.schemas").path
        let imported = try kn8.run("schema", "import", "--kubeconfig", served.kubeconfig, "-o", bundle)
        #expect(imported.status == 0 && imported.errors.isEmpty, "\(imported.errors)")
        #expect(imported.output.hasSuffix("definitions, a whole cluster's\n"))
        let list = try kn8.run("schema", "list", "widget", "--schemas", bundle).output
        #expect(list.contains("Widget") && list.contains("a.io/v1"))
        let manifests = try kn8.file(
            "m.yaml",
            """
            {apiVersion: a.io/v1, kind: Widget, metadata: {name: w}, spec: {color: blue}}
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: c}, dato: {}}
            """
        )
        let judged = try kn8.run("validate", "-f", manifests, "--schemas", bundle).output
        #expect(judged.contains("spec.color") && judged.contains("dato"))
    }
}
