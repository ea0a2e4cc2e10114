// SPDX-License-Identifier: MIT

package import Kn8Value

/// Causes in the words of the API server (`kubernetes:apimachinery/pkg/util/validation/field/errors.go`).
extension APIError.Cause {
    /// Nothing is at `field`.
    package static func required(_ field: String, _ detail: String) -> APIError.Cause {
        APIError.Cause(reason: "FieldValueRequired", message: "Required value: \(detail)", field: field)
    }

    /// What is at `field` may not be.
    package static func forbidden(_ field: String, _ detail: String) -> APIError.Cause {
        APIError.Cause(reason: "FieldValueForbidden", message: "Forbidden: \(detail)", field: field)
    }

    /// `value` at `field` is wrong.
    package static func invalid(_ field: String, _ value: Value, _ detail: String) -> APIError.Cause {
        APIError.Cause(reason: "FieldValueInvalid", message: "Invalid value: \(value.json()): \(detail)", field: field)
    }

    /// `value` at `field` is there already.
    package static func duplicate(_ field: String, _ value: Value) -> APIError.Cause {
        APIError.Cause(reason: "FieldValueDuplicate", message: "Duplicate value: \(value.json())", field: field)
    }

    /// `value` at `field` is none of `supported`.
    package static func unsupported(_ field: String, _ value: Value, _ supported: [String]) -> APIError.Cause {
        let words = supported.map { "\"\($0)\"" }.joined(separator: ", ")
        return APIError.Cause(
            reason: "FieldValueNotSupported",
            message: "Unsupported value: \(value.json()): supported values: \(words)",
            field: field
        )
    }
}
