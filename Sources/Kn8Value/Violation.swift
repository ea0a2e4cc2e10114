// SPDX-License-Identifier: MIT

/// A rule that an object breaks, before anybody has asked where in the text that is: what pure checks return.
package struct Violation: Hashable, Sendable {
    /// Which part of a mapping entry to point at.
    package enum Part: Hashable, Sendable {
        /// The key: for a field that should not be there.
        case key
        /// The value: for a field that is there and wrong. Of a field that is missing, `path` names the parent.
        case value
    }

    /// The rule's name, `family/rule`, for example `schema/unknown-field`.
    package var rule: String
    /// How bad it is.
    package var severity: Severity
    /// What is wrong: the API server's words where it has them.
    package var message: String
    /// The field, from the object's root.
    package var path: FieldPath
    /// Which part of the entry at `path` to point at.
    package var part: Part
    /// What to do about it; nil when the message says it.
    package var remedy: String?
    /// The field as the server names it, when that is not how `path` reads: of a field that is missing, of entries of
    /// mappings (`data[a.b]`), and where the server leaves out steps.
    package var field: String?
    /// Whether the value is no text and the field takes text only; then quotes may be all that is missing.
    package var wantsText: Bool

    /// A breach of `rule` at `path`.
    package init(
        rule: String,
        severity: Severity = .error,
        message: String,
        path: FieldPath,
        part: Part = .value,
        remedy: String? = nil,
        wantsText: Bool = false
    ) {
        self.rule = rule
        self.severity = severity
        self.message = message
        self.path = path
        self.part = part
        self.remedy = remedy
        self.wantsText = wantsText
    }

    /// Which part to show: of a field that is missing, the key of the parent, which is what `path` names then; of an
    /// entry whose key is wrong, the key.
    package var shownPart: Part {
        if part == .key || message.contains(": Required value") || isAboutMapKey { return .key }
        let own = path.description
        if let field, own.isEmpty || field.hasPrefix("\(own).") { return .key }
        return !own.isEmpty && message.hasPrefix("\(own).") ? .key : .value
    }

    // Fields whose keys are the author's own, so that a key may be what is wrong.
    private static let maps: Set = [
        "annotations", "binaryData", "data", "labels", "limits", "matchLabels", "nodeSelector", "requests",
        "stringData",
    ]

    private var isAboutMapKey: Bool {
        guard path.steps.count > 1, case .key(let key)? = path.steps.last,
            case .key(let map) = path.steps[path.steps.count - 2], Violation.maps.contains(map)
        else { return false }
        return message.hasPrefix("Invalid value: \"\(key)\": ")
    }
}
