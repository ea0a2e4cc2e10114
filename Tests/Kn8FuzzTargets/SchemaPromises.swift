// SPDX-License-Identifier: MIT
internal import Kn8Schema
internal import Kn8Value
internal import Kn8YAML

/// Every document is judged without a trap, as an object of a built-in kind and as a definition of a kind of its own;
/// defaulting and pruning settle after one application.
enum SchemaPromises {
    static func complaint(about bytes: [UInt8]) -> String? {
        var catalog = SchemaCatalog.standard
        for item in YAMLStream.documents(in: bytes, file: "input") {
            guard case .document(let document) = item else { continue }
            if document.value["kind"]?.string == "CustomResourceDefinition" { _ = catalog.add(crd: document.value) }
            for source in Manifests.objects(in: document).objects {
                if let complaint = complaint(about: source, in: catalog) { return complaint }
            }
        }
        return nil
    }

    private static func complaint(about source: SourceObject, in catalog: SchemaCatalog) -> String? {
        for violation in catalog.validate(source.value) { _ = source.finding(violation) }
        let defaulted = catalog.defaulted(source.value)
        if catalog.defaulted(defaulted) != defaulted { return "defaults do not settle: \(defaulted.json())" }
        let pruned: Value = catalog.pruned(source.value)
        if catalog.pruned(pruned) != pruned { return "pruning does not settle: \(pruned.json())" }
        return nil
    }
}
