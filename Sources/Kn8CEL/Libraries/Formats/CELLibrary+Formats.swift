// SPDX-License-Identifier: MIT

extension CELLibrary {
    /// Named formats, since Kubernetes 1.31 (`kubernetes:apiserver/pkg/cel/library/format.go`).
    package static let formats = CELLibrary(
        "kubernetes.format",
        functions: [
            CELFunction(
                "format.named",
                [
                    .global("format-named", [.string], .optional(NamedFormat.celType)) { name throws(CELFailure) in
                        .optional(NamedFormat.all[try name.text()].map { .opaque($0) })
                    }
                ]
            ),
            CELFunction(
                "validate",
                [
                    .receiver(
                        "format-validate",
                        [NamedFormat.celType, .string],
                        .optional(.list(.string)),
                        cost: checking
                    ) { format, text throws(CELFailure) in
                        let format: NamedFormat = try format.opaque()
                        let faults = format.faults(of: try text.text())
                        return .optional(faults.isEmpty ? nil : .list(ofTexts: faults))
                    }
                ]
            ),
        ]
            + NamedFormat.all.sorted { $0.key < $1.key }.map { name, format in
                CELFunction(
                    "format.\(name)",
                    [
                        .global(
                            "format.\(name)",
                            [],
                            NamedFormat.celType,
                            variadic: { _ throws(CELFailure) in .opaque(format) }
                        )
                    ]
                )
            },
        constants: [.type("kubernetes.NamedFormat")]
    )

    private static let checking = CELCallCost(
        actual: { arguments, _ in
            guard arguments.count == 2, case .opaque(let value) = arguments[0], let format = value as? NamedFormat
            else { return 1 }
            let text = arguments[1].costSize.saturatingSum(1).scaledUp(by: 0.1)
            return text.saturatingProduct(format.patternLength.scaledUp(by: 0.25))
        },
        estimate: { arguments in
            guard arguments.count == 2 else { return CELCallCost.Estimate(cost: .unknown) }
            return CELCallCost.Estimate(cost: arguments[1].size.scaled(by: 0.1).scaled(by: 32))
        }
    )
}
