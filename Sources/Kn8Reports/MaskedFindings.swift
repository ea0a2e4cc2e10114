// SPDX-License-Identifier: MIT
internal import Kn8Value

/// Findings with the lines that they point at, ready to be shown.
struct MaskedFindings {
    /// One finding and its line.
    struct Element {
        /// The finding as it was made.
        var original: Finding
        /// The finding; its message shows no value of a Secret.
        var finding: Finding
        /// The line that the finding's place begins on; nil when the text is not to be had.
        var line: String?
    }

    /// In the order of `FindingOrder`.
    let elements: [Element]

    /// `findings` about `files`, in order, each once, with the lines that `source` gives.
    init(_ findings: [Finding], of files: [String], source: ExcerptSource) {
        var file: String?
        var excerpt: SourceExcerpt?
        var mask = SecretLines([])
        var last: (number: Int, text: String)?
        elements = FindingOrder(files: files).sorted(findings).map { finding in
            guard let span = finding.span else {
                return Element(original: finding, finding: finding, line: nil)
            }
            if span.file != file || excerpt?.holds(span.start.line) != true {
                (file, excerpt) = (span.file, source(span.file, span.start.line))
                mask = SecretLines(excerpt?.lines ?? [])
                last = nil
            }
            guard let excerpt, excerpt.holds(span.start.line) else {
                return Element(original: finding, finding: finding, line: nil)
            }
            let index = span.start.line - excerpt.firstLine
            // Findings on one line share its text: that of a file on one line is long.
            let line = last?.number == index ? last?.text ?? "" : mask.line(at: index).line
            last = (index, line)
            let shown = MaskedFindings.masked(finding, index, span.end.line - excerpt.firstLine, mask)
            return Element(original: finding, finding: shown, line: line)
        }
    }

    // A value that goes on for more lines than these is not quoted whole by any message.
    private static let maximalLines = 1000

    // A message may quote a value as it is written, or as Go writes a string.
    private static func masked(_ finding: Finding, _ first: Int, _ last: Int, _ mask: SecretLines) -> Finding {
        let isSecret = mask.isSecret(first)
        var hidden: [String] = []
        for index in first...max(first, min(last, first + maximalLines)) {
            guard let text = mask.line(at: index).hidden else { continue }
            let value = text.drop { " \t\"'".contains($0) }
            let core = String(value.reversed().drop { " \t\r\"'".contains($0) }.reversed())
            if core.count >= (isSecret ? 2 : 4) { hidden.append(core) }
        }
        let isData =
            isSecret && finding.path?.steps.contains { $0 == .key("data") || $0 == .key("stringData") } ?? false
        guard isData || !hidden.isEmpty else { return finding }
        var shown = finding
        shown.message = MaskedFindings.hiding(hidden, in: finding.message, wholly: isSecret)
        shown.remedy = finding.remedy.map { MaskedFindings.hiding(hidden, in: $0, wholly: isSecret) }
        return shown
    }

    private static func hiding(_ hidden: [String], in message: String, wholly: Bool) -> String {
        var text = wholly ? withoutQuotedValue(message) : message
        for value in hidden { text.replace(value, with: SecretLines.stars) }
        return text
    }

    /// `Invalid value: "…": why` with stars for the value, whatever it is.
    static func withoutQuotedValue(_ message: String) -> String {
        let label = "value: "
        guard let start = message.firstRange(of: label)?.upperBound else { return message }
        let rest = message[start...]
        guard let opening = rest.first, "\"{[".contains(opening) else { return message }
        var depth = 0
        var isInString = false
        var isEscaped = false
        for index in rest.indices {
            let character = rest[index]
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if character == "\\" {
                    isEscaped = true
                } else if character == "\"" {
                    isInString = false
                }
            } else if character == "\"" {
                isInString = true
            } else if character == "{" || character == "[" {
                depth += 1
            } else if character == "}" || character == "]" {
                depth -= 1
            }
            if !isInString, depth <= 0 {
                return message[..<start] + "\"\(SecretLines.stars)\"" + rest[rest.index(after: index)...]
            }
        }
        return message[..<start] + "\"\(SecretLines.stars)\""
    }
}
