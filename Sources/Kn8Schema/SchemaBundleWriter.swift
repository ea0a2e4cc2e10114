// SPDX-License-Identifier: MIT

package import Kn8Value

/// Gathers CRDs and OpenAPI documents, and writes them as one bundle; see `SchemaBundle` for its form.
package struct SchemaBundleWriter {
    private var kinds: [String: KindEntry] = [:]
    private var definitions: [String: String] = [:]
    private var crds: [String: Value] = [:]

    /// An empty bundle.
    package init() {}

    /// How many kinds there are, each version for itself.
    package var kindCount: Int { kinds.count }
    /// How many definitions there are, those of CRDs not counted.
    package var definitionCount: Int { definitions.count }

    /// Whether there are the kinds of a whole cluster: its Pods are among them.
    package var isWhole: Bool { kinds["v1 Pod"] != nil }

    /// Takes the kinds of `value`: a CRD, a list of CRDs, or an OpenAPI document of version 2 or 3. False for anything else.
    package mutating func add(_ value: Value) -> Bool {
        if value["swagger"] != nil || value["openapi"] != nil {
            add(OpenAPIDocument(value))
            return true
        }
        if value["kind"]?.string?.hasSuffix("List") == true, let items = value["items"]?.array {
            return !items.map { add($0) }.contains(false)
        }
        guard value["kind"] == "CustomResourceDefinition",
            let resource = CustomResource(CustomResource.modern(value), origin: { .embeddedCRD($0) })
        else { return false }
        crds[resource.name] = SchemaBundleWriter.trimmed(value)
        for entry in resource.kinds { kinds["\(entry.apiVersion) \(entry.kind)"] = entry }
        return true
    }

    private mutating func add(_ document: OpenAPIDocument) {
        for entry in document.kinds {
            let key = "\(entry.apiVersion) \(entry.kind)"
            // What a CRD says of itself is more than OpenAPI says of it.
            if kinds[key].map({ if case .definition = $0.origin { true } else { false } }) ?? true {
                kinds[key] = entry
            }
        }
        definitions.merge(document.definitions) { _, new in new }
    }

    /// The bundle's text. `source` says where it is from.
    package func text(source: String) -> String {
        var lines = ["\(SchemaBundle.heading)\(isWhole ? " \(SchemaBundle.whole)" : "")"]
        if !source.isEmpty { lines.append("# from \(source)") }
        let order = kinds.values.sorted {
            $0.group == $1.group
                ? ($0.kind == $1.kind ? VersionRank($0.version) < VersionRank($1.version) : $0.kind < $1.kind)
                : $0.group < $1.group
        }
        lines += order.map(\.catalogueLine)
        lines += crds.sorted { $0.key < $1.key }.map { "crd \($0.key) \($0.value.json())" }
        lines += definitions.sorted { $0.key < $1.key }.map { "\n\($0.value)" }
        return lines.joined(separator: "\n") + "\n"
    }

    // What a server keeps about a definition is not part of it.
    private static func trimmed(_ crd: Value) -> Value {
        guard case .object(var body) = crd else { return crd }
        body["status"] = nil
        if let name = body["metadata"]?["name"] { body["metadata"] = .object(["name": name]) }
        return .object(body)
    }
}

extension KindEntry {
    /// The kind as a line of a catalogue.
    var catalogueLine: String {
        var words = ["kind", apiVersion, kind, plural, singular, namespaced ? "namespaced" : "cluster"]
        if !shortNames.isEmpty { words.append("short=" + shortNames.joined(separator: ",")) }
        if !categories.isEmpty { words.append("categories=" + categories.joined(separator: ",")) }
        if verbs != KindEntry.allVerbs { words.append("verbs=" + verbs.joined(separator: ",")) }
        let subresources = (hasScale ? ["scale"] : []) + (hasStatus ? ["status"] : [])
        if !subresources.isEmpty { words.append("subresources=" + subresources.joined(separator: ",")) }
        switch origin {
        case .definition(let name), .reference(let name), .bundled(let name, _): words.append("def=\(name)")
        case .embeddedCRD(let name), .addedCRD(let name): words.append("crd=\(name)")
        }
        return words.joined(separator: " ")
    }
}
