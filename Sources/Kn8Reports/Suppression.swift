// SPDX-License-Identifier: MIT
package import Kn8Value

/// Rules that are to be passed over at one place, as said by a comment or an annotation there.
package struct Suppression: Hashable, Sendable {
    /// How it was said.
    package enum Source: String, Hashable, Sendable {
        /// `# kn8:ignore RULE[,RULE] reason`
        case comment
        /// `kn8.dev/ignore: "RULE[,RULE]: reason"`
        case annotation
    }

    /// What stands in a comment before the rules.
    package static let marker = "kn8:ignore"
    /// The annotation that passes over rules for a whole object.
    package static let annotation = "kn8.dev/ignore"

    /// How it was said.
    package let source: Source
    /// The rules as written: `family/rule`, `family/*` or `*`.
    package let rules: [String]
    /// Why; empty when nobody said.
    package let reason: String
    /// Where it was said.
    package let span: SourceSpan
    /// The lines of the file that it is about.
    package let lines: ClosedRange<Int>

    /// A suppression of `rules` on `lines`, said at `span`.
    package init(source: Source, rules: [String], reason: String, span: SourceSpan, lines: ClosedRange<Int>) {
        self.source = source
        self.rules = rules
        self.reason = reason
        self.span = span
        self.lines = lines
    }

    /// What the comment `text` asks for; nil when it is no such comment. `text` begins behind the `#`.
    ///
    /// Rules end at the first blank that follows no comma, so that `a/b, c/d reason` names two.
    package init?(comment text: String, span: SourceSpan, lines: ClosedRange<Int>) {
        let body = text.drop { $0 == " " || $0 == "\t" }
        guard body.hasPrefix(Suppression.marker) else { return nil }
        let rest = body.dropFirst(Suppression.marker.count)
        guard rest.isEmpty || rest.first == " " || rest.first == "\t" else { return nil }
        var words = rest.split { $0 == " " || $0 == "\t" || $0 == "\r" }[...]
        var rules: [String] = []
        var expectsMore = true
        while expectsMore, let word = words.popFirst() {
            expectsMore = word.hasSuffix(",")
            rules += word.split(separator: ",").map(String.init)
        }
        var reason = words.joined(separator: " ")
        for mark in ["--", "-", ":"] where reason == mark || reason.hasPrefix(mark + " ") {
            reason = String(reason.dropFirst(mark.count).drop { $0 == " " })
        }
        if let last = rules.last, last.hasSuffix(":") { rules[rules.count - 1] = String(last.dropLast()) }
        self.init(
            source: .comment,
            rules: rules.filter { !$0.isEmpty },
            reason: reason,
            span: span,
            lines: lines
        )
    }

    /// What the annotation `text` asks for, one entry a line: `RULE[,RULE]: reason`.
    package static func entries(
        annotation text: String,
        span: SourceSpan,
        lines: ClosedRange<Int>
    ) -> [Suppression] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let rules = (parts.first ?? "").split { $0 == "," || $0 == " " }.map(String.init)
            let reason = parts.count > 1 ? parts[1].trimmed : ""
            guard !rules.isEmpty || !reason.isEmpty else { return nil }
            return Suppression(source: .annotation, rules: rules, reason: reason, span: span, lines: lines)
        }
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)).reversed())
    }
}
