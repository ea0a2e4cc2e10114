// SPDX-License-Identifier: MIT

package import Kn8Value

/// Every kind that is known, and its schema: Kubernetes' own, OpenShift's, those of the embedded CRDs, and CRDs added
/// from the user's input. A value: adding a CRD to a copy leaves the original as it is.
///
/// Making one costs the index of the binary's catalogue once a process; schemas are parsed when asked for.
package struct SchemaCatalog: Sendable {
    /// A kind in one group and version.
    struct Key: Hashable {
        var group: String
        var version: String
        var kind: String
    }

    /// Kubernetes' and OpenShift's kinds, and those of the embedded CRDs.
    package static let standard = SchemaCatalog()

    /// The served kinds: Kubernetes' in discovery's order, then OpenShift's, the embedded and the added CRDs'; the
    /// preferred version of each first.
    package private(set) var resources: [KindEntry]
    /// The minors of Kubernetes 1 that kinds and fields are judged for.
    package private(set) var minors = [SchemaCatalog.currentMinor]
    /// Whether somebody asked for `minors`, so that findings name them.
    private(set) var namesMinors = false
    /// The admission policies that objects are judged by, too; none unless they are added.
    package var policies = AdmissionPolicies()
    private var positions: [Key: Int] = [:]
    private var added: [String: CustomResource] = [:]
    /// The `group/kind` of the CRDs that were refused.
    private(set) var refused: Set<String> = []

    /// The built-in kinds and, unless told otherwise, those of the embedded CRDs.
    package init(withEmbeddedCRDs: Bool = true) {
        resources = Catalogue.shared.kinds + (withEmbeddedCRDs ? EmbeddedCRD.kinds : [])
        index()
    }

    private mutating func index() {
        positions.removeAll(keepingCapacity: true)
        for (position, entry) in resources.enumerated() {
            positions[Key(group: entry.group, version: entry.version, kind: entry.kind)] = position
        }
    }

    /// The kind of that group, version and name; nil when it is not served.
    package func kind(group: String, version: String, kind: String) -> KindEntry? {
        positions[Key(group: group, version: version, kind: kind)].map { resources[$0] }
    }

    /// The kind under that `apiVersion`; nil when it is not served.
    package func kind(apiVersion: String, kind: String) -> KindEntry? {
        let (group, version) = SchemaCatalog.parts(of: apiVersion)
        return self.kind(group: group, version: version, kind: kind)
    }

    /// The kind that `object` states of itself; nil when it states none, or one that is not served.
    package func kind(of object: Value) -> KindEntry? {
        guard let apiVersion = object["apiVersion"]?.string, let kind = object["kind"]?.string else { return nil }
        return self.kind(apiVersion: apiVersion, kind: kind)
    }

    /// The resource at `/apis/GROUP/VERSION/PLURAL`; nil when it is not served.
    package func resource(group: String, version: String, plural: String) -> KindEntry? {
        resources.first { $0.plural == plural && $0.version == version && $0.group == group }
    }

    /// The node of the kind's objects; nil only when the kind is not of this catalogue.
    package func schema(for entry: KindEntry) -> Schema? {
        switch entry.origin {
        case .definition(let name): Catalogue.shared.definition(name)?.schema
        case .reference(let name):
            (Catalogue.reference.definition(name) ?? Catalogue.shared.definition(name))?.schema
        case .bundled(let name, let bundle):
            bundle.schema(name) ?? customResource(for: entry)?.version(entry.version)?.schema
        case .embeddedCRD, .addedCRD: customResource(for: entry)?.version(entry.version)?.schema
        }
    }

    /// The CRD behind a kind, decoded on first use; nil for a built-in kind.
    package func customResource(for entry: KindEntry) -> CustomResource? {
        switch entry.origin {
        case .definition, .reference: nil
        case .bundled(let name, let bundle): bundle.customResource(name)
        case .embeddedCRD(let file):
            EmbeddedCRD.all[file]?.resources.first { crd in
                crd.kinds.contains { $0.group == entry.group && $0.kind == entry.kind }
            }
        case .addedCRD(let name): added[name]
        }
    }

    /// A definition that belongs to no kind, by its short name, for example `meta.v1.DeleteOptions`; nil when unknown.
    package func schema(definition name: String) -> Schema? { Catalogue.shared.definition(name)?.schema }

    /// Judges kinds and fields for these minors of Kubernetes 1, and names them in what is found.
    package mutating func judge(for minors: [Int]) {
        self.minors = minors.isEmpty ? [SchemaCatalog.currentMinor] : minors.sorted()
        namesMinors = !minors.isEmpty
    }

    /// Makes the kinds of `bundle` known, in place of those of the same group and kind. The bundle of a whole cluster
    /// takes the place of all built-in and embedded kinds.
    package mutating func add(_ bundle: SchemaBundle) {
        let names = Set(bundle.kinds.map { [$0.group, $0.kind] })
        resources.removeAll { bundle.isWhole && $0.origin.isBuiltIn || names.contains([$0.group, $0.kind]) }
        resources += bundle.kinds
        index()
    }

    /// Makes the kinds of `crd` known, in place of those of the same group and kind, embedded ones included; or says
    /// what is wrong with it and leaves everything as it was. A definition of v1beta1 is taken as v1 has it; only one
    /// that does without `preserveUnknownFields` is held to the rules of structural schemas.
    package mutating func add(crd given: Value) -> [Violation] {
        let crd = CustomResource.modern(given)
        guard crd["apiVersion"] == "apiextensions.k8s.io/v1" else { return [] }
        let isLoose = crd["spec"]?["preserveUnknownFields"]?.bool == true && crd != given
        let violations = isLoose ? [] : StructuralRules.violations(of: crd)
        guard violations.allSatisfy({ $0.severity != .error }) else {
            if let group = crd["spec"]?["group"]?.string, let kind = crd["spec"]?["names"]?["kind"]?.string {
                refused.insert("\(group)/\(kind)")
            }
            return violations
        }
        guard let resource = CustomResource(crd, isLoose: isLoose, origin: KindEntry.Origin.addedCRD),
            let first = resource.kinds.first
        else { return violations }
        resources.removeAll { $0.group == first.group && ($0.kind == first.kind || $0.plural == first.plural) }
        resources += resource.kinds
        added[resource.name] = resource
        index()
        return violations
    }

    /// Forgets the CRD called `name`; an embedded one that it took the place of is known again.
    package mutating func remove(crd name: String) {
        guard let resource = added.removeValue(forKey: name), let first = resource.kinds.first else { return }
        resources.removeAll { $0.origin == .addedCRD(name) }
        resources += EmbeddedCRD.kinds.filter { $0.group == first.group && $0.kind == first.kind }
        index()
    }

    static func parts(of apiVersion: String) -> (group: String, version: String) {
        guard let slash = apiVersion.utf8.firstIndex(of: UInt8(ascii: "/")) else { return ("", apiVersion) }
        return (String(apiVersion[..<slash]), String(apiVersion[apiVersion.utf8.index(after: slash)...]))
    }
}
