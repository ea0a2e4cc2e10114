// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Curl
internal import Kn8Value

/// Objects as the server prints them (`meta.k8s.io/v1 Table`).
package struct ServerTable: Sendable {
    /// One column.
    package struct Column: Hashable, Sendable {
        /// The header, as the server spells it.
        package let name: String
        /// `name` for the column of the object's name; else empty or another format.
        package let format: String
        /// Whether it is left out unless everything is wanted.
        package let isWide: Bool
    }

    /// One object's row.
    package struct Row: Sendable {
        /// The cells, as many as there are columns.
        package let cells: [String]
        /// The object.
        package let object: Object
    }

    /// The columns.
    package let columns: [Column]
    /// The rows, ordered by key.
    package let rows: [Row]
    /// Where a watch goes on.
    package let resourceVersion: String

    static let accept =
        "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json"
}

extension RemoteClient {
    /// The objects in `scope` as the server prints them, with the whole objects; nil when it prints none of this kind.
    package func table(
        of resource: Resource,
        in scope: Scope,
        options: ListOptions
    ) async throws(APIError) -> ServerTable? {
        var columns: [ServerTable.Column] = []
        var rows: [ServerTable.Row] = []
        var version = ""
        var options = options
        options.limit = RemoteClient.pageSize
        while true {
            let query = RemoteClient.query(options) + [("includeObject", "Object")]
            let answer = try await sender.answer(
                to: RequestSender.Request(
                    target: ResourcePath.collection(resource, in: scope) + ResourcePath.query(query),
                    accept: ServerTable.accept,
                    subject: "get \(resource.plural)"
                )
            )
            let value = try value(in: answer)
            guard value["kind"]?.string == "Table" else { return nil }
            if columns.isEmpty {
                columns = (value["columnDefinitions"]?.array ?? []).map { column in
                    ServerTable.Column(
                        name: column["name"]?.string ?? "",
                        format: column["format"]?.string ?? "",
                        isWide: column["priority"]?.int ?? 0 != 0
                    )
                }
            }
            rows += (value["rows"]?.array ?? []).map { ServerTable.row($0, of: resource, columns.count) }
            version = value["metadata"]?["resourceVersion"]?.string ?? version
            options.continueToken = value["metadata"]?["continue"]?.string ?? ""
            if options.continueToken.isEmpty { break }
        }
        return ServerTable(columns: columns, rows: rows, resourceVersion: version)
    }
}

extension ServerTable {
    fileprivate static func row(_ value: Value, of resource: Resource, _ width: Int) -> Row {
        var object = value["object"] ?? .emptyObject
        if object["kind"]?.string == nil {
            object["kind"] = .string(resource.gvk.kind)
            object["apiVersion"] = .string(resource.gvk.apiVersion)
        }
        var cells = (value["cells"]?.array ?? []).map(text)
        while cells.count < width { cells.append("") }
        return Row(cells: Array(cells.prefix(width)), object: Object(object))
    }

    /// A cell as kubectl prints it: nothing for null, and only the first line of a text.
    private static func text(_ cell: Value) -> String {
        switch cell {
        case .null: return ""
        case .string(let text):
            guard let end = text.unicodeScalars.firstIndex(where: { $0 == "\n" || $0 == "\r" || $0 == "\u{0C}" }) else {
                return text
            }
            return String(text[..<end]) + "..."
        default: return cell.json()
        }
    }
}
