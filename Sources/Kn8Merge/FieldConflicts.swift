// SPDX-License-Identifier: MIT

/// Fields that an apply would change and that others own (`kubernetes:apimachinery/pkg/util/managedfields/internal/conflict.go`).
package struct FieldConflicts: Error, Hashable, Sendable, CustomStringConvertible {
    /// The fields of one owner.
    package struct Part: Hashable, Sendable {
        /// Whose they are.
        package let owner: ManagedFieldsEntry.Owner
        /// The fields.
        package let fields: FieldSet

        /// Fields of `owner`.
        package init(owner: ManagedFieldsEntry.Owner, fields: FieldSet) {
            self.owner = owner
            self.fields = fields
        }
    }

    /// The owners by name.
    package let parts: [Part]

    /// Conflicts with the owners of `parts`, each with one part.
    package init(_ parts: [Part]) {
        self.parts = parts.sorted {
            ($0.owner.manager, $0.owner.operation.rawValue, $0.owner.apiVersion, $0.owner.subresource)
                < ($1.owner.manager, $1.owner.operation.rawValue, $1.owner.apiVersion, $1.owner.subresource)
        }
    }

    /// The conflicts about other fields than `allowed`; nil when there are none.
    package func subtracting(_ allowed: FieldSet) -> FieldConflicts? {
        let rest = parts.map { Part(owner: $0.owner, fields: $0.fields.subtracting(allowed)) }
            .filter { !$0.fields.isEmpty }
        return rest.isEmpty ? nil : FieldConflicts(rest)
    }

    /// Each conflict: the sentence that names the owner, and the field.
    package var causes: [(message: String, field: String)] {
        parts.flatMap { part in
            part.fields.paths.map { ("conflict with \(part.owner.words)", $0.map(\.description).joined()) }
        }
    }

    /// The server's message.
    package var description: String {
        let all = causes
        if all.count == 1 { return "Apply failed with 1 conflict: \(all[0].message): \(all[0].field)" }
        var lines: [String] = []
        for part in parts {
            lines.append("conflicts with \(part.owner.words):")
            lines += part.fields.paths.map { "- \($0.map(\.description).joined())" }
        }
        return "Apply failed with \(all.count) conflicts: \(lines.joined(separator: "\n"))"
    }
}
