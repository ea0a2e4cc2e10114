// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Printers
internal import Kn8Value

/// Prints groups of objects in the format asked for.
struct ObjectPrinter {
    let cluster: Cluster
    let format: OutputFormat
    let options: OutputOptions
    let showsNamespace: Bool
    var showsManagedFields = false
    /// What ages are measured from.
    var now: Timestamp

    /// Prints `groups`; a `single` object is printed bare, several in a `List`.
    func print(_ groups: [ObjectQuery.Group], single: Bool, to console: Console) throws {
        let present = try groups.filter { !$0.objects.isEmpty }.map { group in
            var group = group
            group.objects = try options.sorted(group.objects) { try $1.sorted($0) }
            return group
        }
        switch format {
        case .name:
            for group in present {
                group.objects.forEach { console.print("\(group.resource.printedName)/\($0.name)") }
            }
        case .fields(let form):
            let values = present.flatMap(\.objects).map(shown)
            if single {
                try values.first.map { console.write(try form.text(of: $0)) }
            } else {
                console.write(
                    try form.text(of: [
                        "apiVersion": "v1", "items": .array(values), "kind": "List",
                        "metadata": ["resourceVersion": ""],
                    ])
                )
            }
        case .columns(let columns):
            var table = TextTable(header: options.withoutHeader ? [] : columns.header, rows: [])
            for object in present.flatMap(\.objects) { table.rows.append(try cells(of: object, columns)) }
            console.write(table.text)
        case .table, .wide:
            for (index, group) in present.enumerated() {
                if index > 0, !options.withoutHeader { console.print("") }
                console.write(table(of: group, withKind: groups.count > 1 || options.showsKind).text)
            }
        }
    }

    private func shown(_ object: Object) -> Value {
        var object = SecretMask.masked(object)
        // Paths may ask for them.
        if !showsManagedFields, format == .fields(.yaml) || format == .fields(.json) {
            object["metadata", "managedFields"] = nil
        }
        return object.value
    }

    func shown(_ object: Object, _ event: WatchEvent.Kind?) -> Value {
        guard let event else { return shown(object) }
        return ["object": shown(object), "type": .string(event.rawValue)]
    }

    func cells(of object: Object, _ columns: CustomColumns) throws(CommandError) -> [String] {
        do { return try columns.cells(of: Object(shown(object))) } catch { throw CommandError(error.message) }
    }

    func table(of group: ObjectQuery.Group, withKind: Bool) -> TextTable {
        let columns = (group.columns ?? cluster.columns(of: group.resource)).filter { format == .wide || !$0.isWide }
        let withNamespace = showsNamespace && group.resource.namespaced
        var header = columns.map { $0.name.uppercased() }
        if withNamespace { header.insert("NAMESPACE", at: 0) }
        header += options.columnLabels.map { $0.split(separator: "/").last.map { $0.uppercased() } ?? "" }
        if options.showsLabels { header.append("LABELS") }
        // The columns of Kubernetes' own kinds show no field that may hold a secret; those of others may be any.
        let mayShowSecrets = BuiltInColumns.columns(of: group.resource.gvk) == nil
        let rows = group.objects.map { object in
            let shown = mayShowSecrets ? SecretMask.masked(object) : object
            var cells = columns.map { column in
                let cell = column.cell(shown, now)
                return column.isName && withKind ? "\(group.resource.printedName)/\(cell)" : cell
            }
            if withNamespace { cells.insert(object.namespace, at: 0) }
            cells += options.columnLabels.map { object.labels[$0] ?? "" }
            if options.showsLabels {
                let labels = object.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                cells.append(labels.isEmpty ? "<none>" : labels.joined(separator: ","))
            }
            return cells
        }
        return TextTable(header: options.withoutHeader ? [] : header, rows: rows)
    }
}
