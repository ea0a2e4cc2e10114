// SPDX-License-Identifier: MIT
internal import Kn8Value

/// A finding on one line, as test reports and logs show it.
enum PlainLine {
    /// `web.yaml:14:7: error: unknown field "spec.x" [schema/unknown-field]`.
    static func text(of finding: Finding) -> String {
        let place = finding.span.map { "\($0.file):\($0.start.line):\($0.start.column)" } ?? finding.object ?? "kn8"
        return clean("\(place): \(finding.severity.rawValue): \(finding.message) [\(finding.rule)]")
    }

    /// `text` with a mark for each character that must not reach a terminal or an XML file.
    static func clean(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            let isControl = (scalar.value < 0x20 && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
            let isNone = scalar.value & 0xFFFE == 0xFFFE
            result.unicodeScalars.append(isControl || isNone ? "\u{FFFD}" : scalar)
        }
        return result
    }
}
