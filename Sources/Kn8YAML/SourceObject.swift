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

    /// `violation` as a finding about this object, with its place.
    package func finding(_ violation: Violation) -> Finding {
        Finding(
            rule: violation.rule,
            severity: violation.severity,
            message: violation.message,
            span: span(of: violation.path, part: violation.part),
            path: violation.path,
            object: title,
            remedy: violation.remedy
        )
    }

    /// The object as people name it: `Deployment.apps default/web`; nil when it has no kind.
    package var title: String? {
        guard let kind = value["kind"]?.string, !kind.isEmpty else { return nil }
        let version = value["apiVersion"]?.string ?? ""
        let group = version.contains("/") ? version.prefix { $0 != "/" } : ""
        let name =
            value[path: ["metadata", "name"]]?.string ?? value[path: ["metadata", "generateName"]]?.string ?? ""
        let namespace = value[path: ["metadata", "namespace"]]?.string ?? ""
        return kind + (group.isEmpty ? "" : ".\(group)") + (name.isEmpty ? "" : " ")
            + (namespace.isEmpty || name.isEmpty ? "" : "\(namespace)/") + name
    }
}
