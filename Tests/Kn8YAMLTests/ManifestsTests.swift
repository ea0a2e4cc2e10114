// SPDX-License-Identifier: MIT
import Kn8Value
import Testing

@testable import Kn8YAML

struct ManifestsTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var label: String
        var text: String
        /// The objects as people name them.
        var objects: [String?]
        /// `rule line:column` of every finding.
        var findings: [String]
        var testDescription: String { label }
    }

    static let rows: [Row] = [
        Row(
            label: "one object",
            text: "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\n",
            objects: ["Deployment.apps shop/web"],
            findings: []
        ),
        Row(
            label: "list",
            text: "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata:\n    name: a\n"
                + "- apiVersion: v1\n  kind: Service\n  metadata: {}\n",
            objects: ["Service a", "Service"],
            findings: ["manifest/name-missing 10:3"]
        ),
        Row(
            label: "typed list",
            text: "apiVersion: v1\nkind: ServiceList\nitems: []\n",
            objects: [],
            findings: []
        ),
        Row(
            label: "list of no objects",
            text: "apiVersion: v1\nkind: List\nitems:\n- 1\n",
            objects: [],
            findings: ["yaml/not-a-mapping 4:3"]
        ),
        Row(
            label: "no apiVersion",
            text: "# c\nkind: Service\nmetadata: {name: a}\n",
            objects: ["Service a"],
            findings: ["manifest/api-version-missing 2:1"]
        ),
        Row(
            label: "no kind",
            text: "apiVersion: v1\nkind: ''\n",
            objects: [nil],
            findings: ["manifest/kind-missing 2:7"]
        ),
        Row(
            label: "neither",
            text: "a: 1\n",
            objects: [nil],
            findings: ["manifest/api-version-missing 1:1", "manifest/kind-missing 1:1"]
        ),
        Row(
            label: "no metadata",
            text: "apiVersion: v1\nkind: Pod\n",
            objects: ["Pod"],
            findings: ["manifest/name-missing 1:1"]
        ),
        Row(
            label: "name of a number",
            text: "apiVersion: v1\nkind: Pod\nmetadata:\n  name: 1\n",
            objects: ["Pod"],
            findings: []
        ),
        Row(
            label: "metadata of a list",
            text: "apiVersion: v1\nkind: Pod\nmetadata: []\n",
            objects: ["Pod"],
            findings: []
        ),
        Row(
            label: "keys that are wrong in case only",
            text: "# c\napiversion: v1\nKind: Pod\n",
            objects: [nil],
            findings: ["manifest/api-version-missing 2:1", "manifest/kind-missing 3:1"]
        ),
        Row(
            label: "items of a typed list take the list's kind",
            text: "apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata: {name: a}\n- kind: Secret\n",
            objects: ["ConfigMap a", "Secret"],
            findings: ["manifest/api-version-missing 5:3"]
        ),
        Row(
            label: "generateName",
            text: "apiVersion: v1\nkind: Pod\nmetadata:\n  generateName: a-\n",
            objects: ["Pod a-"],
            findings: []
        ),
        Row(
            label: "Kustomization",
            text: "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n",
            objects: ["Kustomization.kustomize.config.k8s.io"],
            findings: []
        ),
        Row(
            label: "skaffold",
            text: "apiVersion: skaffold/v2alpha3\nkind: Config\n",
            objects: ["Config.skaffold"],
            findings: []
        ),
    ]

    @Test(arguments: rows) func aDocumentHoldsObjects(_ row: Row) {
        let items = YAMLStream.documents(in: Array(row.text.utf8), file: "f.yaml")
        guard case .document(let document)? = items.first else {
            Issue.record("\(items)")
            return
        }
        let (objects, findings) = Manifests.objects(in: document)
        #expect(objects.map(\.title) == row.objects)
        #expect(
            findings.map { "\($0.rule) \($0.span?.start.line ?? 0):\($0.span?.start.column ?? 0)" } == row.findings
        )
    }

    @Test func anItemKnowsItsPlace() throws {
        let text = "kind: List\napiVersion: v1\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n"
        let items = YAMLStream.documents(in: Array(text.utf8), file: "f.yaml")
        guard case .document(let document)? = items.first else {
            Issue.record("\(items)")
            return
        }
        let object = try #require(Manifests.objects(in: document).objects.first)
        #expect(object.base == FieldPath(keys: "items").index(0))
        #expect(object.span(of: FieldPath(keys: "metadata", "name"))?.start == SourcePosition(line: 4, column: 48))
    }
}
