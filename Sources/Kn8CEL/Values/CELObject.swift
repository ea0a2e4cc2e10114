// SPDX-License-Identifier: MIT

package import Kn8Value

/// JSON of a declared object type. Only declared fields can be read; a field that holds null is absent.
package struct CELObject: Sendable {
    /// The JSON.
    package let json: ValueMap
    /// The type, whose form is `.object`.
    package let shape: CELShape

    /// `json` seen as `shape`.
    package init(_ json: ValueMap, shape: CELShape) {
        self.json = json
        self.shape = shape
    }

    /// The JSON at `field`; nil when it is absent or null.
    func present(_ field: CELShape.Field) -> Value? {
        guard let value = json[field.key] else { return nil }
        if case .null = value { return nil }
        return value
    }

    /// The value of the field that expressions call `name`; nil when it is absent.
    package func value(named name: String) throws(CELFailure) -> CELValue? {
        guard let field = shape.field(name) else { throw CELFailure("no such field '\(name)'") }
        guard let value = present(field) else { return nil }
        return try field.shape.adapt(value)
    }
}
