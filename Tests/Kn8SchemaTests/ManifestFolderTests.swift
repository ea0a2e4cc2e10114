// SPDX-License-Identifier: MIT

import Kn8Schema
import Kn8Value
import Testing

@Suite struct ManifestFolderTests {
    @Test func everyExampleIsSound() throws {
        for (file, value) in try Manifest.folder("manifests/examples") {
            // Endpoints are deprecated, and there all the same.
            let violations = SchemaCatalog.standard.validate(value).filter { $0.severity == .error }
            #expect(violations.map { "\($0.path): \($0.message)" } == [], "\(file)")
        }
    }

    @Test func everyCRDIsStructuralAndIndexed() throws {
        var indexed: [KindEntry] = []
        for (file, value) in try Manifest.folder("manifests/crds") {
            #expect(StructuralRules.violations(of: value).map { "\($0.path): \($0.message)" } == [], "\(file)")
            let violations = SchemaCatalog.standard.validate(value)
            #expect(violations.map { "\($0.path): \($0.message)" } == [], "\(file)")
            var catalog = SchemaCatalog(withEmbeddedCRDs: false)
            let before = catalog.resources.count
            #expect(catalog.add(crd: value).isEmpty)
            indexed += catalog.resources.dropFirst(before).map { entry in
                var entry = entry
                entry.origin = .embeddedCRD(file)
                return entry
            }
        }
        let embedded = SchemaCatalog.standard.resources.filter { entry in
            if case .embeddedCRD = entry.origin { true } else { false }
        }
        #expect(embedded == indexed, "run scripts/catalogue.py crds")
        for entry in embedded { #expect(SchemaCatalog.standard.schema(for: entry)?.fields.isEmpty == false) }
    }

    @Test func everyKindHasASchema() {
        for entry in SchemaCatalog.standard.resources {
            #expect(SchemaCatalog.standard.schema(for: entry) != nil, "\(entry.apiVersion) \(entry.kind)")
        }
    }
}
