// SPDX-License-Identifier: MIT

internal import Kn8Schema

/// The words that a shell may put in place of the beginning of `KIND.field.path`.
enum FieldCompletion {
    /// The kinds that `word` begins, or the fields below the one that it names; of the kinds that kn8 ships.
    static func words(for word: String) -> [String] {
        let catalog = SchemaCatalog.standard
        guard let dot = word.lastIndex(of: "."), let (entry, path) = catalog.kind(explaining: String(word[..<dot])),
            let explanation = catalog.explanation(of: entry, definitions: [])
        else {
            var seen: Set<String> = []
            return catalog.resources.map(\.plural).filter { $0.hasPrefix(word) && seen.insert($0).inserted }.sorted()
        }
        return explanation.fieldNames(below: path).map { "\(word[...dot])\($0)" }.filter { $0.hasPrefix(word) }
    }
}
