// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value
internal import Testing

@testable internal import Kn8Access

/// What people know that `admin`, `edit`, `view` and the rest may and may not do.
struct DefaultAccessTests {
    static let policy = AccessPolicy(
        DefaultAccess.objects + [
            AccessText.binding("a", in: "dev", "ClusterRole/admin", to: ["User/ann"]),
            AccessText.binding("e", in: "dev", "ClusterRole/edit", to: ["User/ed"]),
            AccessText.binding("v", in: "dev", "ClusterRole/view", to: ["User/vic"]),
            AccessText.binding("c", "ClusterRole/cluster-admin", to: ["User/root"]),
        ]
    )

    struct Row: Sendable, CustomTestStringConvertible {
        let user: String
        let request: String

        init(_ user: String, _ request: String) {
            self.user = user
            self.request = request
        }

        var testDescription: String { "\(user): \(request)" }
    }

    @Test(arguments: [
        Row("root", "delete core nodes name=x"),
        Row("root", "get /metrics"),
        Row("ann", "create rbac.authorization.k8s.io rolebindings ns=dev"),
        Row("ann", "create authorization.k8s.io localsubjectaccessreviews ns=dev"),
        Row("ann", "get core secrets ns=dev name=x"),
        Row("ann", "list core pods ns=dev"),
        Row("ed", "create apps deployments ns=dev"),
        Row("ed", "patch apps deployments/scale ns=dev name=x"),
        Row("ed", "get core secrets ns=dev name=x"),
        Row("ed", "create core serviceaccounts/token ns=dev name=x"),
        Row("ed", "impersonate core serviceaccounts ns=dev name=x"),
        Row("ed", "list batch jobs ns=dev"),
        Row("vic", "get core pods/log ns=dev name=x"),
        Row("vic", "watch core configmaps ns=dev"),
        Row("vic", "list networking.k8s.io ingresses ns=dev"),
        Row("anyone[system:authenticated]", "get /api/v1"),
        Row("anyone[system:authenticated]", "get /openapi/v3"),
        Row("anyone[system:authenticated]", "get /version"),
        Row("anyone[system:authenticated]", "create authorization.k8s.io selfsubjectaccessreviews"),
        Row("anyone[system:authenticated]", "create authentication.k8s.io selfsubjectreviews"),
        Row("system:anonymous[system:unauthenticated]", "get /healthz"),
        Row("system:anonymous[system:unauthenticated]", "get /version/"),
        Row("prom[system:monitoring]", "get /metrics"),
        Row("x[system:serviceaccounts]", "get /openid/v1/jwks"),
    ])
    func allowed(_ row: Row) {
        #expect(Self.policy.decision(on: AccessText.request(row.request, by: AccessText.user(row.user))).isAllowed)
    }

    @Test(arguments: [
        Row("ann", "list core pods ns=prod"),
        Row("ann", "list core pods"),
        Row("ann", "create rbac.authorization.k8s.io clusterroles"),
        Row("ann", "escalate rbac.authorization.k8s.io roles ns=dev name=x"),
        Row("ann", "bind rbac.authorization.k8s.io clusterroles ns=dev name=x"),
        Row("ann", "delete core namespaces ns=dev name=dev"),
        Row("ann", "update core resourcequotas ns=dev name=x"),
        Row("ann", "get core nodes name=x"),
        Row("ann", "impersonate core users name=root"),
        Row("ed", "create rbac.authorization.k8s.io rolebindings ns=dev"),
        Row("ed", "get rbac.authorization.k8s.io roles ns=dev name=x"),
        Row("ed", "update core pods/status ns=dev name=x"),
        Row("ed", "update core limitranges ns=dev name=x"),
        Row("ed", "create core serviceaccounts/token ns=prod name=x"),
        Row("ed", "create core endpoints ns=dev"),
        Row("vic", "get core secrets ns=dev name=x"),
        Row("vic", "list core secrets ns=dev"),
        Row("vic", "create core pods/exec ns=dev name=x"),
        Row("vic", "get core pods/exec ns=dev name=x"),
        Row("vic", "create core pods ns=dev"),
        Row("vic", "delete apps deployments ns=dev name=x"),
        Row("vic", "get rbac.authorization.k8s.io rolebindings ns=dev name=x"),
        Row("vic", "impersonate core serviceaccounts ns=dev name=x"),
        Row("anyone[system:authenticated]", "list core namespaces"),
        Row("anyone[system:authenticated]", "get /metrics"),
        Row("anyone[system:authenticated]", "post /api"),
        Row("anyone[system:authenticated]", "create authorization.k8s.io subjectaccessreviews"),
        Row("anyone[system:authenticated]", "create authentication.k8s.io tokenreviews"),
        Row("anyone[system:authenticated]", "get /logs/"),
        Row("system:anonymous[system:unauthenticated]", "get /api"),
        Row("system:anonymous[system:unauthenticated]", "get /openapi/v2"),
        Row("system:anonymous[system:unauthenticated]", "create authorization.k8s.io selfsubjectaccessreviews"),
        Row("prom[system:monitoring]", "list core pods"),
        Row("x[system:serviceaccounts]", "get core serviceaccounts ns=dev name=x"),
    ])
    func refused(_ row: Row) {
        #expect(!Self.policy.decision(on: AccessText.request(row.request, by: AccessText.user(row.user))).isAllowed)
    }

    @Test func everyObjectIsMarked() {
        for object in DefaultAccess.objects {
            #expect(object.labels["kubernetes.io/bootstrapping"] == "rbac-defaults")
            #expect(object.annotations[DefaultAccess.updateAnnotation] == "true")
        }
        let names = DefaultAccess.objects.map { "\($0.kind)/\($0.key)" }
        #expect(Set(names).count == names.count)
    }

    @Test func everyBindingHasItsRole() {
        for binding in DefaultAccess.objects where binding.kind.hasSuffix("Binding") {
            #expect(throws: Never.self) {
                try Self.policy.rules(of: RoleReference(of: binding), in: binding.namespace).get()
            }
        }
    }

    @Test func gatheredRulesAreFilledIn() throws {
        for name in ["admin", "edit", "view"] {
            let role = try #require(DefaultAccess.objects.first { $0.name == name && $0.kind == "ClusterRole" })
            #expect(PolicyRule.rules(of: role).count > 5, "\(name)")
        }
    }
}
