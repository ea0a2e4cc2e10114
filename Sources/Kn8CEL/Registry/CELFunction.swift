// SPDX-License-Identifier: MIT

/// A function: a name, which may have dots (`ip.isCanonical`), and its overloads.
package struct CELFunction: Sendable {
    /// The name, without a leading dot.
    package let name: String
    /// The overloads, in the order in which the checker lists candidates.
    package var overloads: [CELOverload]

    /// The function `name`.
    package init(_ name: String, _ overloads: [CELOverload]) {
        self.name = name
        self.overloads = overloads
    }
}
