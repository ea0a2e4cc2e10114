// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Printers
internal import Kn8Value

/// Prints the objects of a watch as they change: rows of one table, whose columns only ever grow, or in full.
struct WatchPrinter {
    private var printer: ObjectPrinter
    private let resource: Resource
    private let saysEvents: Bool
    private let console: Console
    private var hasHeader: Bool
    private var widths: [Int] = []

    /// Goes on below what `printer` has printed of `printed`, unless that is empty; `saysEvents` puts a column with the kind of
    /// each change before the others.
    init(_ printer: ObjectPrinter, below printed: ObjectQuery.Group, saysEvents: Bool, to console: Console) {
        self.printer = printer
        resource = printed.resource
        self.saysEvents = saysEvents
        self.console = console
        hasHeader = !printed.objects.isEmpty
        if hasHeader { widths = table(of: printed.objects)?.widths ?? [] }
    }

    /// Prints `object`, whose age is measured at `now`.
    mutating func print(_ object: Object, _ event: WatchEvent.Kind, at now: Timestamp) throws {
        printer.now = now
        switch printer.format {
        case .name: console.print("\(resource.printedName)/\(object.name)")
        case .fields(let form):
            let value = printer.shown(object, saysEvents ? event : nil)
            console.write((form == .yaml ? "---\n" : "") + (try form.text(of: value)))
        case .columns(let columns):
            let header = hasHeader || printer.options.withoutHeader ? [] : columns.header
            write(TextTable(header: header, rows: [try printer.cells(of: object, columns)]))
        case .table, .wide:
            guard var table = table(of: [object]) else { return }
            if saysEvents {
                if !table.header.isEmpty { table.header.insert("EVENT", at: 0) }
                table.rows = table.rows.map { [event.rawValue] + $0 }
            }
            if hasHeader { table.header = [] }
            write(table)
        }
        console.flush()
    }

    private mutating func write(_ table: TextTable) {
        var table = table
        table.leastWidths = widths
        widths = table.widths
        hasHeader = true
        console.write(table.text)
    }

    // Nil for the forms that are no tables.
    private func table(of objects: [Object]) -> TextTable? {
        switch printer.format {
        case .table, .wide:
            let group = ObjectQuery.Group(resource: resource, objects: objects, resourceVersion: "")
            return printer.table(of: group, withKind: printer.options.showsKind)
        case .columns(let columns):
            let rows = objects.compactMap { try? printer.cells(of: $0, columns) }
            return TextTable(header: printer.options.withoutHeader ? [] : columns.header, rows: rows)
        case .name, .fields: return nil
        }
    }
}
