// SPDX-License-Identifier: MIT

/// Text that equals other text when the bytes do, as in Kubernetes. `String` takes texts for equal that only look the same,
/// like the sign of the kelvin and the letter K: that must not decide who somebody is.
package struct ExactText: Hashable, Sendable {
    /// The text.
    package let text: String

    /// `text`, to be compared by its bytes.
    package init(_ text: String) { self.text = text }

    /// Whether the bytes are the same.
    package static func == (lhs: ExactText, rhs: ExactText) -> Bool { lhs.text.isExactly(rhs.text) }
}

extension StringProtocol {
    /// Whether the two texts are the same bytes.
    package func isExactly(_ other: some StringProtocol) -> Bool {
        let (own, others) = (utf8, other.utf8)
        guard own.count == others.count else { return false }
        let answer = own.withContiguousStorageIfAvailable { own in
            others.withContiguousStorageIfAvailable { own.elementsEqual($0) }
        }
        return (answer ?? nil) ?? own.elementsEqual(others)
    }

    /// Whether the text begins with the bytes of `other`.
    package func beginsExactly(with other: some StringProtocol) -> Bool { utf8.starts(with: other.utf8) }
}

extension Sequence<String> {
    /// Whether one of the texts is `other`, byte for byte.
    package func containsExactly(_ other: String) -> Bool { contains { $0.isExactly(other) } }
}
