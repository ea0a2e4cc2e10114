// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Printers
internal import Kn8Schema
internal import Kn8Value

/// How objects of a kind are shown as rows (`kubernetes:pkg/printers/internalversion/printers.go`).
struct TableShape: Sendable {
    /// What a row says of its object.
    private enum Inclusion: Sendable {
        case metadata, object, none
    }

    private struct Field: Sendable {
        let column: Column
        let type: String
        let format: String
        let description: String
        let priority: Int
        /// Whether a cell without text is null.
        var isCustom = false
    }

    private let fields: [Field]
    private let inclusion: Inclusion
    private let version: String

    init(
        _ catalog: SchemaCatalog,
        _ kind: GroupVersionKind,
        _ query: RequestQuery,
        version: String
    ) throws(APIError) {
        self.version = version
        switch query.text("includeObject") {
        case "", "Metadata": inclusion = .metadata
        case "Object": inclusion = .object
        case "None": inclusion = .none
        case let other:
            throw APIError(
                .badRequest,
                message: "Unable to convert to Table as requested: includeObject: Invalid value: "
                    + "\(Value.string(other).json()): must be 'Metadata', 'Object', 'None', or empty"
            )
        }
        if let columns = TableShape.custom(catalog, kind) {
            fields = columns
        } else {
            let columns = BuiltInColumns.columns(of: kind) ?? [.objectName, .age]
            fields = columns.map { TableShape.field($0, kind.kind) }
        }
    }

    private static func custom(_ catalog: SchemaCatalog, _ kind: GroupVersionKind) -> [Field]? {
        guard let entry = catalog.kind(group: kind.group, version: kind.version, kind: kind.kind),
            let definition = catalog.customResource(for: entry)?.version(kind.version)
        else { return nil }
        let name = field(.objectName, kind.kind)
        guard !definition.printerColumns.isEmpty else {
            let age = Field(column: .age, type: "date", format: "", description: ageWords, priority: 0)
            return [name, age]
        }
        return [name]
            + definition.printerColumns.map { column in
                Field(
                    column: Column(
                        custom: column.name,
                        type: column.type,
                        jsonPath: column.jsonPath,
                        isWide: column.priority != 0
                    ),
                    type: column.type,
                    format: column.format,
                    description: "Custom resource definition column (in JSONPath format): \(column.jsonPath)",
                    priority: column.priority,
                    isCustom: true
                )
            }
    }

    private static let ageWords = "When the object was created."
    private static let numbers: [String: Set<String>] = [
        "ReplicaSet": ["Desired", "Current", "Ready"], "ReplicationController": ["Desired", "Current", "Ready"],
        "DaemonSet": ["Desired", "Current", "Ready", "Up-to-date", "Available"], "CronJob": ["Active"],
        "CSINode": ["Drivers"], "PodDisruptionBudget": ["Allowed Disruptions"], "PriorityClass": ["Value"],
        "ValidatingWebhookConfiguration": ["Webhooks"], "MutatingWebhookConfiguration": ["Webhooks"],
        "ValidatingAdmissionPolicy": ["Validations"], "MutatingAdmissionPolicy": ["Mutations"],
    ]
    private static let flags: [String: Set<String>] = [
        "CronJob": ["Suspend"], "PriorityClass": ["Global-Default"], "VolumeAttachment": ["Attached"],
        "CSIDriver": ["AttachRequired", "PodInfoOnMount", "StorageCapacity", "RequiresRepublish"],
    ]
    // Cells that are numbers although the column says text.
    private static let countedTexts: Set<String> = [
        "Data", "Up-to-date", "Available", "Count", "MinPods", "MaxPods", "Replicas",
    ]

    private static func field(_ column: Column, _ kind: String) -> Field {
        var type = "string"
        if numbers[kind]?.contains(column.name) == true { type = "integer" }
        if flags[kind]?.contains(column.name) == true { type = "boolean" }
        if column.name == "Created At" { type = "date" }
        return Field(
            column: column,
            type: type,
            format: column.isName ? "name" : "",
            description: column.name == "Age" ? ageWords : "",
            priority: column.isWide ? 1 : 0
        )
    }

    /// The columns as clients are told of them.
    var definitions: Value {
        .array(
            fields.map { field in
                [
                    "name": .string(field.column.name), "type": .string(field.type), "format": .string(field.format),
                    "description": .string(field.description), "priority": .int(Int64(field.priority)),
                ]
            }
        )
    }

    func row(_ object: Object, at now: Timestamp) -> Value {
        var row: Value = ["cells": .array(fields.map { cell($0, object, now) })]
        switch inclusion {
        case .metadata: row["object"] = object.partial(version: version)
        case .object: row["object"] = object.value
        case .none: row["object"] = .null
        }
        if object.kind == "Pod", let phase = object["status", "phase"]?.string,
            phase == "Succeeded" || phase == "Failed"
        {
            let message = phase == "Succeeded" ? "The pod has completed successfully." : "The pod failed."
            row["conditions"] = [
                ["type": "Completed", "status": "True", "reason": .string(phase), "message": .string(message)]
            ]
        }
        return row
    }

    private func cell(_ field: Field, _ object: Object, _ now: Timestamp) -> Value {
        let text = field.column.cell(object, now)
        switch field.type {
        case "integer": return Int64(text).map(Value.int) ?? (text.isEmpty ? .null : .string(text))
        case "number": return (try? Value(json: text)) ?? .null
        case "boolean":
            switch text {
            case "": return .null
            case "true": return true
            case "false": return false
            default: return .string(text)
            }
        default:
            if field.isCustom, text.isEmpty { return .null }
            if TableShape.countedTexts.contains(field.column.name), let number = Int64(text) { return .int(number) }
            return .string(text)
        }
    }

    func table(_ objects: [Object], _ metadata: Value, at now: Timestamp, hasColumns: Bool = true) -> Value {
        [
            "kind": "Table", "apiVersion": .string("meta.k8s.io/\(version)"), "metadata": metadata,
            "columnDefinitions": hasColumns ? definitions : .null, "rows": .array(objects.map { row($0, at: now) }),
        ]
    }

    /// The row of a bookmark.
    func bookmark(_ object: Object) -> Value {
        var cells: [Value] = fields.map { _ in "" }
        for index in fields.indices where fields[index].type == "integer" { cells[index] = 0 }
        if let last = fields.indices.last, fields[last].column.name == "Age" { cells[last] = "<unknown>" }
        return [
            "kind": "Table", "apiVersion": .string("meta.k8s.io/\(version)"),
            "metadata": ["resourceVersion": .string(object.resourceVersion)], "columnDefinitions": .null,
            "rows": [["cells": .array(cells), "object": object.partial(version: version)]],
        ]
    }
}
