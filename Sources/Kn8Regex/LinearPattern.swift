// SPDX-License-Identifier: MIT

internal import Synchronization

/// A regular expression in Go's syntax (RE2), compiled. Every search takes time linear in the text.
///
/// Cheap to copy and to share between tasks: copies share the program and the automata that searches have built.
package struct LinearPattern: Sendable {
    /// The pattern as it was written.
    package let source: String
    /// The names of groups 1 and up; nil for a group without a name.
    package let groupNames: [String?]
    private let shared: Shared

    private final class Shared: Sendable {
        let program: PatternProgram
        /// Automata that no search uses now; they are kept for the next search.
        private let idle = Mutex<[LazyAutomaton]>([])
        private static let mostIdle = 8

        init(_ program: PatternProgram) { self.program = program }

        func borrow() -> LazyAutomaton {
            idle.withLock { $0.popLast() } ?? LazyAutomaton(for: program)
        }

        func giveBack(_ automaton: consuming LazyAutomaton) {
            let automaton = automaton
            idle.withLock { if $0.count < Self.mostIdle { $0.append(automaton) } }
        }
    }

    /// Compiles `source`.
    ///
    /// - Throws: what Go's `regexp.Compile` would say, and `tooLarge` for patterns beyond
    ///   `PatternTree.mostInstructions`, which is less than Go's own limit.
    package init(_ source: String) throws(PatternSyntaxError) {
        var parser = PatternParser(source)
        let (tree, root) = try parser.parse()
        self.source = source
        groupNames = tree.groupNames
        shared = Shared(PatternProgram(tree, root: root))
    }

    /// Whether the pattern matches anywhere in `text`, as Go's `MatchString`.
    package func matches(_ text: String) -> Bool {
        guard shared.program.alphabet.count <= LazyAutomaton.mostLetters else {
            var machine = PikeMachine(shared.program, wantsGroups: false)
            return machine.firstMatch(in: text.utf8.span, from: 0) != nil
        }
        var automaton = shared.borrow()
        let answer = automaton.matches(text.utf8.span, shared.program)
        shared.giveBack(automaton)
        return answer
    }

    /// The leftmost match, of those the one that Perl would find; nil when there is none.
    package func firstMatch(in text: String) -> PatternMatch? {
        var machine = PikeMachine(shared.program, wantsGroups: true)
        return machine.firstMatch(in: text.utf8.span, from: 0).map { PatternMatch(text: text, slots: $0) }
    }

    /// The matches from left to right that do not overlap, as Go's `FindAllStringSubmatchIndex`: an empty match right
    /// after another match does not count.
    ///
    /// - Parameter limit: The most matches to return; nil for all.
    package func allMatches(in text: String, limit: Int? = nil) -> [PatternMatch] {
        allMatches(in: text, limit: limit, mostSteps: .max) ?? []
    }

    /// The same, or nil when it takes more than `mostSteps` steps from scalar to scalar. One search is linear in the text,
    /// but the searches behind each match may all read to its end: `x*y|x` on many an `x` takes the square of them.
    package func allMatches(in text: String, limit: Int? = nil, mostSteps: Int) -> [PatternMatch]? {
        var matches: [PatternMatch] = []
        var machine = PikeMachine(shared.program, wantsGroups: true)
        let bytes = text.utf8.span
        var (position, lastEnd) = (0, -1)
        while position <= bytes.count, matches.count < limit ?? .max {
            guard let slots = machine.firstMatch(in: bytes, from: position) else { break }
            if machine.stepCount > mostSteps { return nil }
            let (start, end) = (slots[0], slots[1])
            let isRepeat = start == end && start == lastEnd
            if end > position {
                position = end
            } else {
                position += position < bytes.count ? TextScan.scalar(at: position, in: bytes).length : 1
            }
            lastEnd = end
            if !isRepeat { matches.append(PatternMatch(text: text, slots: slots)) }
        }
        return matches
    }

    /// `text` with its matches, the first `limit` of them when that is given, replaced by what `replacement` returns.
    package func replacing(
        in text: String,
        limit: Int? = nil,
        with replacement: (PatternMatch) -> String
    ) -> String {
        var result = ""
        let bytes = text.utf8
        var (copied, offset) = (bytes.startIndex, 0)
        for match in allMatches(in: text, limit: limit) {
            guard let range = match.range() else { continue }
            let start = bytes.index(copied, offsetBy: range.lowerBound - offset)
            result += text[copied..<start] + replacement(match)
            copied = bytes.index(start, offsetBy: range.count)
            offset = range.upperBound
        }
        return result + text[copied...]
    }

    /// `text` with a backslash before each character that a pattern would not take as itself, as Go's `QuoteMeta`.
    package static func quoting(_ text: String) -> String {
        var quoted = ""
        for scalar in text.unicodeScalars {
            if "\\.+*?()|[]{}^$".unicodeScalars.contains(scalar) { quoted += "\\" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted
    }
}
