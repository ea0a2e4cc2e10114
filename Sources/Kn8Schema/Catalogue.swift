// SPDX-License-Identifier: MIT

internal import Kn8Data

/// A catalogue: which kinds there are, and where each definition's lines are. Definitions stay text until somebody asks
/// for them.
final class Catalogue: Sendable {
    /// What a current cluster serves; indexed on first use.
    static let shared: Catalogue = Catalogue(files: [EmbeddedData.catalogue, EmbeddedData.openShift]) {
        Catalogue.shared.definition($0)
    }
    /// What only validation knows: retired versions, and operators' kinds. Indexed when a kind is not served.
    static let reference: Catalogue = Catalogue(
        files: [EmbeddedData.retired, EmbeddedData.legacy, EmbeddedData.operators],
        reference: true
    ) { Catalogue.reference.definition($0) ?? Catalogue.shared.definition($0) }

    /// The kinds, in the files' order.
    let kinds: [KindEntry]
    private let definitions: [String: SchemaDefinition]

    /// `scope` finds what the definitions of `files` name.
    init(files: [EmbeddedFile], reference: Bool = false, scope: @escaping Schema.Scope) {
        var kinds: [KindEntry] = []
        var definitions: [String: SchemaDefinition] = [:]
        for file in files {
            let index = CatalogueIndex(file, reference: reference)
            kinds += index.kinds
            for (name, lines) in index.definitions {
                definitions[name] = SchemaDefinition(name: name, file: file, lines: lines, scope: scope)
            }
        }
        self.kinds = kinds
        self.definitions = definitions
    }

    /// The definition called `name`; nil when there is none.
    func definition(_ name: String) -> SchemaDefinition? { definitions[name] }
}
