// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of labels, annotations and label selectors
/// (`kubernetes:apimachinery/pkg/apis/meta/v1/validation/validation.go`, `…/api/validation/objectmeta.go`).
enum LabelRules {
    /// Annotations may hold so many bytes together.
    static let annotationLimit = 262_144

    /// The labels that `parent` has at `key`; the server names the mapping, `field` where that differs, and not the label.
    static func check(_ parent: ValueMap, _ key: String, as field: FieldRules.Field? = nil, _ rules: inout FieldRules) {
        guard case .object(let labels)? = parent[key] else { return }
        for label in labels {
            if !NameShape.qualified.holds(label.key) {
                for words in NameShape.qualified.faults(in: label.key) {
                    report(label.key, words, field ?? FieldRules.Field(key), .entry(key, label.key), .key, &rules)
                }
            }
            guard case .string(let value) = label.value, !NameShape.labelValue.holds(value) else { continue }
            for words in NameShape.labelValue.faults(in: value) {
                report(value, words, field ?? FieldRules.Field(key), .entry(key, label.key), .value, &rules)
            }
        }
    }

    /// The annotations of `metadata`.
    static func checkAnnotations(_ metadata: ValueMap, as field: FieldRules.Field? = nil, _ rules: inout FieldRules) {
        guard case .object(let annotations)? = metadata["annotations"] else { return }
        let field = field ?? "annotations"
        var size = 0
        for annotation in annotations {
            size += annotation.key.utf8.count
            if case .string(let text) = annotation.value { size += text.utf8.count }
            guard !NameShape.annotationKey.holds(annotation.key) else { continue }
            for words in NameShape.annotationKey.faults(in: annotation.key) {
                report(annotation.key, words, field, .entry("annotations", annotation.key), .key, &rules)
            }
        }
        if size > annotationLimit { rules.tooLong(field, annotationLimit) }
    }

    private static func report(
        _ text: String,
        _ words: String,
        _ field: FieldRules.Field,
        _ seen: FieldRules.Field,
        _ part: Violation.Part,
        _ rules: inout FieldRules
    ) {
        let message = "Invalid value: \(Value.string(text).shown): \(words)"
        rules.add("invalid", field, message, seenAt: seen, part: part)
    }

    /// The label selector that `parent` has at `key`.
    static func checkSelector(_ parent: ValueMap, _ key: String, _ rules: inout FieldRules) {
        rules.inside(parent, key) { rules, selector in
            check(selector, "matchLabels", &rules)
            rules.each(selector, "matchExpressions") { rules, expression, _ in
                let values = expression.list("values")
                switch expression.text("operator") {
                case "In", "NotIn":
                    if values.isEmpty {
                        rules.required("values", "must be specified when `operator` is 'In' or 'NotIn'")
                    }
                case "Exists", "DoesNotExist":
                    if !values.isEmpty {
                        rules.forbidden("values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")
                    }
                case let other: rules.invalid("operator", .string(other), "not a valid selector operator")
                }
                rules.shape(expression, "key", .qualified, isRequired: true)
                for (index, value) in values.enumerated() {
                    guard let text = value.string, !NameShape.labelValue.holds(text) else { continue }
                    for words in NameShape.labelValue.faults(in: text) {
                        rules.invalid(.item("values", index), value, words)
                    }
                }
            }
        }
    }

    /// Whether `selector` selects objects with `labels`; nil when it makes no sense.
    static func matches(_ selector: ValueMap, _ labels: ValueMap?) -> Bool? {
        for wanted in selector.map("matchLabels") ?? [:] where labels?[wanted.key] != wanted.value { return false }
        for case .object(let expression) in selector.list("matchExpressions") {
            let value = labels?.optionalText(expression.text("key"))
            let values = expression.texts("values")
            switch expression.text("operator") {
            case "In": if !(value.map(values.contains) ?? false) { return false }
            case "NotIn": if value.map(values.contains) ?? false { return false }
            case "Exists": if value == nil { return false }
            case "DoesNotExist": if value != nil { return false }
            default: return nil
            }
        }
        return true
    }
}
