// SPDX-License-Identifier: MIT

/// In which minors of Kubernetes 1 a kind's version came and went.
package struct KindLifecycle: Hashable, Sendable {
    /// The minor whose API server first had it; nil when that was before 1.9, or nobody says.
    package var introduced: Int?
    /// The minor since which its use is warned of.
    package var deprecated: Int?
    /// The first minor that does not serve it.
    package var removed: Int?
    /// What to use instead, `GROUP/VERSION` or `GROUP/VERSION/KIND`; empty when there is nothing.
    package var successor = ""

    /// Nothing known.
    package init() {}

    /// The number of a minor: 16 of `1.16` or `v1.16`; nil when `text` is neither, or names a patch release too.
    package static func minor(_ text: some StringProtocol) -> Int? {
        let number = text.hasPrefix("v") ? text.dropFirst() : text[...]
        guard number.hasPrefix("1."), let minor = Int(number.dropFirst(2)), (0...99).contains(minor) else { return nil }
        return minor
    }

    /// The successor as `apiVersion` and, where it changed, `kind`; nil when there is none.
    package var replacement: (apiVersion: String, kind: String?)? {
        guard !successor.isEmpty else { return nil }
        let parts = successor.split(separator: "/").map(String.init)
        return parts.count > 2 ? (parts[0] + "/" + parts[1], parts[2]) : (successor, nil)
    }
}
