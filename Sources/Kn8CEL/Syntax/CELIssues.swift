// SPDX-License-Identifier: MIT

/// Why a source text is no program: issues in the order of their places.
package struct CELIssues: Error, Sendable {
    /// At least one issue.
    package let issues: [CELIssue]
    /// Whether the expression is well typed and only making the program failed, as `int('abc')` does; Kubernetes words
    /// that `program instantiation failed: …`.
    package let isInstantiation: Bool
    private let lines: [String]

    init(_ issues: [CELIssue], source: CELSource, isInstantiation: Bool = false) {
        self.isInstantiation = isInstantiation
        let sorted = issues.enumerated().sorted {
            $0.element.offset == $1.element.offset ? $0.offset < $1.offset : $0.element.offset < $1.element.offset
        }
        self.issues = sorted.map(\.element)
        lines = source.lines
    }
}

extension CELIssues: CustomStringConvertible {
    /// As cel-go prints them, each with its line of the source and a mark below the place:
    ///
    ///     ERROR: <input>:1:5: undefined field 'nope'
    ///      | self.nope == 1
    ///      | ....^
    package var description: String {
        issues.map { issue in
            var text = "ERROR: <input>:\(issue.line):\(issue.column): \(issue.message)"
            guard lines.indices.contains(issue.line - 1) else { return text }
            let line = lines[issue.line - 1]
            text += "\n | \(line.replacingTabs)\n | "
            let scalars = Array(line.unicodeScalars)
            for scalar in scalars.prefix(issue.column - 1) { text += scalar.utf8.count > 1 ? "\u{FF0E}" : "." }
            let isWide = issue.column <= scalars.count && scalars[issue.column - 1].utf8.count > 1
            return text + (isWide ? "\u{FF3E}" : "^")
        }
        .joined(separator: "\n")
    }
}

extension String {
    fileprivate var replacingTabs: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\t" ? " " : $0 }))
    }
}

extension Unicode.Scalar {
    fileprivate var utf8: String.UTF8View { String(self).utf8 }
}
