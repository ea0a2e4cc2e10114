// SPDX-License-Identifier: MIT

/// How bad a finding is.
package enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
    case note
    case warning
    case error

    /// Whether `lhs` is the milder one.
    package static func < (lhs: Severity, rhs: Severity) -> Bool { lhs.rank < rhs.rank }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// One thing wrong with the input: which rule, where, and what to do.
package struct Finding: Hashable, Sendable {
    /// The rule's name, `family/rule`, for example `schema/unknown-field`.
    package var rule: String
    /// How bad it is.
    package var severity: Severity
    /// What is wrong: lower case, no full stop.
    package var message: String
    /// Where; nil only when the input has no text (a live object).
    package var span: SourceSpan?
    /// The field, from the object's root; nil for a finding about the whole document.
    package var path: FieldPath?
    /// The object as people name it: `Deployment.apps default/web`; nil when the document names none.
    package var object: String?
    /// What to do about it; nil when the message says it.
    package var remedy: String?

    /// A finding of `rule`.
    package init(
        rule: String,
        severity: Severity = .error,
        message: String,
        span: SourceSpan? = nil,
        path: FieldPath? = nil,
        object: String? = nil,
        remedy: String? = nil
    ) {
        self.rule = rule
        self.severity = severity
        self.message = message
        self.span = span
        self.path = path
        self.object = object
        self.remedy = remedy
    }
}
