// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What an API server's OpenAPI document of version 2 or 3 says of kinds and definitions, in the catalogue's form.
///
/// Documents do not tell of short names and categories, nor of all defaults: of built-in kinds these are taken from the
/// binary.
struct OpenAPIDocument {
    /// The kinds.
    private(set) var kinds: [KindEntry] = []
    /// The text of each definition, heading included, by name.
    private(set) var definitions: [String: String] = [:]

    init(_ document: Value) {
        let schemas = (document["definitions"] ?? document["components"]?["schemas"])?.object ?? ValueMap()
        var names: [String: String] = [:]
        for entry in schemas {
            let name = OpenAPIDocument.short(entry.key)
            for place in entry.value["x-kubernetes-group-version-kind"]?.array ?? [] {
                names[OpenAPIDocument.key(place)] = names[OpenAPIDocument.key(place)] ?? name
            }
            guard OpenAPIScalars.types[name] == nil,
                !name.hasSuffix("List") || entry.value["properties"]?["items"] == nil
            else { continue }
            var writer = OpenAPIDefinition(name, isNative: entry.key.contains("io.k8s."))
            writer.write(entry.value)
            definitions.merge(writer.texts) { _, new in new }
        }
        collect(paths: document["paths"]?.object ?? ValueMap(), names)
        if kinds.isEmpty { guess(names) }
    }

    /// `io.k8s.api.apps.v1.Deployment` without its prefix; other names as they are.
    static func short(_ name: String) -> String {
        let name = name.split(separator: "/").last.map(String.init) ?? name
        for prefix in OpenAPIScalars.prefixes where name.hasPrefix(prefix) {
            return String(name.dropFirst(prefix.count))
        }
        return name
    }

    private static func key(_ place: Value) -> String {
        "\(place["group"]?.string ?? "")/\(place["version"]?.string ?? "")/\(place["kind"]?.string ?? "")"
    }

    private mutating func collect(paths: ValueMap, _ names: [String: String]) {
        struct Found {
            var place: Value
            var plural: String
            var namespaced = false
            var verbs: Set<String> = []
            var subresources: Set<String> = []
        }
        var found: [String: Found] = [:]
        for path in paths {
            let parts = path.key.split(separator: "/").map(String.init)
            guard parts.count > 2, !parts.contains("watch") else { continue }
            let rest = parts.dropFirst(parts[0] == "api" ? 2 : 3)
            let isScoped = rest.first == "namespaces" && rest.count > 2 && rest[rest.startIndex + 1] == "{namespace}"
            let tail = Array(isScoped ? rest.dropFirst(2) : rest)
            let plurals = tail.filter { !$0.hasPrefix("{") }
            guard let plural = plurals.first else { continue }
            let key = "\(parts.prefix(parts[0] == "api" ? 2 : 3).joined(separator: "/"))/\(plural)"
            if plurals.count == 2, tail.count == 3 {
                found[key]?.subresources.insert(plurals[1])
                continue
            }
            for (method, operation) in path.value.object?.map({ ($0.key, $0.value) }) ?? [] {
                guard let action = operation["x-kubernetes-action"]?.string,
                    let place = operation["x-kubernetes-group-version-kind"]
                else { continue }
                var entry = found[key] ?? Found(place: place, plural: plural)
                if isScoped { entry.namespaced = true }
                entry.verbs.formUnion(OpenAPIScalars.verbs[action] ?? [method])
                found[key] = entry
            }
        }
        for entry in found.values {
            guard let definition = names[OpenAPIDocument.key(entry.place)] else { continue }
            add(entry.place, definition, plural: entry.plural, namespaced: entry.namespaced) { kind in
                kind.verbs = KindEntry.allVerbs.filter(entry.verbs.contains)
                kind.hasStatus = entry.subresources.contains("status")
                kind.hasScale = entry.subresources.contains("scale")
            }
        }
    }

    // A document without paths tells of kinds only by their definitions.
    private mutating func guess(_ names: [String: String]) {
        for (key, definition) in names {
            let parts = key.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3, !parts[2].hasSuffix("List"), !parts[2].hasSuffix("Options"),
                parts[2] != "WatchEvent",
                parts[2] != "Status", parts[2] != "APIGroup", parts[2] != "APIVersions"
            else { continue }
            let place: Value = ["group": .string(parts[0]), "version": .string(parts[1]), "kind": .string(parts[2])]
            let known = OpenAPIDocument.known(parts[0], parts[2])
            let plural = known?.plural ?? parts[2].lowercased() + "s"
            add(place, definition, plural: plural, namespaced: known?.namespaced ?? true) { kind in
                kind.verbs = known?.verbs ?? kind.verbs
                kind.hasStatus = known?.hasStatus ?? false
                kind.hasScale = known?.hasScale ?? false
            }
        }
    }

    private static func known(_ group: String, _ kind: String) -> KindEntry? {
        Catalogue.shared.kinds.first { $0.group == group && $0.kind == kind }
            ?? Catalogue.reference.kinds.first { $0.group == group && $0.kind == kind }
    }

    private mutating func add(
        _ place: Value,
        _ definition: String,
        plural: String,
        namespaced: Bool,
        _ change: (inout KindEntry) -> Void
    ) {
        let (group, name) = (place["group"]?.string ?? "", place["kind"]?.string ?? "")
        let known = OpenAPIDocument.known(group, name)
        var kind = KindEntry(
            group: group,
            version: place["version"]?.string ?? "",
            kind: name,
            plural: plural,
            singular: known?.singular ?? name.lowercased(),
            shortNames: known?.shortNames ?? [],
            categories: known?.categories ?? [],
            namespaced: namespaced,
            origin: .definition(definition)
        )
        change(&kind)
        kinds.append(kind)
    }
}

/// How OpenAPI spells what is no struct.
enum OpenAPIScalars {
    static let prefixes = [
        "io.k8s.apimachinery.pkg.apis.", "io.k8s.apimachinery.pkg.api.", "io.k8s.apimachinery.pkg.util.",
        "io.k8s.apimachinery.pkg.", "io.k8s.apiextensions-apiserver.pkg.apis.", "io.k8s.kube-aggregator.pkg.apis.",
        "io.k8s.api.",
    ]
    static let types = [
        "meta.v1.Time": "time", "meta.v1.MicroTime": "time", "meta.v1.FieldsV1": "object", "meta.v1.Patch": "object",
        "resource.Quantity": "quantity", "intstr.IntOrString": "intstr", "runtime.RawExtension": "object",
        "apiextensions.v1.JSON": "any", "apiextensions.v1.JSONSchemaPropsOrArray": "any",
        "apiextensions.v1.JSONSchemaPropsOrBool": "any", "apiextensions.v1.JSONSchemaPropsOrStringArray": "any",
        "apiextensions.v1.CustomResourceSubresourceStatus": "object",
        "apiextensions.v1beta1.JSON": "any", "apiextensions.v1beta1.JSONSchemaPropsOrArray": "any",
        "apiextensions.v1beta1.JSONSchemaPropsOrBool": "any",
        "apiextensions.v1beta1.JSONSchemaPropsOrStringArray": "any",
        "apiextensions.v1beta1.CustomResourceSubresourceStatus": "object",
    ]
    static let verbs: [String: [String]] = [
        "list": ["list", "watch"], "get": ["get"], "post": ["create"], "put": ["update"], "patch": ["patch"],
        "delete": ["delete"], "deletecollection": ["deletecollection"], "connect": [], "watch": ["watch"],
        "watchlist": ["watch"],
    ]
}
