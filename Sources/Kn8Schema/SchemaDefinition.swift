// SPDX-License-Identifier: MIT

internal import Kn8Data
internal import Synchronization

/// One definition of the catalogue: parsed on first use, then kept. Safe to share; readers never wait.
package final class SchemaDefinition: Sendable {
    /// The short name, for example `core.v1.PodSpec`.
    package let name: String
    private let file: EmbeddedFile
    private let lines: Range<Int>
    private let scope: @Sendable (String) -> SchemaDefinition?
    private let parsed = AtomicLazyReference<Schema>()

    /// `scope` finds the definitions that this one names.
    init(
        name: String,
        file: EmbeddedFile,
        lines: Range<Int>,
        scope: @escaping @Sendable (String) -> SchemaDefinition?
    ) {
        self.name = name
        self.file = file
        self.lines = lines
        self.scope = scope
    }

    /// The node.
    package var schema: Schema {
        if let schema = parsed.load() { return schema }
        return parsed.storeIfNil(Schema(definition: name, text: file.text(lines), scope: scope))
    }
}
