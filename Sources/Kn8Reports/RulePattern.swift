// SPDX-License-Identifier: MIT

/// A rule's name, `family/*` for all of a family, or `*` for all.
package struct RulePattern: Hashable, Sendable {
    /// The pattern as written.
    package let text: String

    /// The pattern `text`.
    package init(_ text: String) { self.text = text }

    /// Whether `rule` is one of those meant.
    package func matches(_ rule: String) -> Bool {
        if text == "*" || text == rule { return true }
        return text.hasSuffix("/*") && rule.hasPrefix(text.dropLast())
    }

    /// How exact the pattern is; the most exact one decides.
    var rank: Int { text == "*" ? 0 : text.hasSuffix("/*") ? 1 : 2 }

    /// Whether this is no name of one rule.
    package var isWide: Bool { rank < 2 }
}
