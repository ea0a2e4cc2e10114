// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Crypto
internal import Kn8Value

/// What discovery answers: legacy and aggregated.
struct DiscoveryDocuments: Sendable {
    let kinds: ServedKinds

    /// `/api`.
    static let versions: Value = [
        "kind": "APIVersions", "versions": ["v1"],
        "serverAddressByClientCIDRs": [["clientCIDR": "0.0.0.0/0", "serverAddress": ""]],
    ]

    /// `/apis`.
    var groups: Value {
        [
            "kind": "APIGroupList", "apiVersion": "v1",
            "groups": .array(kinds.groups.filter { !$0.name.isEmpty }.map(DiscoveryDocuments.group)),
        ]
    }

    /// `/apis/GROUP`; nil when there is no such group.
    func group(_ name: String) -> Value? {
        guard let group = kinds.group(name) else { return nil }
        var value = DiscoveryDocuments.group(group)
        value["kind"] = "APIGroup"
        value["apiVersion"] = "v1"
        return value
    }

    private static func group(_ group: ServedKinds.Group) -> Value {
        let versions = group.versions.map { version -> Value in
            ["groupVersion": .string("\(group.name)/\(version.name)"), "version": .string(version.name)]
        }
        return [
            "name": .string(group.name), "versions": .array(versions),
            "preferredVersion": versions.first ?? .emptyObject,
        ]
    }

    /// `/api/v1` and `/apis/GROUP/VERSION`; nil when there is no such version.
    func resources(group: String, version: String) -> Value? {
        guard let found = kinds.group(group)?.versions.first(where: { $0.name == version }) else { return nil }
        var list: [Value] = []
        for served in found.resources {
            let resource = served.resource
            var value: Value = [
                "name": .string(resource.plural), "singularName": .string(resource.singular),
                "namespaced": .bool(resource.namespaced), "kind": .string(resource.gvk.kind),
                "verbs": .array(served.verbs.map(Value.string)),
            ]
            if !resource.shortNames.isEmpty { value["shortNames"] = .array(resource.shortNames.map(Value.string)) }
            if !resource.categories.isEmpty { value["categories"] = .array(resource.categories.map(Value.string)) }
            if served.isStored, let hash = DiscoveryDocuments.storageHash(resource.gvk) {
                value["storageVersionHash"] = .string(hash)
            }
            list.append(value)
            for part in served.parts {
                var value: Value = [
                    "name": .string("\(resource.plural)/\(part.name)"), "singularName": "",
                    "namespaced": .bool(resource.namespaced), "kind": .string(part.kind.kind),
                    "verbs": .array(part.verbs.map(Value.string)),
                ]
                if part.kind.group != group || part.kind.version != version {
                    if !part.kind.group.isEmpty { value["group"] = .string(part.kind.group) }
                    value["version"] = .string(part.kind.version)
                }
                list.append(value)
            }
        }
        var document: Value = [
            "kind": "APIResourceList", "groupVersion": .string(group.isEmpty ? version : "\(group)/\(version)"),
            "resources": .array(list),
        ]
        if !group.isEmpty { document["apiVersion"] = "v1" }
        return document
    }

    // The first bytes of a digest of what the kind is stored as.
    private static func storageHash(_ gvk: GroupVersionKind) -> String? {
        guard let digest = try? SHA256.digest(Array("\(gvk.group)/\(gvk.version)/\(gvk.kind)".utf8)) else { return nil }
        return Base64.encoded(Array(digest.prefix(8)))
    }

    /// The aggregated answer of `/api`, or of `/apis`.
    func aggregated(isCore: Bool) -> Value {
        let items = kinds.groups.filter { $0.name.isEmpty == isCore }.map { group -> Value in
            [
                "metadata": isCore ? .emptyObject : ["name": .string(group.name)],
                "versions": .array(
                    group.versions.map { version in
                        [
                            "version": .string(version.name), "freshness": "Current",
                            "resources": .array(version.resources.map { aggregated($0, group.name, version.name) }),
                        ]
                    }
                ),
            ]
        }
        return [
            "kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2", "metadata": [:],
            "items": .array(items),
        ]
    }

    private func aggregated(_ served: ServedResource, _ group: String, _ version: String) -> Value {
        func kind(_ gvk: GroupVersionKind) -> Value {
            let isOwn = gvk.group == group && gvk.version == version
            return [
                "group": .string(isOwn ? "" : gvk.group), "version": .string(isOwn ? "" : gvk.version),
                "kind": .string(gvk.kind),
            ]
        }
        func words(_ list: [String]) -> Value { .array(list.map(Value.string)) }
        let resource = served.resource
        var value: Value = [
            "resource": .string(resource.plural), "responseKind": kind(resource.gvk),
            "scope": resource.namespaced ? "Namespaced" : "Cluster", "singularResource": .string(resource.singular),
            "verbs": words(served.verbs),
        ]
        if !resource.shortNames.isEmpty { value["shortNames"] = words(resource.shortNames) }
        if !resource.categories.isEmpty { value["categories"] = words(resource.categories) }
        if !served.parts.isEmpty {
            value["subresources"] = .array(
                served.parts.map { part in
                    ["subresource": .string(part.name), "responseKind": kind(part.kind), "verbs": words(part.verbs)]
                }
            )
        }
        return value
    }
}
