// SPDX-License-Identifier: MIT

/// The header fields of a message, in order; names count without case.
package struct HeaderFields: Hashable, Sendable {
    /// One field.
    package struct Field: Hashable, Sendable {
        /// The name, as it was or is to be written.
        package let name: String
        /// The value, without blanks around it.
        package let value: String

        /// A field of `name` and `value`.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The fields, in order.
    package private(set) var fields: [Field]

    /// These fields.
    package init(_ fields: [Field] = []) { self.fields = fields }

    /// The first value of the field `name`, nil when there is none; setting takes the place of all of them.
    package subscript(name: String) -> String? {
        get { fields.first { HeaderFields.same($0.name, name) }?.value }
        set {
            fields.removeAll { HeaderFields.same($0.name, name) }
            if let newValue { fields.append(Field(name: name, value: newValue)) }
        }
    }

    /// All values of the field `name`, in order.
    package func values(of name: String) -> [String] {
        fields.filter { HeaderFields.same($0.name, name) }.map(\.value)
    }

    /// Adds a field beside those of the same name.
    package mutating func append(_ name: String, _ value: String) { fields.append(Field(name: name, value: value)) }

    private static func same(_ lhs: String, _ rhs: String) -> Bool {
        lhs.utf8.count == rhs.utf8.count && zip(lhs.utf8, rhs.utf8).allSatisfy { lower($0) == lower($1) }
    }

    private static func lower(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }
}

extension HeaderFields: ExpressibleByDictionaryLiteral {
    /// The literal's fields.
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements.map { Field(name: $0.0, value: $0.1) })
    }
}
