// SPDX-License-Identifier: MIT

/// One thing wrong with a source text.
package struct CELIssue: Hashable, Sendable {
    /// Code points before the place.
    package let offset: Int
    /// The line, from 1.
    package let line: Int
    /// The column in code points, from 1.
    package let column: Int
    /// What is wrong, in cel-go's words.
    package let message: String
}
