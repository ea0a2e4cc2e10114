// SPDX-License-Identifier: MIT

extension CELLibrary {
    /// `jsonpatch.escapeKey`, for mutating policies (`kubernetes:apiserver/pkg/cel/library/jsonpatch.go`).
    package static let jsonPatch = CELLibrary(
        "kubernetes.jsonpatch",
        functions: [
            CELFunction(
                "jsonpatch.escapeKey",
                [
                    .global("string_jsonpatch_escapeKey_string", [.string], .string, cost: .transforming(0)) {
                        text throws(CELFailure) in
                        let tildes = try StringFunctions.replace(text.text(), "~", "~0")
                        return .string(try StringFunctions.replace(tildes, "/", "~1"))
                    }
                ]
            )
        ]
    )
}
