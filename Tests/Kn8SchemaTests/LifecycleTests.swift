// SPDX-License-Identifier: MIT

import Kn8Schema
import Kn8Value
import Testing

@Suite struct LifecycleTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let object: String
        var minors: [Int] = []
        let want: [String]
    }

    static func findings(_ row: Row) -> [String] {
        var catalog = SchemaCatalog.standard
        catalog.judge(for: row.minors)
        return catalog.validate(Manifest.one(row.object)).map {
            "\($0.severity.rawValue) \($0.rule) \($0.path): \($0.message)\($0.remedy.map { " (\($0))" } ?? "")"
        }
    }

    static func object(_ apiVersion: String, _ kind: String, _ rest: String = "spec: {}") -> String {
        "{apiVersion: \(apiVersion), kind: \(kind), metadata: {name: a}, \(rest)}"
    }

    static let pod = "template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}"

    @Test(arguments: [
        Row(
            testDescription: "extensions Deployment, whose selector may be missing",
            object: object("extensions/v1beta1", "Deployment", "spec: {rollbackTo: {revision: 1}, \(pod)}"),
            want: [
                "error schema/removed-api apiVersion: extensions/v1beta1 Deployment is removed in v1.16 (use apps/v1)"
            ]
        ),
        Row(
            testDescription: "apps/v1beta2 Deployment has the fields and rules of apps/v1",
            object: object("apps/v1beta2", "Deployment", "spec: {selector: {matchLabels: {x: z}}, \(pod)}"),
            want: [
                "error schema/removed-api apiVersion: apps/v1beta2 Deployment is removed in v1.16 (use apps/v1)",
                "error native/invalid spec.template.metadata.labels: Invalid value: {\"a\":\"b\"}: `selector` does not "
                    + "match template `labels` (the selector asks for x=z, the template has no label x)",
            ]
        ),
        Row(
            testDescription: "Ingress backend of old",
            object: object(
                "extensions/v1beta1",
                "Ingress",
                "spec: {rules: [{http: {paths: [{backend: {serviceName: a, servicePort: 80, name: b}}]}}]}"
            ),
            want: [
                "error schema/removed-api apiVersion: extensions/v1beta1 Ingress is removed in v1.22 "
                    + "(use networking.k8s.io/v1)",
                "error schema/unknown-field spec.rules[0].http.paths[0].backend.name: unknown field "
                    + "\"spec.rules[0].http.paths[0].backend.name\"",
            ]
        ),
        Row(
            testDescription: "webhooks of v1beta1 do without what v1 asks for",
            object: object(
                "admissionregistration.k8s.io/v1beta1",
                "ValidatingWebhookConfiguration",
                "webhooks: [{name: a.b.c, clientConfig: {url: 'https://a/b'}}]"
            ),
            want: [
                "error schema/removed-api apiVersion: admissionregistration.k8s.io/v1beta1 "
                    + "ValidatingWebhookConfiguration is removed in v1.22 (use admissionregistration.k8s.io/v1)"
            ]
        ),
        Row(
            testDescription: "PodSecurityPolicy has no successor",
            object: object(
                "policy/v1beta1",
                "PodSecurityPolicy",
                """
                spec: {seLinux: {rule: RunAsAny}, runAsUser: {rule: RunAsAny}, fsGroup: {rule: RunAsAny}, \
                supplementalGroups: {rule: RunAsAny}, volumes: ['*'], hostPorts: [{min: 0, max: 1}]}
                """
            ),
            want: [
                "error schema/removed-api apiVersion: policy/v1beta1 PodSecurityPolicy is removed in v1.25 "
                    + "(nothing took its place)"
            ]
        ),
        Row(
            testDescription: "several minors, removed in some",
            object: object("policy/v1beta1", "PodDisruptionBudget"),
            minors: [25, 20, 22],
            want: [
                "error schema/removed-api apiVersion: policy/v1beta1 PodDisruptionBudget is removed in v1.25: "
                    + "not in v1.25 (use policy/v1)",
                "warning schema/deprecated-api apiVersion: policy/v1beta1 PodDisruptionBudget is deprecated in v1.21+, "
                    + "unavailable in v1.25+; use policy/v1 PodDisruptionBudget (v1.22) (use policy/v1)",
            ]
        ),
        Row(
            testDescription: "a kind that is not there yet",
            object: object("policy/v1", "PodDisruptionBudget"),
            minors: [20, 36],
            want: [
                "error schema/early-api apiVersion: policy/v1 PodDisruptionBudget comes with v1.21: not in v1.20"
            ]
        ),
        Row(
            testDescription: "a field that is not there yet",
            object: object("v1", "Pod", "spec: {hostUsers: false, containers: [{name: c, image: i}]}"),
            minors: [24, 25],
            want: [
                "error schema/early-field spec.hostUsers: unknown field \"spec.hostUsers\" before v1.25: not in v1.24"
            ]
        ),
        Row(
            testDescription: "beta that is off by default",
            object: object("networking.k8s.io/v1beta1", "ServiceCIDR", "spec: {cidrs: [10.0.0.0/8]}"),
            want: [
                "warning schema/disabled-api apiVersion: networking.k8s.io/v1beta1 ServiceCIDR is not served by default "
                    + "(use networking.k8s.io/v1, or enable it with the API server's "
                    + "--runtime-config=networking.k8s.io/v1beta1=true)"
            ]
        ),
        Row(
            testDescription: "served and deprecated",
            object: "{apiVersion: v1, kind: Endpoints, metadata: {name: a}}",
            want: [
                "warning schema/deprecated-api apiVersion: v1 Endpoints is deprecated in v1.33+; "
                    + "use discovery.k8s.io/v1 EndpointSlice (use discovery.k8s.io/v1 EndpointSlice)"
            ]
        ),
        Row(
            testDescription: "an operator's kind without its CRD",
            object: object(
                "argoproj.io/v1alpha1",
                "Application",
                "spec: {project: p, destination: {}, sources: [], x: 1}"
            ),
            want: ["error schema/unknown-field spec.x: unknown field \"spec.x\""]
        ),
        Row(
            testDescription: "a kind whose fields nobody knows",
            object: object("mcrouter.example.com/v1alpha3", "Mcrouter", "spec: {anything: 1}"),
            want: [
                "note schema/no-schema kind: the fields of mcrouter.example.com/v1alpha3 Mcrouter are not known, so they "
                    + "are not judged (give its CustomResourceDefinition along with it, or name it with --crds)"
            ]
        ),
        Row(
            testDescription: "whole numbers with a fraction",
            object: object(
                "autoscaling/v1",
                "Scale",
                "spec: {replicas: 2.0, selector: {a: b}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}}"
            ).replacing(
                "autoscaling/v1, kind: Scale",
                with: "v1, kind: ReplicationController"
            ),
            want: []
        ),
        Row(
            testDescription: "OpenShift's kinds before they had groups",
            object: object("v1", "Route", "spec: {to: {name: a}, tls: {termination: edges}}"),
            want: [
                "warning schema/deprecated-api apiVersion: v1 Route is OpenShift 3's spelling, from before its kinds had "
                    + "groups (use route.openshift.io/v1)",
                "error schema/enum spec.tls.termination: Unsupported value: \"edges\": supported values: \"edge\", "
                    + "\"passthrough\", \"reencrypt\" (did you mean 'edge'?)",
            ]
        ),
        Row(
            testDescription: "OpenShift's kinds are whole",
            object: object(
                "security.openshift.io/v1",
                "SecurityContextConstraints",
                """
                allowPrivilegedContainer: false, allowHostDirVolumePlugin: false, allowHostIPC: false, \
                allowHostNetwork: false, allowHostPID: false, allowHostPorts: false, readOnlyRootFilesystem: false, \
                runAsUser: {type: Anyone}, users: []
                """
            ),
            want: [
                "error schema/enum runAsUser.type: Unsupported value: \"Anyone\": supported values: \"MustRunAs\", "
                    + "\"MustRunAsNonRoot\", \"MustRunAsRange\", \"RunAsAny\""
            ]
        ),
        Row(
            testDescription: "deprecated labels, annotations and volumes",
            object: object(
                "v1",
                "Pod",
                """
                spec: {nodeSelector: {beta.kubernetes.io/os: linux}, containers: [{name: c, image: i}], \
                volumes: [{name: v, gitRepo: {repository: r}}]}
                """
            ),
            want: [
                "warning schema/deprecated-field spec.nodeSelector[beta.kubernetes.io/os]: "
                    + "spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use \"kubernetes.io/os\" instead",
                "warning schema/deprecated-field spec.volumes[0].gitRepo: spec.volumes[0].gitRepo: deprecated in v1.11",
            ]
        ),
    ])
    func verdicts(_ row: Row) { #expect(Self.findings(row) == row.want) }

    /// A v1beta1 definition defines; only without `preserveUnknownFields` it is held to the rules of structural schemas.
    @Test(arguments: [
        Row(
            testDescription: "one version, schema at the top",
            object:
                "{version: v1, validation: {openAPIV3Schema: {properties: {spec: {properties: {size: {type: integer}}}}}}}",
            want: ["schema/type Invalid value: \"string\": spec.size in body must be of type integer: \"x\""]
        ),
        Row(
            testDescription: "unknown fields are kept only by default",
            object: """
                {preserveUnknownFields: false, versions: [{name: v1, served: true, storage: true}], \
                validation: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {}}}}}}
                """,
            want: ["schema/unknown-field unknown field \"spec.size\""]
        ),
        Row(testDescription: "no schema", object: "{version: v1}", want: []),
    ])
    func oldDefinitions(_ row: Row) throws {
        var catalog = SchemaCatalog.standard
        guard case .object(var spec) = Manifest.one(row.object) else { return }
        spec["group"] = "t.com"
        spec["scope"] = "Namespaced"
        spec["names"] = ["kind": "G", "plural": "gs"]
        let crd: Value = [
            "apiVersion": "apiextensions.k8s.io/v1beta1", "kind": "CustomResourceDefinition",
            "metadata": ["name": "gs.t.com"], "spec": .object(spec),
        ]
        #expect(catalog.add(crd: crd).map(\.message) == [])
        let object: Value = ["apiVersion": "t.com/v1", "kind": "G", "metadata": ["name": "a"], "spec": ["size": "x"]]
        #expect(catalog.validate(object).map { "\($0.rule) \($0.message)" } == row.want)
    }

    @Test("every definition that a retired or known kind names can be read, and every kind has a place")
    func referencesAreWhole() {
        for entry in SchemaCatalog.referenceKinds {
            #expect(
                !entry.plural.isEmpty && entry.plural == entry.plural.lowercased(),
                "\(entry.apiVersion) \(entry.kind)"
            )
            if case .reference(let name) = entry.origin, !name.isEmpty {
                #expect(SchemaCatalog.standard.schema(for: entry) != nil, "\(name)")
            }
            #expect(SchemaCatalog.standard.kind(apiVersion: entry.apiVersion, kind: entry.kind) == nil, "\(entry)")
        }
        #expect(SchemaCatalog.referenceKinds.count > 200)
    }
}
