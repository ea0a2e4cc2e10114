// SPDX-License-Identifier: MIT

/// A parsed pattern: nodes by number, each made after its children, so that no walk needs recursion.
struct PatternTree: Sendable {
    /// The most instructions a pattern may come to with its repetitions written out. Go allows some three million.
    static let mostInstructions = 65_536
    /// The deepest nesting, as in Go.
    static let deepest = 1000
    /// The largest count of a repetition, and the largest product of those within each other, as in Go.
    static let mostRepeats = 1000

    enum Node: Sendable {
        /// Matches the empty text.
        case empty
        /// One scalar of the set of that number.
        case scalar(Int)
        case assertion(Assertion)
        case capture(Int, index: Int)
        /// At least `least`, at most `most` (nil: no bound) of a node.
        case repetition(Int, least: Int, most: Int?, greedy: Bool)
        case concatenation([Int])
        case alternation([Int])
    }

    /// What has to be so at a place between two scalars.
    enum Assertion: UInt8, Sendable {
        case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
    }

    /// What is known of a node and all below it.
    private struct Measure: Sendable {
        var height = 1
        var instructions = 1
        var repeats = 1
        var matchesEmpty = false
    }

    private(set) var nodes: [Node] = []
    private(set) var sets: [ScalarSet] = []
    /// The names of the groups from 1 on; nil for a group without a name.
    var groupNames: [String?] = []
    private var measures: [Measure] = []
    private var setNumbers: [ScalarSet: Int] = [:]

    /// Whether `node` can match the empty text.
    func matchesEmpty(_ node: Int) -> Bool { measures[node].matchesEmpty }

    /// The number of `set`, the same for equal sets.
    mutating func number(of set: ScalarSet) -> Int {
        if let known = setNumbers[set] { return known }
        sets.append(set)
        setNumbers[set] = sets.count - 1
        return sets.count - 1
    }

    /// Adds `node` and returns its number.
    ///
    /// - Throws: the reason alone when the pattern gets too deep, too large or its repetitions too many.
    mutating func add(_ node: Node) throws(PatternSyntaxError.Reason) -> Int {
        let measure = measured(node)
        guard measure.repeats <= Self.mostRepeats else { throw .invalidCount }
        guard measure.height <= Self.deepest else { throw .tooDeep }
        guard measure.instructions <= Self.mostInstructions else { throw .tooLarge }
        nodes.append(node)
        measures.append(measure)
        return nodes.count - 1
    }

    private func measured(_ node: Node) -> Measure {
        var measure = Measure()
        switch node {
        case .empty:
            measure.matchesEmpty = true
            measure.instructions = 0
        case .scalar: break
        case .assertion: measure.matchesEmpty = true
        case .capture(let child, _):
            measure = measures[child]
            measure.height += 1
            measure.instructions += 2
        case .repetition(let child, let least, let most, _):
            measure = measures[child]
            measure.height += 1
            if most == 0 { measure.repeats = 1 } else { measure.repeats *= max(most ?? least, 1) }
            measure.matchesEmpty = measure.matchesEmpty || least == 0
            let optional = most.map { $0 - least } ?? 1
            measure.instructions = measure.instructions * max(least, most == nil ? 1 : 0) + 2
            measure.instructions += optional * (measures[child].instructions + 1)
        case .concatenation(let children):
            measure = joined(children)
            measure.matchesEmpty = children.allSatisfy { measures[$0].matchesEmpty }
        case .alternation(let children):
            measure = joined(children)
            measure.instructions += 2 * children.count
            measure.matchesEmpty = children.contains { measures[$0].matchesEmpty }
        }
        return measure
    }

    private func joined(_ children: [Int]) -> Measure {
        var measure = Measure()
        measure.instructions = 0
        for child in children {
            measure.height = max(measure.height, measures[child].height + 1)
            measure.repeats = max(measure.repeats, measures[child].repeats)
            measure.instructions += measures[child].instructions
        }
        return measure
    }
}

extension PatternSyntaxError.Reason: Error {}
