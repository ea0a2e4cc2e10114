// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Access
import Kn8Gateway
import Kn8Value
import Testing

/// Definitions that would give their author what is not theirs.
struct TakeoverTests {
    private static let definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
    private static let evils = "/apis/rbac.authorization.k8s.io/v1/evils"

    private static func definition(
        _ plural: String,
        _ group: String,
        _ kind: String,
        scope: String = "Cluster",
        schema: String = "type: object, x-kubernetes-preserve-unknown-fields: true"
    ) -> String {
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata:
          name: \(plural).\(group)
          annotations: {api-approved.kubernetes.io: "https://example.com/1"}
        spec:
          group: \(group)
          scope: \(scope)
          names: {plural: \(plural), singular: \(plural)one, kind: \(kind)}
          versions:
          - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {\(schema)}}}
        """
    }

    private static let binding = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: mine}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: all}
        subjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: eve}]
        """

    /// Eve may define kinds and write objects of one that is called like none of Kubernetes'.
    private static func cluster() async throws -> RightsGateway {
        try await RightsGateway([
            "eve": [
                "* apiextensions.k8s.io customresourcedefinitions",
                "* rbac.authorization.k8s.io evils",
            ],
            "root": ["* * *"],
        ])
    }

    @Test func aDefinitionDoesNotTakeOverBindings() async throws {
        let cluster = try await Self.cluster()
        let group = AccessKinds.group
        let made = await cluster.ask(
            "eve",
            "POST \(Self.definitions)",
            Self.definition("evils", group, "ClusterRoleBinding")
        )
        #expect(made.status == 201)
        #expect(made.value["status"]?["conditions"]?[1]?["status"] == "False")
        #expect(await cluster.ask("eve", "POST \(Self.evils)", Self.binding).status == 404)
        #expect(await cluster.ask("eve", "GET /api/v1/secrets").status == 403)
        #expect(await cluster.ask("root", "GET /apis/\(group)/v1/clusterrolebindings").status == 200)
    }

    @Test func nothingElseOfTheGroupPassesForABinding() async throws {
        let cluster = try await Self.cluster()
        await cluster.post(Self.definitions, Self.definition("evils", AccessKinds.group, "Evil"))
        let body = Self.binding.replacing("kind: ClusterRoleBinding", with: "kind: Evil")
        let answer = await cluster.ask("eve", "POST \(Self.evils)", body)
        #expect(answer.status == 403)
        #expect(
            answer.value["message"]?.string
                == #"evils.rbac.authorization.k8s.io "mine" is forbidden: only roles and bindings are kept in this group"#
        )
    }

    @Test func objectsCalledNamespacesStayInTheirs() async throws {
        let cluster = try await RightsGateway(["bob": ["default@* * *"]])
        await cluster.post(Self.definitions, Self.definition("namespaces", "cap.io", "Cap", scope: "Namespaced"))
        let place = "/apis/cap.io/v1/namespaces"
        let cap = "{apiVersion: cap.io/v1, kind: Cap, metadata: {name: default}}"
        await cluster.post("\(place)/kube-system/namespaces", cap)
        for verb in ["GET", "DELETE"] {
            #expect(await cluster.ask("bob", "\(verb) \(place)/kube-system/namespaces/default").status == 403)
        }
        #expect(await cluster.ask("bob", "POST \(place)/default/namespaces", cap).status == 201)
        #expect(await cluster.ask("bob", "GET \(place)/default/namespaces/default").status == 200)
        #expect(await cluster.ask("bob", "GET /api/v1/namespaces/default").status == 200)
        #expect(await cluster.ask("bob", "GET /api/v1/namespaces/kube-system").status == 403)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let body: String
        let field: String
        let words: String
        var testDescription: String { label }
    }

    @Test(arguments: [
        Row(
            label: "a rule that costs too much",
            body: definition(
                "bars",
                "ex.io",
                "Bar",
                schema: """
                    type: object, properties: {l: {type: array, items: {type: integer}, x-kubernetes-validations: [{rule: \
                    "self.all(a, self.all(b, self.all(c, self.all(d, a+b+c+d >= 0))))"}]}}
                    """
            ),
            field: "spec.versions[0].schema.openAPIV3Schema.properties[l].x-kubernetes-validations[0].rule",
            words: "estimated rule cost exceeds budget by factor of more than 100x"
        ),
        Row(
            label: "a name that is not the plural's",
            body: definition("bars", "ex.io", "Bar").replacing("name: bars.ex.io", with: "name: foos.ex.io"),
            field: "metadata.name",
            words: #"must be spec.names.plural+"."+spec.group"#
        ),
        Row(
            label: "a group of Kubernetes' own",
            body: definition("bars", "apps", "Bar"),
            field: "spec.group",
            words: "should be a domain with at least one dot"
        ),
    ]) func unsoundDefinitionsAreRefused(_ row: Row) async throws {
        let cluster = try await Self.cluster()
        let answer = await cluster.ask("eve", "POST \(Self.definitions)", row.body)
        #expect(answer.status == 422)
        let causes = answer.value["details"]?["causes"]?.array ?? []
        let cause = causes.first { $0["field"]?.string == row.field }
        #expect(cause?["message"]?.string?.contains(row.words) == true, "\(answer.value["message"] ?? .null)")
    }
}
