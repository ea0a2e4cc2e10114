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

    /// `findings` in order, each once, with the lines that `source` gives for a file.
    init(_ findings: [Finding], source: (String) -> [Substring]?) {
        var file: String?
        var lines: [Substring]?
        elements = FindingOrder.sorted(findings).map { finding in
            guard let span = finding.span else { return Element(original: finding, finding: finding, line: nil) }
            if span.file != file { (file, lines) = (span.file, source(span.file)) }
            guard let lines, lines.indices.contains(span.start.line - 1) else {
                return Element(original: finding, finding: finding, line: nil)
            }
            let masked = SecretMask(lines).line(at: span.start.line - 1)
            var shown = finding
            if let hidden = masked.hidden {
                let value = hidden.drop { $0 == "\"" || $0 == "'" || $0 == " " }
                let core = String(value.reversed().drop { $0 == "\"" || $0 == "'" || $0 == " " }.reversed())
                if core.count > 1 {
                    shown.message.replace(core, with: SecretMask.stars)
                    shown.remedy?.replace(core, with: SecretMask.stars)
                }
            }
            return Element(original: finding, finding: shown, line: masked.line)
        }
    }
}
