// SPDX-License-Identifier: MIT

internal import Kn8Data
internal import Synchronization

/// One definition of the catalogue: parsed on first use, then kept. Safe to share; readers never wait.
package final class SchemaDefinition: Sendable {
    /// The short name, for example `core.v1.PodSpec`.
    package let name: String
    private let file: EmbeddedFile
    private let lines: Range<Int>
    private let parsed = AtomicLazyReference<Schema>()

    init(name: String, file: EmbeddedFile, lines: Range<Int>) {
        self.name = name
        self.file = file
        self.lines = lines
    }

    /// The node.
    package var schema: Schema {
        if let schema = parsed.load() { return schema }
        return parsed.storeIfNil(Schema(definition: name, text: file.text(lines)))
    }
}
