// SPDX-License-Identifier: MIT

package import Kn8Value

/// A CRD, taken apart: its kinds, one for each served version, and their schemas.
package final class CustomResource: Sendable {
    /// One version of a CRD.
    package struct Version: Sendable {
        /// The version, for example `v1`.
        package let name: String
        /// Whether it is offered to clients.
        package let isServed: Bool
        /// Whether objects are stored in it.
        package let isStorage: Bool
        /// What clients are told when they use it; nil when it is not deprecated.
        package let deprecation: String?
        /// The objects' node; its `metadata` says nothing.
        package let schema: Schema
        /// `additionalPrinterColumns`, as the CRD states them.
        package let printerColumns: [PrinterColumn]
        /// Whether status is written through its own subresource.
        package let hasStatus: Bool
        /// `subresources.scale`, as the CRD states it; nil when there is none.
        package let scale: Value?
    }

    /// One column of a table.
    package struct PrinterColumn: Hashable, Sendable {
        /// The heading.
        package let name: String
        /// `string`, `integer`, `number`, `boolean` or `date`.
        package let type: String
        /// `name`, `date-time`, …; empty when there is none.
        package let format: String
        /// Where the value is, for example `.spec.size`.
        package let jsonPath: String
        /// 0 for columns of every table; higher ones are shown only in wide tables.
        package let priority: Int
    }

    /// `metadata.name`: plural, dot, group.
    package let name: String
    /// The kinds, one for each served version, the preferred one first.
    package let kinds: [KindEntry]
    /// All versions, in the CRD's order.
    package let versions: [Version]

    /// The CRD that `crd` spells; nil when group, names or versions are missing.
    /// With `isLoose`, fields that no schema names are kept everywhere, as v1beta1 did by default.
    init?(_ crd: Value, isLoose: Bool = false, origin: (String) -> KindEntry.Origin) {
        guard crd["kind"]?.string == "CustomResourceDefinition", let spec = crd["spec"], let names = spec["names"],
            let group = spec["group"]?.string, let kind = names["kind"]?.string, let plural = names["plural"]?.string
        else { return nil }
        let versions = (spec["versions"]?.array ?? []).compactMap {
            Version($0, group: group, kind: kind, isLoose: isLoose)
        }
        guard !versions.isEmpty else { return nil }
        let name = crd["metadata"]?["name"]?.string ?? "\(plural).\(group)"
        func words(_ key: String) -> [String] { (names[key]?.array ?? []).compactMap(\.string) }
        let singular = names["singular"]?.string ?? ""
        self.name = name
        self.versions = versions
        kinds = versions.filter(\.isServed).sorted { VersionRank($0.name) < VersionRank($1.name) }.map { version in
            KindEntry(
                group: group,
                version: version.name,
                kind: kind,
                plural: plural,
                singular: singular.isEmpty ? kind.lowercased() : singular,
                shortNames: words("shortNames"),
                categories: words("categories"),
                namespaced: spec["scope"]?.string != "Cluster",
                hasStatus: version.hasStatus,
                hasScale: version.scale != nil,
                origin: origin(name)
            )
        }
    }

    /// The version called `name`; nil when there is none.
    package func version(_ name: String) -> Version? { versions.first { $0.name == name } }
}

extension CustomResource.Version {
    fileprivate init?(_ version: Value, group: String, kind: String, isLoose: Bool) {
        guard let name = version["name"]?.string else { return nil }
        self.name = name
        isServed = version["served"]?.bool ?? true
        isStorage = version["storage"]?.bool ?? false
        let isDeprecated = version["deprecated"]?.bool ?? false
        deprecation =
            isDeprecated ? version["deprecationWarning"]?.string ?? "\(group)/\(name) \(kind) is deprecated" : nil
        schema = Schema(openAPI: version["schema"]?["openAPIV3Schema"] ?? .null, isLoose: isLoose)
        printerColumns = (version["additionalPrinterColumns"]?.array ?? []).map { column in
            CustomResource.PrinterColumn(
                name: column["name"]?.string ?? "",
                type: column["type"]?.string ?? "string",
                format: column["format"]?.string ?? "",
                jsonPath: column["jsonPath"]?.string ?? "",
                priority: Int(clamping: column["priority"]?.int ?? 0)
            )
        }
        hasStatus = version["subresources"]?["status"] != nil
        scale = version["subresources"]?["scale"]
    }
}
