// SPDX-License-Identifier: MIT

extension CELLibrary {
    private static let semverType = CELSemver.celType

    /// Semantic versions, since Kubernetes 1.33 (`kubernetes:apiserver/pkg/cel/library/semverlib.go`, version 1).
    package static let semver = CELLibrary(
        "kubernetes.Semver",
        functions: [
            CELFunction(
                "semver",
                [
                    .global("string_to_semver", [.string], semverType, cost: .traversal(of: 0)) {
                        text throws(CELFailure) in .opaque(try CELSemver(text.text()))
                    },
                    .global("string_bool_to_semver", [.string, .bool], semverType, cost: .traversal(of: 0)) {
                        text,
                        normalizes throws(CELFailure) in
                        .opaque(try CELSemver(text.text(), normalizes: normalizes.flag()))
                    },
                ]
            ),
            CELFunction(
                "isSemver",
                [
                    .global("is_semver_string", [.string], .bool, cost: .traversal(of: 0)) {
                        text throws(CELFailure) in
                        let text = try text.text()
                        return .bool((try? CELSemver(text)) != nil)
                    },
                    .global("is_semver_string_bool", [.string, .bool], .bool, cost: .traversal(of: 0)) {
                        text,
                        normalizes throws(CELFailure) in
                        let (text, normalizes) = (try text.text(), try normalizes.flag())
                        return .bool((try? CELSemver(text, normalizes: normalizes)) != nil)
                    },
                ]
            ),
            CELFunction(
                "isGreaterThan",
                [
                    .receiver("semver_is_greater_than", [semverType, semverType], .bool) {
                        left,
                        right throws(CELFailure) in .bool(try order(left, right) > 0)
                    }
                ]
            ),
            CELFunction(
                "isLessThan",
                [
                    .receiver("semver_is_less_than", [semverType, semverType], .bool) {
                        left,
                        right throws(CELFailure) in .bool(try order(left, right) < 0)
                    }
                ]
            ),
            CELFunction(
                "compareTo",
                [
                    .receiver("semver_compare_to", [semverType, semverType], .int) {
                        left,
                        right throws(CELFailure) in .int(try order(left, right))
                    }
                ]
            ),
            part("major") { $0.major }, part("minor") { $0.minor }, part("patch") { $0.patch },
        ],
        constants: [.type("kubernetes.Semver")]
    )

    private static func order(_ left: CELValue, _ right: CELValue) throws(CELFailure) -> Int64 {
        let (left, right): (CELSemver, CELSemver) = (try left.opaque(), try right.opaque())
        return left.order(to: right)
    }

    private static func part(_ name: String, _ number: @escaping @Sendable (CELSemver) -> UInt64) -> CELFunction {
        CELFunction(
            name,
            [
                .receiver("semver_\(name)", [semverType], .int) { version throws(CELFailure) in
                    let version: CELSemver = try version.opaque()
                    return .int(Int64(truncatingIfNeeded: number(version)))
                }
            ]
        )
    }
}
