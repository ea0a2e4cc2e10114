// SPDX-License-Identifier: MIT

package import Kn8Value

/// A field of a template has the wrong type, told as Go's JSON decoder tells it.
package struct TemplateDecodingError: Error, Hashable, Sendable {
    /// `json: cannot unmarshal number into Go struct field Parameter.parameters.value of type string`.
    package var message: String
    /// The field at fault, from the template's root.
    package var path: FieldPath

    init(_ value: Value, _ field: String, of type: String, at path: FieldPath) {
        let word =
            switch value {
            case .null: "null"
            case .bool: "bool"
            case .int, .double: "number"
            case .string: "string"
            case .array: "array"
            case .object: "object"
            }
        message = "json: cannot unmarshal \(word) into Go struct field \(field) of type \(type)"
        self.path = path
    }
}
