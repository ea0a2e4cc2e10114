// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value

/// One column of a kind's table.
package struct Column: Sendable {
    /// The header as the server defines it, for example `Up-to-date`; printed in upper case.
    package let name: String
    /// Whether the column is shown only with `-o wide`.
    package let isWide: Bool
    /// Whether the cell is the object's name, which gets the kind in front when several kinds are printed.
    package let isName: Bool
    /// The cell of an object at a moment.
    package let cell: @Sendable (_ object: Object, _ now: Timestamp) -> String

    /// A column whose cell is computed from the object.
    package init(
        _ name: String,
        wide isWide: Bool = false,
        isName: Bool = false,
        cell: @escaping @Sendable (_ object: Object, _ now: Timestamp) -> String
    ) {
        self.name = name
        self.isWide = isWide
        self.isName = isName
        self.cell = cell
    }

    /// The object's name.
    package static let objectName = Column("Name", isName: true) { object, _ in object.name }

    /// How long ago the object was created.
    package static let age = Column("Age") { object, now in
        HumanDuration.age(since: object["metadata", "creationTimestamp"]?.string, now: now)
    }

    /// A column of a CustomResourceDefinition: the first value that `jsonPath` leads to, shown by `type`.
    package init(custom name: String, type: String, jsonPath: String, isWide: Bool) {
        let path = JSONPath(jsonPath)
        self.init(name, wide: isWide) { object, now in
            guard let value = path?.values(in: object.value).first else { return "" }
            switch (type, value) {
            case ("date", .string(let text)): return HumanDuration.age(since: text, now: now)
            case ("string", .string(let text)): return text
            case ("string", let other): return other.isNull ? "" : other.json()
            case ("integer", .int), ("number", .int), ("number", .double), ("boolean", .bool): return value.json()
            default: return ""
            }
        }
    }
}
