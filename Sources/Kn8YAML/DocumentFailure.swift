// SPDX-License-Identifier: MIT
internal import Kn8Value

/// Why a document could not be read: one finding.
struct DocumentFailure: Error {
    /// The finding to show.
    var finding: Finding

    /// A breach of `rule` at `span`.
    init(_ rule: String, _ message: String, at span: SourceSpan, remedy: String? = nil) {
        finding = Finding(rule: rule, message: message, span: span, remedy: remedy)
    }

    /// What libyaml found wrong with `source`.
    init(_ problem: EventReader.Problem, in source: DocumentSource) {
        if let offset = problem.badByteOffset {
            let start = source.position(
                offset: source.leadByte(at: offset, isTrailing: problem.text.contains("trailing"))
            )
            let end = SourcePosition(line: start.line, column: start.column + 1)
            let isControl = problem.text.contains("control")
            self.init(
                "yaml/encoding",
                isControl ? "control characters are not allowed" : "the text is not UTF-8: \(problem.text)",
                at: SourceSpan(file: source.file, start: start, end: end),
                remedy: isControl
                    ? "remove the character, or write it as an escape in a double-quoted string"
                    : "save the file as UTF-8"
            )
            return
        }
        var start = source.position(line: problem.line, column: problem.column)
        // At the end of the text there is nothing to show; what is left open is shown where it begins.
        if let end = source.end, start >= end {
            let isOpen = problem.context.contains("flow") || problem.context.contains("quoted")
            start = isOpen ? min(source.position(problem.opening), end) : end
        }
        let span = SourceSpan(
            file: source.file,
            start: start,
            end: SourcePosition(line: start.line, column: start.column + 1)
        )
        if source.byte(line: problem.line, column: problem.column) == UInt8(ascii: "\t") {
            self.init(
                "yaml/syntax",
                "a tab cannot indent or begin a value",
                at: span,
                remedy: "use spaces instead of the tab"
            )
            return
        }
        let message = problem.context.isEmpty ? problem.text : "\(problem.text) \(problem.context)"
        if problem.context.hasSuffix("alias") || problem.context.hasSuffix("anchor") {
            self.init("yaml/alias", message, at: span, remedy: "quote the value if '*' or '&' is meant literally")
            return
        }
        self.init("yaml/syntax", message, at: span, remedy: DocumentFailure.remedy(for: problem.text))
    }

    private static func remedy(for problem: String) -> String? {
        switch problem {
        case "mapping values are not allowed in this context":
            "check the indentation of this line, or quote the value that holds ': '"
        case "did not find expected key": "check the indentation of this line"
        case "could not find expected ':'": "add a ':' and a space after the key"
        case "found unexpected end of stream": "close the quote or the bracket"
        case "found unknown escape character": "double the backslash, or use single quotes"
        case "found character that cannot start any token": "quote the value"
        case "did not find expected ',' or ']'": "close the list with ']' or part its elements with ','"
        case "did not find expected ',' or '}'": "close the mapping with '}' or part its entries with ','"
        case "did not find expected '-' indicator": "begin every element of the list with '- ' in the same column"
        default: nil
        }
    }
}
