// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of names, labels and annotations, in the server's words
/// (`kubernetes:apimachinery/pkg/util/validation/validation.go`).
enum MetadataRules {
    static func violations(of object: Value, _ entry: KindEntry) -> [Violation] {
        // Reviews and bindings are only ever created, and need no name.
        let isNamed = entry.verbs != ["create"]
        guard case .object(let metadata)? = object["metadata"] else { return isNamed ? [nameRequired] : [] }
        var violations: [Violation] = []
        let name = metadata["name"]?.string ?? ""
        let prefix = metadata["generateName"]?.string ?? ""
        if name.isEmpty {
            // A name of another type is the schema's business.
            if isNamed, prefix.isEmpty, metadata["name"].isTextOrMissing {
                violations.append(nameRequired)
            }
        } else {
            for words in NameShape.of(entry).faults(in: name) {
                violations.append(
                    Violation(
                        rule: "metadata/name",
                        message: "Invalid value: \(Value.string(name).shown): \(words)",
                        path: FieldPath(keys: "metadata", "name")
                    )
                )
            }
        }
        for entry in metadata["labels"]?.object ?? ValueMap() {
            let faults = NameShape.labelKeyFaults(entry.key).map { (entry.key, $0, Violation.Part.key) }
            let value = entry.value.string ?? ""
            for (text, words, part) in faults + NameShape.labelValueFaults(value).map({ (value, $0, .value) }) {
                violations.append(
                    Violation(
                        rule: "metadata/label",
                        message: "Invalid value: \(Value.string(text).shown): \(words)",
                        path: FieldPath(keys: "metadata", "labels", entry.key),
                        part: part
                    )
                )
            }
        }
        for entry in metadata["annotations"]?.object ?? ValueMap() {
            for words in NameShape.labelKeyFaults(entry.key.lowercased()) {
                violations.append(
                    Violation(
                        rule: "metadata/annotation",
                        message: "Invalid value: \(Value.string(entry.key).shown): \(words)",
                        path: FieldPath(keys: "metadata", "annotations", entry.key),
                        part: .key
                    )
                )
            }
        }
        return violations
    }

    private static let nameRequired = Violation(
        rule: "metadata/name",
        message: "metadata.name: Required value: name or generateName is required",
        path: FieldPath(keys: "metadata"),
        remedy: "add 'name'"
    )
}

extension Value? {
    fileprivate var isTextOrMissing: Bool {
        switch self {
        case nil, .null?, .string?: true
        default: false
        }
    }
}
