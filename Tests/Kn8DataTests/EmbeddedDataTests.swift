// SPDX-License-Identifier: MIT

import Foundation
import Kn8Data
import Testing

@Suite struct EmbeddedDataTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("every CRD of manifests/crds is compiled in, and nothing else: run scripts/catalogue.py crds")
    func crdsAreTheFolder() throws {
        let folder = Self.root.appendingPathComponent("manifests/crds")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        #expect(EmbeddedData.crds.map(\.name) == names.sorted())
        for file in EmbeddedData.crds {
            #expect(try Data(contentsOf: folder.appendingPathComponent(file.name)) == Data(file.bytes), "\(file.name)")
        }
    }

    @Test func textStaysInsideTheFile() {
        let file = EmbeddedData.catalogue
        #expect(file.text(0..<6) == "# Kind")
        #expect(file.text(file.count..<file.count + 10).isEmpty)
        #expect(EmbeddedData.crd(named: "no.yaml")?.name == nil)
    }
}
