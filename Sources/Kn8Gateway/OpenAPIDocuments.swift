// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Schema
internal import Kn8Value

/// What the API tells of itself in OpenAPI: one document a group and version, or one for all in version 2.
struct OpenAPIDocuments {
    let catalog: SchemaCatalog
    /// The stored definitions' schemas, by group, version and kind.
    let stated: [GroupVersionKind: Value]

    private static let info: Value = [
        "title": "Kubernetes", "version": .string("v1.\(SchemaCatalog.currentMinor).0+kn8"),
    ]

    init(catalog: SchemaCatalog, definitions: [Object]) {
        self.catalog = catalog
        var stated: [GroupVersionKind: Value] = [:]
        for definition in definitions {
            let group = definition["spec", "group"]?.string ?? ""
            let kind = definition["spec", "names", "kind"]?.string ?? ""
            for version in definition["spec", "versions"]?.array ?? [] {
                let gvk = GroupVersionKind(group: group, version: version["name"]?.string ?? "", kind: kind)
                stated[gvk] = version["schema"]?["openAPIV3Schema"] ?? .emptyObject
            }
        }
        self.stated = stated
    }

    /// The document of one group and version.
    func document(_ group: String, _ version: ServedKinds.Version) -> Value {
        var writer = OpenAPIWriter(.v3)
        let paths = self.paths(group, version, .v3, &writer)
        return [
            "openapi": "3.0.0", "info": OpenAPIDocuments.info, "paths": .object(ValueMap(paths)),
            "components": ["schemas": .object(ValueMap(writer.definitions.map { ($0.key, $0.value) }))],
        ]
    }

    /// The document of all.
    func swagger(_ kinds: ServedKinds) -> Value {
        var writer = OpenAPIWriter(.v2)
        var paths: [(String, Value)] = []
        for group in kinds.groups {
            for version in group.versions { paths += self.paths(group.name, version, .v2, &writer) }
        }
        return [
            "swagger": "2.0", "info": OpenAPIDocuments.info, "paths": .object(ValueMap(paths)),
            "definitions": .object(ValueMap(writer.definitions.map { ($0.key, $0.value) })),
        ]
    }

    private func paths(
        _ group: String,
        _ version: ServedKinds.Version,
        _ dialect: OpenAPIWriter.Dialect,
        _ writer: inout OpenAPIWriter
    ) -> [(String, Value)] {
        var paths: [(String, Value)] = []
        let root = group.isEmpty ? "/api/\(version.name)" : "/apis/\(group)/\(version.name)"
        if dialect == .v3 { _ = writer.write(definition: "meta.v1.DeleteOptions") }
        for served in version.resources {
            let gvk = served.resource.gvk
            guard let entry = catalog.kind(group: gvk.group, version: gvk.version, kind: gvk.kind) else { continue }
            let item: String
            if let openAPI = stated[gvk], served.isCustom {
                item = writer.write(entry, stated: dialect == .v3 ? openAPI : OpenAPIDocuments.older(openAPI))
            } else if let schema = catalog.schema(for: entry) {
                item = writer.write(entry, schema)
            } else {
                continue
            }
            let list = served.isStored ? writer.writeList(of: entry, item: item) : item
            let operations = OpenAPIOperations(
                served: served,
                item: writer.reference(item),
                list: writer.reference(list),
                isV3: dialect == .v3
            )
            let plural = served.resource.plural
            let base = served.resource.namespaced ? "\(root)/namespaces/{namespace}/\(plural)" : "\(root)/\(plural)"
            paths.append((base, operations.collection))
            if served.resource.namespaced, served.isStored {
                paths.append(("\(root)/\(plural)", operations.everywhere))
            }
            guard served.isStored else { continue }
            paths.append(("\(base)/{name}", operations.object))
            for part in served.parts where part.kind == gvk && part.name != "log" {
                paths.append(("\(base)/{name}/\(part.name)", operations.part(part)))
            }
        }
        return paths
    }

    // Version 2 knows less: what it does not know is left out.
    private static func older(_ schema: Value, depth: Int = 0) -> Value {
        guard depth < 64, case .object(let map) = schema else { return schema }
        var result: Value = .emptyObject
        for entry in map {
            switch entry.key {
            case "oneOf", "anyOf", "not", "nullable": continue
            case "properties":
                let inner = (entry.value.object ?? [:]).map { ($0.key, older($0.value, depth: depth + 1)) }
                result["properties"] = .object(ValueMap(inner))
            case "items", "additionalProperties": result[entry.key] = older(entry.value, depth: depth + 1)
            default: result[entry.key] = entry.value
            }
        }
        if map["x-kubernetes-preserve-unknown-fields"]?.bool == true { result["properties"] = nil }
        return result
    }
}
