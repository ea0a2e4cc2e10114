// SPDX-License-Identifier: MIT

/// Lines of a file that belong together: one document, or all of them.
package struct SourceExcerpt: Sendable {
    /// Which line of the file the first one is, from 1.
    package let firstLine: Int
    /// The lines without their line feeds.
    package let lines: [Substring]

    /// The lines of `bytes`, the first of which is `firstLine`; what is no UTF-8 is replaced.
    package init(_ bytes: some Collection<UInt8>, firstLine: Int = 1) {
        self.firstLine = firstLine
        // By bytes: to a `Character` the line breaks of Windows are no line feeds.
        lines = String(decoding: bytes, as: UTF8.self).utf8
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Substring.init)
    }

    /// Whether the line numbered `line` in the file is among them.
    func holds(_ line: Int) -> Bool { lines.indices.contains(line - firstLine) }
}

/// Where reports get lines from: the document that holds a line of a file, or the whole file; nil when there is no text.
/// Asked by file and ascending line, and not again for a line that it gave already.
package typealias ExcerptSource = (_ file: String, _ line: Int) -> SourceExcerpt?
