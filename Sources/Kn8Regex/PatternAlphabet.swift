// SPDX-License-Identifier: MIT

/// Scalars grouped into letters: all scalars of a letter are in the same sets of a pattern.
struct PatternAlphabet: Sendable {
    /// What an assertion needs to know of the scalar on one side of it.
    enum Side: UInt8, Sendable {
        case edge, newline, word, other
    }

    /// The number of letters; the end of the text is one more, the last.
    let count: Int
    /// The letter of each ASCII character.
    let ascii: [Int32]
    /// What each letter is to an assertion.
    let sides: [Side]
    /// The letters of each set as ranges in order.
    let sets: [[ClosedRange<Int32>]]
    /// The first scalar of each letter but the first.
    private let bounds: [UInt32]

    init(_ tree: PatternTree) {
        var bounds: [UInt32] = []
        for set in tree.sets + [ScalarSet.word, ScalarSet([10...10])] {
            for range in set.ranges {
                bounds.append(range.lowerBound)
                bounds.append(range.upperBound + 1)
            }
        }
        bounds.sort()
        var distinct: [UInt32] = []
        for bound in bounds where bound != 0 && bound != distinct.last { distinct.append(bound) }
        self.bounds = distinct
        count = distinct.count + 1
        ascii = (UInt32(0)..<0x80).map { Self.letter(of: $0, among: distinct) }
        sets = tree.sets.map { set in
            set.ranges.map {
                Self.letter(of: $0.lowerBound, among: distinct)...Self.letter(of: $0.upperBound, among: distinct)
            }
        }
        sides = ([0] + distinct).map { Self.side(of: $0) } + [.edge]
    }

    /// The letter of a scalar value.
    func letter(of value: UInt32) -> Int32 {
        value < 0x80 ? ascii[Int(value)] : Self.letter(of: value, among: bounds)
    }

    /// Whether the letter is in the set of that number.
    func contains(_ letter: Int32, inSet set: Int) -> Bool {
        let ranges = sets[set]
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < letter { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound <= letter
    }

    private static func letter(of value: UInt32, among bounds: [UInt32]) -> Int32 {
        var (low, high) = (0, bounds.count)
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return Int32(low)
    }

    private static func side(of value: UInt32) -> Side {
        if value == 10 { return .newline }
        return ScalarSet.word.contains(value) ? .word : .other
    }
}

extension PatternTree.Assertion {
    /// Whether it holds between what stands before and what stands after.
    func holds(between before: PatternAlphabet.Side, and after: PatternAlphabet.Side) -> Bool {
        switch self {
        case .textStart: before == .edge
        case .textEnd: after == .edge
        case .lineStart: before == .edge || before == .newline
        case .lineEnd: after == .edge || after == .newline
        case .wordBoundary: (before == .word) != (after == .word)
        case .noWordBoundary: (before == .word) == (after == .word)
        }
    }
}
