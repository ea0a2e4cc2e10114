// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Reads what servers say of the kinds they serve.
enum DiscoveryDocument {
    /// The aggregated form's media types, newest first, and what to take if the server has none of them.
    static let accept =
        "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
        + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json"

    /// The kinds of an `APIGroupDiscoveryList`, in its order; nil when `value` is none.
    static func aggregated(_ value: Value) -> [DiscoveredResource]? {
        guard value["kind"]?.string == "APIGroupDiscoveryList" else { return nil }
        var found: [DiscoveredResource] = []
        for group in value["items"]?.array ?? [] {
            let name = group["metadata"]?["name"]?.string ?? ""
            for version in group["versions"]?.array ?? [] {
                for entry in version["resources"]?.array ?? [] {
                    guard let plural = entry["resource"]?.string, let kind = entry["responseKind"],
                        let kindName = kind["kind"]?.string
                    else { continue }
                    let subresources = (entry["subresources"]?.array ?? []).compactMap { $0["subresource"]?.string }
                    let gvk = GroupVersionKind(
                        group: name,
                        version: version["version"]?.string ?? "",
                        kind: kindName
                    )
                    found.append(
                        DiscoveredResource(
                            resource: Resource(
                                gvk,
                                plural: plural,
                                singular: entry["singularResource"]?.string.flatMap { $0.isEmpty ? nil : $0 },
                                shortNames: texts(entry["shortNames"]),
                                categories: texts(entry["categories"]),
                                namespaced: entry["scope"]?.string == "Namespaced",
                                hasStatus: subresources.contains("status")
                            ),
                            verbs: texts(entry["verbs"]),
                            hasScale: subresources.contains("scale")
                        )
                    )
                }
            }
        }
        return found
    }

    /// The kinds of an `APIResourceList`, in its order.
    static func resources(_ value: Value) -> [DiscoveredResource] {
        let groupVersion = value["groupVersion"]?.string ?? ""
        let entries = value["resources"]?.array ?? []
        let names = Set(entries.compactMap { $0["name"]?.string })
        return entries.compactMap { entry in
            guard let plural = entry["name"]?.string, !plural.contains("/"), let kind = entry["kind"]?.string else {
                return nil
            }
            var gvk = GroupVersionKind(apiVersion: groupVersion, kind: kind)
            if let version = entry["version"]?.string, !version.isEmpty { gvk.version = version }
            if let group = entry["group"]?.string, !group.isEmpty { gvk.group = group }
            return DiscoveredResource(
                resource: Resource(
                    gvk,
                    plural: plural,
                    singular: entry["singularName"]?.string.flatMap { $0.isEmpty ? nil : $0 },
                    shortNames: texts(entry["shortNames"]),
                    categories: texts(entry["categories"]),
                    namespaced: entry["namespaced"]?.bool ?? false,
                    hasStatus: names.contains("\(plural)/status")
                ),
                verbs: texts(entry["verbs"]),
                hasScale: names.contains("\(plural)/scale")
            )
        }
    }

    /// The versions to ask for one by one, in order, of `/api` and `/apis` in their legacy forms.
    static func groupVersions(_ value: Value) -> [String] {
        if let versions = value["versions"]?.array, value["kind"]?.string == "APIVersions" {
            return versions.compactMap(\.string)
        }
        return (value["groups"]?.array ?? []).flatMap { group -> [String] in
            let versions = (group["versions"]?.array ?? []).compactMap { $0["groupVersion"]?.string }
            guard let preferred = group["preferredVersion"]?["groupVersion"]?.string else { return versions }
            return [preferred] + versions.filter { $0 != preferred }
        }
    }

    private static func texts(_ value: Value?) -> [String] { (value?.array ?? []).compactMap(\.string) }
}
