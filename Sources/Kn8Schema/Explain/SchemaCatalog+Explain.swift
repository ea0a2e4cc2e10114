// SPDX-License-Identifier: MIT

internal import Kn8Data
package import Kn8Value
internal import Kn8YAML

extension SchemaCatalog {
    /// What `explain` has to tell of `entry`; `definitions` are CRDs as written, whose descriptions count before kn8's own.
    /// Nil only when the kind is not of this catalogue.
    package func explanation(of entry: KindEntry, definitions: [Value]) -> Explanation? {
        if case .definition = entry.origin { return schema(for: entry).map { Explanation(kind: entry, schema: $0) } }
        var candidates = definitions
        if case .embeddedCRD(let file) = entry.origin, let embedded = EmbeddedData.crd(named: file) {
            candidates += YAMLStream.documents(in: embedded.bytes, file: file).compactMap { item in
                if case .document(let document) = item { document.value } else { nil }
            }
        }
        for definition in candidates where definition.defines(entry) {
            return Explanation(kind: entry, openAPI: definition.openAPI(of: entry.version))
        }
        return schema(for: entry).map { Explanation(kind: entry, schema: $0) }
    }

    /// The kind that `word` begins with and the field path behind it, as in `deployments.apps.spec.replicas`. A kind goes
    /// by its plural, singular, short name or kind, alone or followed by `.group` or `.version.group`; `apiVersion` picks a
    /// version, and is passed over when the kind has none such. The longest name counts. Nil when no kind is meant.
    package func kind(explaining word: String) -> (entry: KindEntry, path: [String])? {
        // Kinds that are known and not served come last.
        KindEntry.first(in: resources, explaining: word)
            ?? KindEntry.first(in: SchemaCatalog.referenceKinds, explaining: word) { entry in
                reference(apiVersion: entry.apiVersion, kind: entry.kind) != nil && schema(for: entry) != nil
            }
    }

}

extension KindEntry {
    /// The one of `kinds` that `word` begins with and the field path behind it; see `SchemaCatalog.kind(explaining:)`.
    package static func first(
        in kinds: [KindEntry],
        explaining word: String,
        where counts: (KindEntry) -> Bool = { _ in true }
    ) -> (entry: KindEntry, path: [String])? {
        let parts = word.split(separator: ".").map(String.init)
        for count in stride(from: parts.count, to: 0, by: -1) {
            let name = parts[..<count].joined(separator: ".").lowercased()
            if let entry = kinds.first(where: { $0.answers(to: name) && counts($0) }) {
                return (entry, Array(parts[count...]))
            }
        }
        return nil
    }

    /// Whether `word`, in lower case, names this kind.
    fileprivate func answers(to word: String) -> Bool {
        ([plural, singular, kind.lowercased()] + shortNames).contains { name in
            guard word.hasPrefix(name) else { return false }
            let rest = word.dropFirst(name.count)
            return rest.isEmpty || rest == ".\(group)" || rest == ".\(version).\(group)"
        }
    }
}

extension Value {
    fileprivate func defines(_ entry: KindEntry) -> Bool {
        self["spec"]?["group"]?.string == entry.group && self["spec"]?["names"]?["kind"]?.string == entry.kind
    }

    fileprivate func openAPI(of version: String) -> Value {
        let versions = self["spec"]?["versions"]?.array ?? []
        let own = versions.first { $0["name"]?.string == version }?["schema"]?["openAPIV3Schema"]
        return own ?? self["spec"]?["validation"]?["openAPIV3Schema"] ?? .emptyObject
    }
}
