// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Printers
internal import Kn8Remote
internal import Kn8Server

extension Cluster {
    /// Asks another server how it prints kinds that kn8 does not know; nil when the cluster is the embedded server.
    var tables: (@Sendable (Resource, Scope, ListOptions) async throws -> ObjectQuery.Group?)? {
        guard let remote else { return nil }
        return { resource, scope, options in
            guard BuiltInColumns.columns(of: resource.gvk) == nil,
                let table = try await remote.table(of: resource, in: scope, options: options)
            else { return nil }
            return ObjectQuery.Group(table, of: resource)
        }
    }

    /// Finds out how another server prints a kind that kn8 does not know, for the rows of a watch, which bring no cells. Who
    /// may not read definitions gets names and ages.
    func learnColumns(of resource: Resource) async {
        let kind = GroupVersionKind(group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition")
        let key = ObjectKey(namespace: "", name: resource.groupResource)
        guard let remote, BuiltInColumns.columns(of: resource.gvk) == nil,
            let definitions = try? await remote.resource(for: kind),
            let definition = try? await remote.object(key, of: definitions)
        else { return }
        rules.learn(definition)
    }
}

extension ObjectQuery.Group {
    /// The objects of `table`, printed in its cells.
    fileprivate init(_ table: ServerTable, of resource: Resource) {
        let cells = Dictionary(table.rows.map { ($0.object.key, $0.cells) }, uniquingKeysWith: { first, _ in first })
        self.init(
            resource: resource,
            objects: table.rows.map(\.object),
            resourceVersion: table.resourceVersion,
            columns: table.columns.enumerated().map { index, column in
                Column(column.name, wide: column.isWide, isName: column.format == "name") { object, _ in
                    cells[object.key]?[index] ?? ""
                }
            }
        )
    }
}
