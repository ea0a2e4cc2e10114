// SPDX-License-Identifier: MIT

import Kn8Schema
import Kn8Value
import Testing

/// Admission policies on objects that are created. The rows V01 to V18 are what an API server of 1.36 was seen to say.
@Suite struct AdmissionPolicyTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// The spec of the Deployment.
        var object: String
        /// The spec of the policy, without its match constraints.
        var policy: String
        var binding = "validationActions: [Deny]"
        var others: [String] = []
        /// The messages behind `denied request: `.
        var want: [String]
    }

    static let six = "replicas: 6"
    static let rows = [
        Row(
            testDescription: "V01 no message",
            object: six,
            policy: "validations: [{expression: \"object.spec.replicas <= 5\"}]",
            want: ["failed expression: object.spec.replicas <= 5"]
        ),
        Row(
            testDescription: "V02 a message",
            object: six,
            policy:
                "validations: [{expression: \"object.spec.replicas <= 5\", message: \" too many \", reason: Forbidden}]",
            want: ["too many"]
        ),
        Row(
            testDescription: "V03 a message's expression",
            object: six,
            policy:
                "validations: [{expression: \"object.spec.replicas <= 5\", messageExpression: \"'replicas ' + "
                + "string(object.spec.replicas) + ' > 5'\"}]",
            want: ["replicas 6 > 5"]
        ),
        Row(
            testDescription: "V04 the message stands in for its expression",
            object: six,
            policy:
                "validations: [{expression: \"object.spec.replicas <= 5\", message: fallback, messageExpression: "
                + "\"string(object.spec.nope)\"}]",
            want: ["fallback"]
        ),
        Row(
            testDescription: "V05 an error",
            object: "",
            policy: "validations: [{expression: \"object.spec.nope <= 5\"}]",
            want: ["expression 'object.spec.nope <= 5' resulted in error: no such key: nope"]
        ),
        Row(
            testDescription: "V06 an error that is ignored",
            object: "",
            policy: "failurePolicy: Ignore, validations: [{expression: \"object.spec.nope <= 5\"}]",
            want: []
        ),
        Row(
            testDescription: "V07 not a bool",
            object: "paused: true",
            policy: "validations: [{expression: object.spec.paused}]",
            want: ["compilation error: must evaluate to bool but got dyn"]
        ),
        Row(
            testDescription: "V08 a bool",
            object: "paused: true",
            policy: "validations: [{expression: object.spec.paused == true}]",
            want: []
        ),
        Row(
            testDescription: "V09 no self",
            object: "",
            policy: "validations: [{expression: self.spec.replicas < 5}]",
            want: [
                "compilation error: compilation failed: ERROR: <input>:1:1: undeclared reference to 'self' (in container "
                    + "'')\n | self.spec.replicas < 5\n | ^"
            ]
        ),
        Row(
            testDescription: "V10 a condition that is false",
            object: "",
            policy:
                "matchConditions: [{name: e, expression: \"object.spec.nope == 'x'\"}, {name: f, expression: 'false'}], "
                + "validations: [{expression: 'false'}]",
            want: []
        ),
        Row(
            testDescription: "V11 a condition that fails",
            object: "",
            policy:
                "matchConditions: [{name: e, expression: \"object.spec.nope == 'x'\"}], validations: [{expression: 'false'}]",
            want: ["expression 'object.spec.nope == 'x'' resulted in error: no such key: nope"]
        ),
        Row(
            testDescription: "V12 a condition that fails and is ignored",
            object: "",
            policy:
                "failurePolicy: Ignore, matchConditions: [{name: e, expression: \"object.spec.nope == 'x'\"}], "
                + "validations: [{expression: 'false'}]",
            want: []
        ),
        Row(
            testDescription: "V13 a variable that fails",
            object: "",
            policy:
                "variables: [{name: v, expression: object.spec.nope}], validations: [{expression: variables.v == 1}]",
            want: [
                "expression 'variables.v == 1' resulted in error: composited variable \"v\" fails to evaluate: no such key: "
                    + "nope"
            ]
        ),
        Row(
            testDescription: "V14 a variable that names a later one",
            object: "",
            policy:
                "variables: [{name: a, expression: variables.b}, {name: b, expression: '1'}], "
                + "validations: [{expression: variables.a == 1}]",
            want: [
                "expression 'variables.a == 1' resulted in error: composited variable \"a\" fails to compile: compilation "
                    + "failed: ERROR: <input>:1:10: undefined field 'b'\n | variables.b\n | .........^"
            ]
        ),
        Row(
            testDescription: "V15 parameters",
            object: "replicas: 3",
            policy:
                "paramKind: {apiVersion: v1, kind: ConfigMap}, validations: [{expression: \"object.spec.replicas <= "
                + "int(params.data.max)\", messageExpression: \"'max is ' + params.data.max\"}]",
            binding:
                "validationActions: [Deny], paramRef: {name: limits, namespace: default, parameterNotFoundAction: Deny}",
            others: [
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: limits, namespace: default}, data: {max: \"2\"}}"
            ],
            want: ["max is 2"]
        ),
        Row(
            testDescription: "parameters that are not there",
            object: "replicas: 3",
            policy: "paramKind: {apiVersion: v1, kind: ConfigMap}, validations: [{expression: 'true'}]",
            binding: "validationActions: [Deny], paramRef: {name: limits, parameterNotFoundAction: Deny}",
            want: [
                "failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction"
            ]
        ),
        Row(
            testDescription: "V16 no old object",
            object: "",
            policy: "validations: [{expression: oldObject == null}]",
            want: []
        ),
        Row(
            testDescription: "V17 what the request does not have",
            object: "",
            policy: "validations: [{expression: has(request.userInfo.uid)}]",
            want: ["failed expression: has(request.userInfo.uid)"]
        ),
        Row(
            testDescription: "V18 what no request has",
            object: "",
            policy: "validations: [{expression: request.object != null}]",
            want: [
                "compilation error: compilation failed: ERROR: <input>:1:8: undefined field 'object'\n | request.object != "
                    + "null\n | .......^"
            ]
        ),
        Row(
            testDescription: "the request",
            object: "",
            policy:
                "validations: [{expression: \"request.kind.kind == 'Deployment' && request.resource.resource == "
                + "'deployments' && request.operation == 'CREATE' && request.name == 'd' && request.namespace == 'default' "
                + "&& !has(request.subResource)\"}]",
            want: []
        ),
        Row(
            testDescription: "the namespace from the input",
            object: "",
            policy: "validations: [{expression: \"namespaceObject.metadata.labels['tier'] == 'gold'\"}]",
            others: ["{apiVersion: v1, kind: Namespace, metadata: {name: default, labels: {tier: gold}}}"],
            want: []
        ),
        Row(
            testDescription: "a variable used twice",
            object: "replicas: 2",
            policy:
                "variables: [{name: r, expression: object.spec.replicas}, {name: s, expression: variables.r + 1}], "
                + "validations: [{expression: variables.s == 4}, {expression: variables.s == variables.r + 1}]",
            want: ["failed expression: variables.s == 4"]
        ),
        Row(
            testDescription: "a binding that is about something else",
            object: "",
            policy: "validations: [{expression: 'false'}]",
            binding: "validationActions: [Deny], matchResources: {objectSelector: {matchLabels: {app: x}}}",
            want: []
        ),
        Row(
            testDescription: "an authorizer knows nothing",
            object: "",
            policy:
                "validations: [{expression: \"authorizer.requestResource.check('create').errored()\"}, {expression: "
                + "\"authorizer.group('apps').resource('deployments').check('get').allowed()\", message: undecided}]",
            want: ["undecided"]
        ),
    ]

    @Test(arguments: rows) func policiesOnObjects(_ row: Row) throws {
        var catalog = SchemaCatalog.standard
        catalog.policies.add(Self.policy(row.policy))
        catalog.policies.add(
            Manifest.one(
                """
                {apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingAdmissionPolicyBinding, metadata: {name: b},
                spec: {policyName: p, \(row.binding)}}
                """
            )
        )
        for other in row.others { catalog.policies.add(Manifest.one(other)) }
        let object = Manifest.one(
            """
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: d, namespace: default}, spec: {selector: {matchLabels:
            {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}, \(row.object)}}
            """
        )
        let prefix = "ValidatingAdmissionPolicy 'p' with binding 'b' denied request: "
        let found = catalog.validate(object).filter { $0.severity == .error }.map(\.message)
        #expect(found == row.want.map { prefix + $0 })
    }

    static func policy(_ spec: String) -> Value {
        Manifest.one(
            """
            {apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingAdmissionPolicy, metadata: {name: p}, spec: {
            matchConstraints: {resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE],
            resources: [deployments]}]}, \(spec)}}
            """
        )
    }

    @Test func aWarningIsAWarning() {
        var catalog = SchemaCatalog.standard
        catalog.policies.add(Self.policy("validations: [{expression: 'false', message: not so}]"))
        catalog.policies.add(
            Manifest.one(
                """
                {apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingAdmissionPolicyBinding, metadata: {name: b},
                spec: {policyName: p, validationActions: [Warn, Audit]}}
                """
            )
        )
        let object = Manifest.one(
            """
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {selector: {matchLabels: {a: b}},
            template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}}}
            """
        )
        let found = catalog.validate(object).filter { $0.rule == "admission/denied" }
        #expect(found.map(\.severity) == [.warning])
        let want = "Validation failed for ValidatingAdmissionPolicy 'p' with binding 'b': not so"
        #expect(found.map(\.message) == [want])
    }

    struct DeclarationRow: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var policy: String
        var want: [String]
    }

    @Test(arguments: [
        DeclarationRow(
            testDescription: "sound",
            policy:
                "variables: [{name: c, expression: object.spec.template.spec.containers}], validations: [{expression: "
                + "'variables.c.all(c, has(c.image) && c.image.size() > 0 && has(c.resources.requests))'}]",
            want: []
        ),
        DeclarationRow(
            testDescription: "an expression that does not compile",
            policy: "validations: [{expression: 'object.spec.replicas'}]",
            want: [
                "admission/expression spec.validations[0].expression: Invalid value: \"object.spec.replicas\": must evaluate "
                    + "to bool but got dyn"
            ]
        ),
        DeclarationRow(
            testDescription: "a field that Deployments do not have",
            policy: "validations: [{expression: 'object.foo > 1'}]",
            want: [
                "admission/type spec.validations[0].expression: apps/v1, Kind=Deployment: ERROR: <input>:1:7: undefined "
                    + "field 'foo'\n | object.foo > 1\n | ......^"
            ]
        ),
        DeclarationRow(
            testDescription: "a message that is no text",
            policy: "validations: [{expression: 'true', messageExpression: '1'}]",
            want: [
                "admission/expression spec.validations[0].messageExpression: Invalid value: \"1\": must evaluate to string "
                    + "but got int"
            ]
        ),
    ]) func expressionsOfPolicies(_ row: DeclarationRow) {
        let found = SchemaCatalog.standard.validate(Self.policy(row.policy)).filter { $0.rule.hasPrefix("admission/") }
        #expect(found.map { "\($0.rule) \($0.path): \($0.message)" } == row.want)
    }

    @Test func thePoliciesOfTheRepositoryAreSound() throws {
        var count = 0
        for (file, value) in try Manifest.folder("manifests/policies") {
            let found = SchemaCatalog.standard.validate(value).filter { $0.rule.hasPrefix("admission/") }
            #expect(found.map(\.message) == [], "\(file)")
            count += 1
        }
        #expect(count >= 12)
    }
}
