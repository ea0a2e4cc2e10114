// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Printers
internal import Kn8Value
internal import Kn8YAML

/// Prints groups of objects in the format asked for.
struct ObjectPrinter {
    let cluster: Cluster
    let format: OutputOptions.Format
    let options: OutputOptions
    let showsNamespace: Bool
    var showsManagedFields = false
    let now: Timestamp

    /// Prints `groups`; a `single` object is printed bare, several in a `List`.
    func print(_ groups: [ObjectQuery.Group], single: Bool, to console: Console) {
        let present = groups.filter { !$0.objects.isEmpty }
        switch format {
        case .name:
            for group in present {
                group.objects.forEach { console.print("\(group.resource.printedName)/\($0.name)") }
            }
        case .yaml, .json:
            let values = present.flatMap(\.objects).map(shown)
            if single {
                values.first.map { console.write(text(of: $0)) }
            } else {
                console.write(
                    text(of: [
                        "apiVersion": "v1", "items": .array(values), "kind": "List",
                        "metadata": ["resourceVersion": ""],
                    ])
                )
            }
        case .table, .wide:
            for (index, group) in present.enumerated() {
                if index > 0, !options.withoutHeader { console.print("") }
                console.write(table(of: group, withKind: groups.count > 1).text)
            }
        }
    }

    /// Prints one changed object as a row without a header, or in full for the other formats.
    func print(row object: Object, of resource: Resource, to console: Console) {
        switch format {
        case .name: console.print("\(resource.printedName)/\(object.name)")
        case .yaml: console.write("---\n" + text(of: shown(object)))
        case .json: console.write(text(of: shown(object)))
        case .table, .wide:
            let group = ObjectQuery.Group(resource: resource, objects: [object], resourceVersion: "")
            var table = table(of: group, withKind: false)
            table.header = []
            console.write(table.text)
        }
        console.flush()
    }

    private func shown(_ object: Object) -> Value {
        var object = SecretMask.masked(object)
        if !showsManagedFields { object["metadata", "managedFields"] = nil }
        return object.value
    }

    private func text(of value: Value) -> String {
        format == .json ? value.json(.indented(4)) + "\n" : value.yaml()
    }

    private func table(of group: ObjectQuery.Group, withKind: Bool) -> TextTable {
        let columns = cluster.columns(of: group.resource).filter { format == .wide || !$0.isWide }
        let withNamespace = showsNamespace && group.resource.namespaced
        var header = columns.map { $0.name.uppercased() }
        if withNamespace { header.insert("NAMESPACE", at: 0) }
        if options.showsLabels { header.append("LABELS") }
        let rows = group.objects.map { object in
            var cells = columns.map { column in
                let cell = column.cell(object, now)
                return column.isName && withKind ? "\(group.resource.printedName)/\(cell)" : cell
            }
            if withNamespace { cells.insert(object.namespace, at: 0) }
            if options.showsLabels {
                let labels = object.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                cells.append(labels.isEmpty ? "<none>" : labels.joined(separator: ","))
            }
            return cells
        }
        return TextTable(header: options.withoutHeader ? [] : header, rows: rows)
    }
}
