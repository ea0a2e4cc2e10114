// SPDX-License-Identifier: MIT

internal import Kn8Data
internal import Kn8YAML
internal import Synchronization

/// A CRD file of the binary: known by its index lines, decoded only when one of its schemas is asked for.
final class EmbeddedCRD: Sendable {
    /// The CRD files by name; nothing of them is decoded.
    static let all: [String: EmbeddedCRD] = Dictionary(
        EmbeddedData.crds.map { ($0.name, EmbeddedCRD($0)) },
        uniquingKeysWith: { first, _ in first }
    )
    /// The kinds of all files, from the index.
    static let kinds: [KindEntry] = CatalogueIndex(EmbeddedData.crdIndex).kinds

    private let file: EmbeddedFile
    private let decoded = AtomicLazyReference<Contents>()

    private init(_ file: EmbeddedFile) { self.file = file }

    private final class Contents: Sendable {
        let resources: [CustomResource]
        init(_ resources: [CustomResource]) { self.resources = resources }
    }

    /// The CRDs of the file; decoded on first use.
    var resources: [CustomResource] {
        if let contents = decoded.load() { return contents.resources }
        let name = file.name
        let resources = YAMLStream.documents(in: file.bytes, file: name).compactMap { item -> CustomResource? in
            guard case .document(let document) = item else { return nil }
            return CustomResource(document.value) { _ in .embeddedCRD(name) }
        }
        return decoded.storeIfNil(Contents(resources)).resources
    }
}
