// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Printers
internal import Kn8Remote

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
