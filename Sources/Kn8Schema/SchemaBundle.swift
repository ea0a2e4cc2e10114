// SPDX-License-Identifier: MIT

internal import Kn8Data
internal import Kn8Value
internal import Synchronization

/// Kinds that the user brings along: what `kn8 schema import` wrote. Definitions and CRDs stay text until they are used.
///
/// The form is the catalogue's, with a first line of its own, and one line `crd NAME JSON` for each CRD.
package final class SchemaBundle: Sendable, Hashable {
    /// The beginning of a bundle's first line.
    package static let heading = "# kn8 schemas 1"
    /// The word in the first line that says that the bundle holds a whole cluster.
    package static let whole = "whole"

    /// The file, as it was named.
    package let name: String
    /// Whether the bundle holds all kinds of a cluster, so that no others are served.
    package let isWhole: Bool
    private let catalogue: Catalogue
    private let crds: [String: Definition]

    /// A CRD's line; decoded on first use.
    private final class Definition: Sendable {
        private let json: String
        private let decoded = AtomicLazyReference<CustomResource>()

        init(_ json: String) { self.json = json }

        func resource(_ origin: KindEntry.Origin) -> CustomResource? {
            if let resource = decoded.load() { return resource }
            guard let value = try? Value(json: Array(json.utf8)) else { return nil }
            let crd = CustomResource.modern(value)
            let isLoose = crd != value && crd["spec"]?["preserveUnknownFields"]?.bool == true
            return CustomResource(crd, isLoose: isLoose) { _ in origin }.map { decoded.storeIfNil($0) }
        }
    }

    /// The bundle of `bytes`; nil when they are none.
    package init?(name: String, bytes: [UInt8]) {
        guard bytes.starts(with: SchemaBundle.heading.utf8) else { return nil }
        let file = EmbeddedFile(name: name, keeping: bytes)
        let scope = Scope()
        let catalogue = Catalogue(files: [file]) { scope.definition($0) }
        scope.set(catalogue)
        let head = bytes.prefix { $0 != UInt8(ascii: "\n") }
        self.name = name
        self.catalogue = catalogue
        isWhole = String(decoding: head, as: UTF8.self).split(separator: " ").contains(Substring(SchemaBundle.whole))
        crds = Dictionary(
            CatalogueIndex(file).crds.map { (name: String, json: Range<Int>) in (name, Definition(file.text(json))) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The kinds, in the file's order.
    package var kinds: [KindEntry] {
        catalogue.kinds.map { entry in
            var entry = entry
            switch entry.origin {
            case .definition(let name), .embeddedCRD(let name): entry.origin = .bundled(name, self)
            case .reference, .bundled, .addedCRD: break
            }
            return entry
        }
    }

    /// The node of the definition called `name`; nil when there is none.
    func schema(_ name: String) -> Schema? { catalogue.definition(name)?.schema }

    /// The CRD called `name`; nil when there is none, or it cannot be read.
    func customResource(_ name: String) -> CustomResource? { crds[name]?.resource(.bundled(name, self)) }

    /// Two bundles are the same when they were read at once.
    package static func == (lhs: SchemaBundle, rhs: SchemaBundle) -> Bool { lhs === rhs }

    /// Hashes the bundle's identity.
    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }

    /// Where the bundle's own definitions are looked up, before those of the binary.
    private final class Scope: Sendable {
        private let catalogue = Mutex<Catalogue?>(nil)
        func set(_ value: Catalogue) { catalogue.withLock { $0 = value } }
        func definition(_ name: String) -> SchemaDefinition? {
            catalogue.withLock { $0 }?.definition(name) ?? Catalogue.shared.definition(name)
        }
    }
}
