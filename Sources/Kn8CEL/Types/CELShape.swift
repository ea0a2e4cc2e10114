// SPDX-License-Identifier: MIT

internal import Synchronization

/// What is declared about a piece of JSON: its type in the language, how its JSON is read, and how large it can be.
///
/// This is the hinge to OpenAPI (`kubernetes:apiserver/pkg/cel/common/schemas.go`): whoever has a schema builds shapes
/// of it. The fields of an object are looked up by a closure on first use, so a shape may describe a recursive or very
/// large schema at no cost. A shape is made once and shared; two objects are of the same type when their shapes' names
/// are equal.
package final class CELShape: Sendable {
    /// How the JSON of a value is read.
    package enum Form: Sendable {
        /// Anything, by what it is: objects as maps from strings, integers as int, other numbers as double.
        case dyn
        case bool
        case int
        /// An integral number is read as a double, too.
        case double
        case string
        /// A string of base64 (format `byte`).
        case bytes
        /// A string that is a Go duration (format `duration`).
        case duration
        /// A string that is a date (`2024-01-31`) or a moment of RFC 3339 (formats `date` and `date-time`).
        case timestamp
        case list(CELShape, CELListSemantics)
        /// A map from strings to values of one shape.
        case map(CELShape)
        /// An object with declared fields.
        case object
    }

    /// A field of an object.
    package struct Field: Sendable {
        /// The key in JSON, unescaped.
        package let key: String
        /// What is declared about its value.
        package let shape: CELShape

        /// The field at `key`.
        package init(key: String, shape: CELShape) {
            self.key = key
            self.shape = shape
        }
    }

    /// The name of an object type, unique in its environment; the runtime name of the type for all others.
    package let name: String
    /// How its JSON is read.
    package let form: Form
    /// The most characters, elements or entries there can be, as the schema says (Kubernetes counts four characters for
    /// each of `maxLength`); nil when nothing bounds them but the request.
    package let largestCount: UInt64?
    /// The fewest bytes of JSON that hold such a value; of an object the sum over its required fields.
    package let smallestSize: UInt64
    /// Whether null is allowed, which makes a field with null absent.
    package let isNullable: Bool

    private let resolve: @Sendable (String) -> Field?
    private let known = Mutex<[String: Field?]>([:])

    /// A shape of `form` that is no object with fields.
    package init(_ form: Form, largestCount: UInt64? = nil, smallestSize: UInt64? = nil, isNullable: Bool = false) {
        self.form = form
        self.largestCount = largestCount
        self.smallestSize = smallestSize ?? form.smallestSize
        self.isNullable = isNullable
        resolve = { _ in nil }
        name =
            switch form {
            case .dyn: "dyn"
            case .bool: "bool"
            case .int: "int"
            case .double: "double"
            case .string: "string"
            case .bytes: "bytes"
            case .duration: "google.protobuf.Duration"
            case .timestamp: "google.protobuf.Timestamp"
            case .list: "list"
            case .map: "map"
            case .object: "object"
            }
    }

    /// An object type called `name`. `field` answers for a name as expressions write it (escaped as `CELFieldName`
    /// says), and is asked once for each.
    package init(
        object name: String,
        smallestSize: UInt64 = 2,
        isNullable: Bool = false,
        field: @escaping @Sendable (String) -> Field?
    ) {
        self.name = name
        form = .object
        largestCount = nil
        self.smallestSize = smallestSize
        self.isNullable = isNullable
        resolve = field
    }

    /// An object type called `name` with the given fields by their JSON keys; they are escaped here.
    package convenience init(object name: String, isNullable: Bool = false, fields: [(String, CELShape)]) {
        var table: [String: Field] = [:]
        for (key, shape) in fields {
            let field = Field(key: key, shape: shape)
            for spelling in CELFieldName.spellings(of: key) { table[spelling] = field }
        }
        self.init(object: name, isNullable: isNullable) { [table] in table[$0] }
    }

    /// The field that expressions call `identifier`; nil when the type has none, or is no object type.
    package func field(_ identifier: String) -> Field? {
        guard case .object = form else { return nil }
        if let present = known.withLock({ $0[identifier] }) { return present }
        let found = resolve(identifier)
        known.withLock { $0[identifier] = .some(found) }
        return found
    }

    /// The static type of values of this shape.
    package var type: CELType {
        switch form {
        case .dyn: .dyn
        case .bool: .bool
        case .int: .int
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .duration: .duration
        case .timestamp: .timestamp
        case .list(let element, _): .list(element.type)
        case .map(let element): .map(.string, element.type)
        case .object: .object(self)
        }
    }

    /// Anything.
    package static let dyn = CELShape(.dyn)
    /// A list of anything.
    static let dynList = CELShape(.list(dyn, .atomic))
    /// A map from strings to anything.
    static let dynMap = CELShape(.map(dyn))
}
