// SPDX-License-Identifier: MIT

/// Tells whether a program matches somewhere, by a deterministic automaton whose states are made as texts need them.
///
/// A state is the set of instructions to go on from after the text so far, before jumps are followed, and what stood
/// last when the program has assertions. States are forgotten when they take more than `mostWords`; the work for a text
/// is at most its length times the size of the program.
struct LazyAutomaton: Sendable {
    /// How many letters make a table too wide; a program with more is run without states.
    static let mostLetters = 4096
    private static let mostWords = 1 << 18
    /// Numbers in `transitions`: not known yet, no match from here on, a match.
    private static let (unknown, dead, matched): (Int32, Int32, Int32) = (0, 1, 2)
    private static let firstState: Int32 = 3

    private struct State: Hashable, Sendable {
        let counters: [Int32]
        let before: PatternAlphabet.Side
    }

    /// Letters and the end of the text: how wide a row is.
    private let width: Int
    private var states: [State] = []
    private var numbers: [State: Int32] = [:]
    private var transitions: [Int32] = []
    private var words = 0
    private var start: Int32 = 0
    // Scratch of a step.
    private var visits: [Int32]
    private var round: Int32 = 0
    private var pending: [Int] = []

    init(for program: PatternProgram) {
        width = program.alphabet.count + 1
        visits = Array(repeating: 0, count: program.instructions.count)
    }

    /// Whether `program`, the one this automaton was made for, matches anywhere in `bytes`.
    mutating func matches(_ bytes: borrowing Span<UInt8>, _ program: PatternProgram) -> Bool {
        if start == 0 { start = number(of: State(counters: [0], before: .edge)) }
        var state = start
        var index = 0
        let end = bytes.count
        while index < end {
            let byte = bytes[index]
            let letter: Int
            if byte < 0x80 {
                letter = Int(program.alphabet.ascii[Int(byte)])
                index += 1
            } else {
                let (value, length) = TextScan.scalar(at: index, in: bytes)
                letter = Int(program.alphabet.letter(of: value))
                index += length
            }
            var next = transitions[Int(state - Self.firstState) * width + letter]
            if next == Self.unknown { next = step(from: state, over: letter, program) }
            if next < Self.firstState { return next == Self.matched }
            state = next
        }
        var last = transitions[Int(state - Self.firstState) * width + width - 1]
        if last == Self.unknown { last = step(from: state, over: width - 1, program) }
        return last == Self.matched
    }

    /// The state after `letter`, which is made and noted.
    private mutating func step(from state: Int32, over letter: Int, _ program: PatternProgram) -> Int32 {
        let from = states[Int(state - Self.firstState)]
        let after = program.alphabet.sides[letter]
        let isEnd = letter == width - 1
        var targets: [Int32] = []
        round += 1
        pending.removeAll(keepingCapacity: true)
        for counter in from.counters { pending.append(Int(counter)) }
        var hasMatch = false
        following: while let counter = pending.popLast() {
            if visits[counter] == round { continue }
            visits[counter] = round
            switch program.instructions[counter] {
            case .scalar(let set):
                if !isEnd, program.alphabet.contains(Int32(letter), inSet: set) { targets.append(Int32(counter + 1)) }
            case .split(let first, let second):
                pending.append(second)
                pending.append(first)
            case .jump(let target): pending.append(target)
            case .save: pending.append(counter + 1)
            case .assert(let assertion):
                if assertion.holds(between: from.before, and: after) { pending.append(counter + 1) }
            case .match:
                hasMatch = true
                break following
            }
        }
        let next: Int32
        if hasMatch {
            next = Self.matched
        } else {
            if !program.isAnchored, !isEnd { targets.append(0) }
            targets.sort()
            if targets.isEmpty {
                next = Self.dead
            } else {
                let before = program.hasAssertions ? after : .other
                next = number(of: State(counters: targets, before: before))
                // Making room may have forgotten the state we came from.
                guard Int(state - Self.firstState) < states.count,
                    states[Int(state - Self.firstState)] == from
                else { return next }
            }
        }
        transitions[Int(state - Self.firstState) * width + letter] = next
        return next
    }

    private mutating func number(of state: State) -> Int32 {
        if let known = numbers[state] { return known }
        let cost = width + 2 * state.counters.count
        if words + cost > Self.mostWords, !states.isEmpty {
            states.removeAll(keepingCapacity: true)
            numbers.removeAll(keepingCapacity: true)
            transitions.removeAll(keepingCapacity: true)
            (words, start) = (0, 0)
        }
        words += cost
        let number = Int32(states.count) + Self.firstState
        states.append(state)
        numbers[state] = number
        transitions.append(contentsOf: repeatElement(Self.unknown, count: width))
        return number
    }
}
