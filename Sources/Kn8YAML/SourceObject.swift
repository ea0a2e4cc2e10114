// SPDX-License-Identifier: MIT
package import Kn8Value

/// One object of a manifest and where it stands: a document's root or an element of a `List`.
package struct SourceObject: Sendable {
    /// The object.
    package let value: Value
    /// The document that holds it.
    package let document: YAMLDocument
    /// The way from the document's root to the object: empty, or `items[3]`.
    package let base: FieldPath

    /// The place of `path`, counted from the object's root; nil only for a text that cannot be read again.
    package func span(of path: FieldPath, part: Violation.Part = .value) -> SourceSpan? {
        document.span(of: FieldPath(base.steps + path.steps), part: part)
    }

    /// `violation` as a finding about this object, with its place; where quotes are all that is missing, it says so.
    package func finding(_ violation: Violation) -> Finding {
        var finding = Finding(
            rule: violation.rule,
            severity: violation.severity,
            message: violation.message,
            span: span(of: violation.path, part: violation.shownPart),
            path: violation.path,
            object: title,
            remedy: violation.remedy
        )
        if violation.wantsText { explain(&finding, violation.path) }
        return finding
    }

    // What the author wrote, what YAML made of it, and the fix.
    private func explain(_ finding: inout Finding, _ path: FieldPath) {
        let place = FieldPath(base.steps + path.steps)
        guard let text = document.unquoted(at: place), let read = value.value(at: path) else { return }
        let kind =
            switch read {
            case .bool: "a boolean"
            case .null: "null"
            default: "a number"
            }
        let hazard = ScalarHazard(unquoted: text)
        if let hazard { finding.rule = hazard.rule }
        guard !isSecretValue(path) else {
            finding.remedy = "the value without quotes is \(kind): write it with quotes"
            return
        }
        finding.remedy =
            if let hazard {
                "\(hazard.explanation): \(hazard.fix)"
            } else {
                "\(text) without quotes is \(kind): write \"\(text)\" with quotes"
            }
    }

    /// Whether `path` is in the values of a Secret, of which nothing may be told.
    package func isSecretValue(_ path: FieldPath) -> Bool {
        guard value["kind"] == "Secret", case .key(let field)? = path.steps.first else { return false }
        return field == "data" || field == "stringData"
    }

    /// The object as people name it; see `Manifests.title`.
    package var title: String? { Manifests.title(of: value) }
}
