// SPDX-License-Identifier: MIT

/// A place in a file, as editors count: lines and columns from 1, columns in characters.
package struct SourcePosition: Hashable, Comparable, Sendable {
    /// Lines from 1.
    package var line: Int
    /// Unicode scalars from 1.
    package var column: Int

    /// The place at `line` and `column`, both counted from 1.
    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Whether `lhs` comes first in the file.
    package static func < (lhs: SourcePosition, rhs: SourcePosition) -> Bool {
        (lhs.line, lhs.column) < (rhs.line, rhs.column)
    }
}

/// A stretch of a file, from `start` up to and without `end`.
package struct SourceSpan: Hashable, Sendable {
    /// The file as the user named it; `-` is standard input.
    package var file: String
    /// The first character.
    package var start: SourcePosition
    /// One past the last character.
    package var end: SourcePosition

    /// The stretch of `file` from `start` to `end`.
    package init(file: String, start: SourcePosition, end: SourcePosition) {
        self.file = file
        self.start = start
        self.end = end
    }
}
