// SPDX-License-Identifier: MIT
internal import Kn8Schema
internal import Kn8Value
internal import Kn8YAML

/// Every document is judged without a trap, as an object of a built-in kind and as a definition of a kind of its own;
/// defaulting and pruning settle after one application.
enum SchemaPromises {
    static func check(_ bytes: [UInt8]) {
        var catalog = SchemaCatalog.standard
        for item in YAMLStream.documents(in: bytes, file: "input") {
            guard case .document(let document) = item else { continue }
            if document.value["kind"]?.string == "CustomResourceDefinition" { _ = catalog.add(crd: document.value) }
            for source in Manifests.objects(in: document).objects { check(source, in: catalog) }
        }
    }

    private static func check(_ source: SourceObject, in catalog: SchemaCatalog) {
        for violation in catalog.validate(source.value) { _ = source.finding(violation) }
        let defaulted = catalog.defaulted(source.value)
        precondition(catalog.defaulted(defaulted) == defaulted, "defaults do not settle: \(defaulted.json())")
        let pruned = catalog.pruned(source.value)
        precondition(catalog.pruned(pruned) == pruned, "pruning does not settle: \(pruned.json())")
    }
}
