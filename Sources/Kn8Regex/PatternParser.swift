// SPDX-License-Identifier: MIT

/// Reads a pattern in Go's syntax with the Perl flags, as `regexp.Compile` does, from left to right with its own stack.
///
/// Facts and error texts: `golang/go:src/regexp/syntax/parse.go`.
struct PatternParser {
    /// What `(?imsU)` sets.
    struct Flags {
        var foldsCase = false
        var isMultiline = false
        var dotMatchesNewline = false
        var isUngreedy = false
    }

    private enum Entry {
        case node(Int)
        /// An open group: its number, or nil when it does not capture, and the flags to go back to.
        case opening(Int?, Flags)
        case bar
    }

    let text: [Unicode.Scalar]
    var position = 0
    var flags = Flags()
    private(set) var tree = PatternTree()
    private var stack: [Entry] = []
    /// Where the repetition just read starts; nil when something else was read last.
    private var lastRepetition: Int?

    init(_ source: String) {
        text = Array(source.unicodeScalars)
    }

    /// The tree and the number of its root.
    mutating func parse() throws(PatternSyntaxError) -> (tree: PatternTree, root: Int) {
        while let scalar = peek() {
            let start = position
            var isRepetition = false
            switch scalar {
            case "(": try open()
            case "|":
                position += 1
                try concatenate()
                stack.append(.bar)
            case ")": try close()
            case "^":
                position += 1
                try push(.assertion(flags.isMultiline ? .lineStart : .textStart))
            case "$":
                position += 1
                try push(.assertion(flags.isMultiline ? .lineEnd : .textEnd))
            case ".":
                position += 1
                try push(flags.dotMatchesNewline ? .all : .allButNewline)
            case "[": try push(readClass())
            case "*", "+", "?":
                position += 1
                try repeated(least: scalar == "+" ? 1 : 0, most: scalar == "?" ? 1 : nil, from: start)
                isRepetition = true
            case "{": isRepetition = try readCount()
            case "\\": try readBackslash()
            default:
                position += 1
                try pushLiteral(scalar)
            }
            lastRepetition = isRepetition ? start : nil
        }
        try alternate()
        guard stack.count == 1, case .node(let root)? = stack.first else { throw failure(.missingParenthesis, from: 0) }
        return (tree, root)
    }
}

// What the parts of the parser share.
extension PatternParser {
    func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        let index = position + ahead
        return index < text.count ? text[index] : nil
    }

    /// An error that blames the text from `start` to `end`, or to the end of the pattern.
    func failure(
        _ reason: PatternSyntaxError.Reason,
        from start: Int,
        to end: Int? = nil
    ) -> PatternSyntaxError {
        let end = min(max(end ?? text.count, start), text.count)
        var part = ""
        part.unicodeScalars.append(contentsOf: text[min(start, end)..<end])
        return PatternSyntaxError(reason: reason, part: part)
    }

    mutating func pushLiteral(_ scalar: Unicode.Scalar) throws(PatternSyntaxError) {
        try pushLiteral(scalar.value)
    }

    mutating func pushLiteral(_ value: UInt32) throws(PatternSyntaxError) {
        let set = ScalarSet([value...value])
        try push(flags.foldsCase ? set.foldingCase : set)
    }

    mutating func push(_ set: ScalarSet) throws(PatternSyntaxError) {
        try push(.scalar(tree.number(of: set)))
    }

    mutating func push(_ node: PatternTree.Node) throws(PatternSyntaxError) {
        stack.append(.node(try add(node)))
    }

    private mutating func add(
        _ node: PatternTree.Node,
        blaming start: Int = 0,
        to end: Int? = nil
    ) throws(PatternSyntaxError) -> Int {
        do {
            return try tree.add(node)
        } catch {
            throw error == .invalidCount ? failure(error, from: start, to: end) : failure(error, from: 0)
        }
    }
}

// Groups, alternatives and what follows each other.
extension PatternParser {
    /// Joins what stands after the last group start or bar.
    private mutating func concatenate() throws(PatternSyntaxError) {
        var children: [Int] = []
        while case .node(let node)? = stack.last {
            children.append(node)
            stack.removeLast()
        }
        children.reverse()
        if let only = children.first, children.count == 1 {
            stack.append(.node(only))
        } else {
            try push(children.isEmpty ? .empty : .concatenation(children))
        }
    }

    /// Joins the alternatives after the last group start.
    private mutating func alternate() throws(PatternSyntaxError) {
        try concatenate()
        var children: [Int] = []
        collecting: while let entry = stack.last {
            switch entry {
            case .node(let node): children.append(node)
            case .bar: break
            case .opening: break collecting
            }
            stack.removeLast()
        }
        children.reverse()
        if let only = children.first, children.count == 1 {
            stack.append(.node(only))
        } else {
            try push(.alternation(children))
        }
    }

    private mutating func close() throws(PatternSyntaxError) {
        try alternate()
        guard stack.count >= 2, case .node(let inner) = stack[stack.count - 1],
            case .opening(let group, let outer) = stack[stack.count - 2]
        else { throw failure(.unexpectedParenthesis, from: 0) }
        stack.removeLast(2)
        flags = outer
        position += 1
        if let group { try push(.capture(inner, index: group)) } else { stack.append(.node(inner)) }
    }

    private mutating func open() throws(PatternSyntaxError) {
        guard peek(1) == "?" else {
            position += 1
            openCapture(name: nil)
            return
        }
        let isNamed = peek(2) == "P" && peek(3) == "<" && peek(4) != nil
        if isNamed || (peek(2) == "<" && peek(3) != nil) {
            try openNamed(nameAt: position + (isNamed ? 4 : 3))
        } else {
            try openFlags()
        }
    }

    private mutating func openCapture(name: String?) {
        tree.groupNames.append(name)
        stack.append(.opening(tree.groupNames.count, flags))
    }

    private mutating func openNamed(nameAt start: Int) throws(PatternSyntaxError) {
        guard let end = text[position...].firstIndex(of: ">") else { throw failure(.invalidGroupName, from: position) }
        let name = text[min(start, end)..<end]
        guard !name.isEmpty, name.allSatisfy({ $0 == "_" || $0.isASCIILetterOrDigit }) else {
            throw failure(.invalidGroupName, from: position, to: end + 1)
        }
        position = end + 1
        var spelled = ""
        spelled.unicodeScalars.append(contentsOf: name)
        openCapture(name: spelled)
    }

    /// `(?i)`, `(?i:` and `(?:`.
    private mutating func openFlags() throws(PatternSyntaxError) {
        let start = position
        position += 2
        var changed = flags
        var value = true
        var sawFlag = false
        while let scalar = peek() {
            position += 1
            switch scalar {
            case "i": changed.foldsCase = value
            case "m": changed.isMultiline = value
            case "s": changed.dotMatchesNewline = value
            case "U": changed.isUngreedy = value
            case "-":
                guard value else { throw failure(.unsupportedGroup, from: start, to: position) }
                value = false
                sawFlag = false
                continue
            case ":", ")":
                guard value || sawFlag else { throw failure(.unsupportedGroup, from: start, to: position) }
                if scalar == ":" { stack.append(.opening(nil, flags)) }
                flags = changed
                return
            default: throw failure(.unsupportedGroup, from: start, to: position)
            }
            sawFlag = true
        }
        throw failure(.unsupportedGroup, from: start, to: position)
    }
}

// Repetitions.
extension PatternParser {
    /// Wraps what was read last; `position` is after the operator, `start` at its beginning.
    private mutating func repeated(least: Int, most: Int?, from start: Int) throws(PatternSyntaxError) {
        var isGreedy = !flags.isUngreedy
        if peek() == "?" {
            position += 1
            isGreedy.toggle()
        }
        if let lastRepetition { throw failure(.repeatedRepetition, from: lastRepetition, to: position) }
        guard case .node(let child)? = stack.last else {
            throw failure(.nothingToRepeat, from: start, to: position)
        }
        let node = try add(
            .repetition(child, least: least, most: most, greedy: isGreedy),
            blaming: start,
            to: position
        )
        stack[stack.count - 1] = .node(node)
    }

    /// `{2}`, `{2,}` or `{2,3}`; anything else makes the brace a literal and returns false.
    private mutating func readCount() throws(PatternSyntaxError) -> Bool {
        let start = position
        guard let count = countAhead() else {
            position += 1
            try pushLiteral(Unicode.Scalar("{"))
            return false
        }
        position = count.end
        let most = count.most ?? count.least
        guard count.least <= PatternTree.mostRepeats, most <= PatternTree.mostRepeats, count.least <= most else {
            throw failure(.invalidCount, from: start, to: position)
        }
        try repeated(least: count.least, most: count.most, from: start)
        return true
    }

    private func countAhead() -> (least: Int, most: Int?, end: Int)? {
        var index = position + 1
        guard let least = number(at: &index) else { return nil }
        var most: Int? = least
        if index < text.count, text[index] == "," {
            index += 1
            if index < text.count, text[index] == "}" {
                most = nil
            } else if let number = number(at: &index) {
                most = number
            } else {
                return nil
            }
        }
        guard index < text.count, text[index] == "}" else { return nil }
        return (least, most, index + 1)
    }

    /// A decimal number without needless zeros; one that is far too large reads as a million.
    private func number(at index: inout Int) -> Int? {
        let start = index
        var value = 0
        while index < text.count, let digit = text[index].octalOrDecimal(below: 10) {
            value = min(value * 10 + digit, 1_000_000)
            index += 1
        }
        guard index > start, index == start + 1 || text[start] != "0" else { return nil }
        return value
    }
}
