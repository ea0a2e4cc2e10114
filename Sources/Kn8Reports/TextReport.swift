// SPDX-License-Identifier: MIT
package import Kn8Value

/// Findings as text for people: place, message, the line with a mark under it, and what to do.
package struct TextReport: Sendable {
    /// Whether to colour the text for a terminal.
    package var isColoured: Bool

    // Longer lines are cut to a window around the mark.
    private static let window = 120

    /// A report that colours its text when `isColoured`.
    package init(isColoured: Bool = false) { self.isColoured = isColoured }

    /// The text of `findings` about `files`, ordered by place, each once, with a blank line between two; empty for none.
    ///
    /// Where `source` has no text the excerpt is left out. Values of Secrets are never shown.
    package func text(of findings: [Finding], in files: [String] = [], source: ExcerptSource) -> String {
        MaskedFindings(findings, of: files, source: source).elements.map { text($0.finding, line: $0.line) }.joined(
            separator: "\n"
        )
    }

    /// The text of what counts in `report`, then a summary.
    package func text(of report: Report) -> String {
        let shown = report.new.map { text($0.finding, line: $0.line) }.joined(separator: "\n")
        return shown + (report.isInterrupted ? "interrupted; so far: " : "") + "\(report.summary)\n"
    }

    private func text(_ finding: Finding, line: String?) -> String {
        let severity = paint(finding.severity.rawValue + ":", code(finding.severity))
        var lines = ["\(place(of: finding)): \(severity) \(clean(finding.message)) [\(finding.rule)]"]
        var context: [String] = []
        if let object = finding.object, finding.span != nil { context.append(clean(object)) }
        if let path = finding.path?.description, !path.isEmpty { context.append(clean(path)) }
        if !context.isEmpty { lines.append("  in " + context.joined(separator: ", ")) }
        if let line, let span = finding.span {
            lines += excerpt(line, span, code(finding.severity))
        }
        if let remedy = finding.remedy { lines.append("  " + paint("help:", "1") + " " + clean(remedy)) }
        return lines.map { $0 + "\n" }.joined()
    }

    private func place(of finding: Finding) -> String {
        guard let span = finding.span else { return clean(finding.object ?? "-") }
        return paint("\(clean(span.file)):\(span.start.line):\(span.start.column)", "1")
    }

    private func excerpt(_ line: String, _ span: SourceSpan, _ code: String) -> [String] {
        let text = line.utf8.last == UInt8(ascii: "\r") ? Substring(line.unicodeScalars.dropLast()) : line[...]
        let isASCII = TextReport.isASCII(text)
        let count = isASCII ? text.utf8.count : text.unicodeScalars.count
        var start = min(max(0, span.start.column - 1), count)
        let isOneLine = span.end.line == span.start.line
        var end = isOneLine ? min(max(start, span.end.column - 1), count) : count
        var prefix = ""
        var scalars: [Unicode.Scalar]
        if count <= TextReport.window {
            scalars = Array(text.unicodeScalars)
        } else {
            let first = max(0, min(start - 20, count - TextReport.window))
            let last = min(count, first + TextReport.window)
            scalars =
                isASCII
                ? text.utf8.dropFirst(first).prefix(last - first).map { Unicode.Scalar($0) }
                : Array(text.unicodeScalars.dropFirst(first).prefix(last - first))
            if last < count { scalars.append("…") }
            if first > 0 { prefix = "…" }
            start -= first
            end = min(end - first, last - first)
        }
        let shown = prefix + clean(scalars)
        let gap = String(repeating: " ", count: prefix.isEmpty ? 0 : 1) + blanks(under: scalars[..<start])
        let mark = String(repeating: "^", count: max(1, width(of: scalars[start..<max(start, end)])))
        let number = String(span.start.line)
        let gutter = String(repeating: " ", count: number.count)
        return ["\(gutter) |", "\(number) | \(shown)", "\(gutter) | \(gap)\(paint(mark, code))"]
    }

    // Places in ASCII are found at once: a file on one line may have many findings.
    private static func isASCII(_ text: Substring) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { $0.reduce(0) { $0 | $1 } < 0x80 } ?? false
    }

    // A tab stays a tab, so that the mark stands under what it means.
    private func blanks(under scalars: ArraySlice<Unicode.Scalar>) -> String {
        scalars.map { $0 == "\t" ? "\t" : String(repeating: " ", count: width(of: [$0])) }.joined()
    }

    // Columns on a terminal: two for the wide characters of East Asia, none for accents that join the one before.
    private func width(of scalars: ArraySlice<Unicode.Scalar>) -> Int {
        scalars.reduce(0) { sum, scalar in
            switch scalar.value {
            case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: sum
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
                0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
                sum + 2
            default: sum + 1
            }
        }
    }

    // Text from a file must not steer the terminal.
    private func clean(_ text: String) -> String { clean(Array(text.unicodeScalars)) }

    private func clean(_ scalars: [Unicode.Scalar]) -> String {
        var text = ""
        for scalar in scalars {
            let isControl = (scalar.value < 0x20 && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
            text.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
        }
        return text
    }

    private func code(_ severity: Severity) -> String {
        switch severity {
        case .error: "1;31"
        case .warning: "1;33"
        case .note: "1;36"
        }
    }

    private func paint(_ text: String, _ code: String) -> String {
        isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
