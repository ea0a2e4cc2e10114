// SPDX-License-Identifier: MIT

internal import Kn8Data

/// The catalogue of the binary: which kinds there are, and where each definition's lines are. Definitions stay text until
/// somebody asks for them.
final class Catalogue: Sendable {
    /// The one catalogue; indexed on first use.
    static let shared = Catalogue(files: [EmbeddedData.catalogue, EmbeddedData.openShift])

    /// The kinds in discovery's order.
    let kinds: [KindEntry]
    private let definitions: [String: SchemaDefinition]

    private init(files: [EmbeddedFile]) {
        var kinds: [KindEntry] = []
        var definitions: [String: SchemaDefinition] = [:]
        for file in files {
            let index = CatalogueIndex(file)
            kinds += index.kinds
            for (name, lines) in index.definitions {
                definitions[name] = SchemaDefinition(name: name, file: file, lines: lines)
            }
        }
        self.kinds = kinds
        self.definitions = definitions
    }

    /// The definition called `name`; nil when there is none.
    func definition(_ name: String) -> SchemaDefinition? { definitions[name] }
}
