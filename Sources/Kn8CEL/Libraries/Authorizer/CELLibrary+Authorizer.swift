// SPDX-License-Identifier: MIT

internal import Kn8Value

extension CELLibrary {
    /// Questions to the authorizer, since Kubernetes 1.27 (`kubernetes:apiserver/pkg/cel/library/authz.go`).
    package static let authorizer = CELLibrary(
        "kubernetes.authz",
        functions: [
            CELFunction("path", [step("authorizer_path", .authorizer, .pathCheck, mustNotBeBlank: "path")]),
            CELFunction("group", [step("authorizer_group", .authorizer, .groupCheck)]),
            CELFunction(
                "serviceAccount",
                [
                    .receiver(
                        "authorizer_serviceaccount",
                        [CELAuthorizer.authorizerType, .string, .string],
                        CELAuthorizer.authorizerType,
                        variadic: { arguments throws(CELFailure) in
                            if LabelSyntax.faultOfSubdomain(try arguments.argument(2).text()) != nil {
                                throw CELFailure("Invalid service account name")
                            }
                            if LabelSyntax.faultOfDNSLabel(try arguments.argument(1).text()) != nil {
                                throw CELFailure("Invalid service account namespace")
                            }
                            return .opaque(CELAuthorizer(.authorizer))
                        }
                    )
                ]
            ),
            CELFunction(
                "resource",
                [step("groupcheck_resource", .groupCheck, .resourceCheck, mustNotBeBlank: "resource")]
            ),
            CELFunction("subresource", [step("resourcecheck_subresource", .resourceCheck, .resourceCheck)]),
            CELFunction("namespace", [step("resourcecheck_namespace", .resourceCheck, .resourceCheck)]),
            CELFunction("name", [step("resourcecheck_name", .resourceCheck, .resourceCheck)]),
            CELFunction(
                "check",
                [
                    step("pathcheck_check", .pathCheck, .decision, cost: .fixed(350_000)),
                    step("resourcecheck_check", .resourceCheck, .decision, cost: .fixed(350_000)),
                ]
            ),
            CELFunction("errored", [answer("decision_errored", .bool, .bool(true))]),
            CELFunction("error", [answer("decision_error", .string, .string(CELAuthorizer.undecided))]),
            CELFunction("allowed", [answer("decision_allowed", .bool, .bool(false))]),
            CELFunction("reason", [answer("decision_reason", .string, .string(""))]),
        ],
        constants: [
            .type(CELAuthorizer.Step.authorizer.rawValue), .type(CELAuthorizer.Step.pathCheck.rawValue),
            .type(CELAuthorizer.Step.groupCheck.rawValue), .type(CELAuthorizer.Step.resourceCheck.rawValue),
            .type(CELAuthorizer.Step.decision.rawValue),
        ]
    )

    /// Selectors in those questions, since Kubernetes 1.31.
    package static let authorizerSelectors = CELLibrary(
        "kubernetes.authzSelectors",
        functions: [
            CELFunction(
                "fieldSelector",
                [step("authorizer_fieldselector", .resourceCheck, .resourceCheck, cost: selecting)]
            ),
            CELFunction(
                "labelSelector",
                [step("authorizer_labelselector", .resourceCheck, .resourceCheck, cost: selecting)]
            ),
        ]
    )

    private static func step(
        _ id: String,
        _ from: CELAuthorizer.Step,
        _ to: CELAuthorizer.Step,
        mustNotBeBlank name: String? = nil,
        cost: CELCallCost = .fixed(1)
    ) -> CELOverload {
        .receiver(id, [from.celType, .string], to.celType, cost: cost) { _, text throws(CELFailure) in
            let text = try text.text()
            if let name, StringFunctions.trim(text).isEmpty { throw CELFailure("\(name) must not be empty") }
            return .opaque(CELAuthorizer(to))
        }
    }

    private static func answer(_ id: String, _ type: CELType, _ value: CELValue) -> CELOverload {
        .receiver(id, [CELAuthorizer.Step.decision.celType], type, unary: { _ throws(CELFailure) in value })
    }

    // A tenth for each character to read, and a list and a struct for every second one.
    private static let selecting = CELCallCost(
        actual: { arguments, _ in
            guard arguments.count == 2 else { return 1 }
            let length = arguments[1].costSize
            return (10 as UInt64).saturatingSum(length.scaledUp(by: 0.1))
                .saturatingSum(length.scaledUp(by: 0.5).scaledUp(by: 50))
        },
        estimate: { arguments in
            guard arguments.count == 2 else { return CELCallCost.Estimate(cost: .unknown) }
            let length = arguments[1].size
            return CELCallCost.Estimate(
                cost: CELRange(10) + length.scaled(by: 0.1) + length.scaled(by: 0.5).scaled(by: 50)
            )
        }
    )
}
