// SPDX-License-Identifier: MIT

/// Which collection of stored objects: a resource without its version, since every version shows the same objects.
package struct StorageKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The API group; empty for the core group.
    package let group: String
    /// The lower-case plural.
    package let plural: String

    /// The collection of `plural` in `group`.
    package init(group: String, plural: String) {
        self.group = group
        self.plural = plural
    }

    /// The collection whose description is `text`.
    init(text: String) {
        let slash = text.lastIndex(of: "/") ?? text.startIndex
        group = String(text[..<slash])
        plural = text.contains("/") ? String(text[text.index(after: slash)...]) : text
    }

    /// `apps/deployments`, and `/services` in the core group.
    package var description: String { "\(group)/\(plural)" }

    /// By group, then by plural.
    package static func < (lhs: StorageKey, rhs: StorageKey) -> Bool {
        (lhs.group, lhs.plural) < (rhs.group, rhs.plural)
    }
}
