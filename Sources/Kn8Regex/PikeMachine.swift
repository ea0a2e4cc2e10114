// SPDX-License-Identifier: MIT

/// Finds the match that Perl's rules like best, with its groups, by running all threads of a program side by side.
///
/// The work for a text is at most its length times the size of the program.
struct PikeMachine {
    /// Threads in order of priority; each instruction at most once.
    private struct Threads {
        var counters: [Int] = []
        /// The slots of each thread, one after the other.
        var slots: [Int] = []
        var places: [Int32]

        init(_ size: Int) { places = Array(repeating: -1, count: size) }

        func holds(_ counter: Int) -> Bool {
            let place = Int(places[counter])
            return place >= 0 && place < counters.count && counters[place] == counter
        }
    }

    private enum Todo {
        case follow(Int)
        case restore(slot: Int, to: Int)
    }

    private let program: PatternProgram
    private let slotCount: Int
    private var todo: [Todo] = []
    /// How many steps from scalar to scalar all searches have taken.
    private(set) var stepCount = 0

    /// - Parameter wantsGroups: False when only the fact that there is a match counts.
    init(_ program: PatternProgram, wantsGroups: Bool) {
        self.program = program
        slotCount = wantsGroups ? program.slotCount : 0
    }

    /// The slots of the leftmost match from `start` on (empty without groups), -1 for a group that took no part; nil
    /// when there is no match.
    mutating func firstMatch(in bytes: borrowing Span<UInt8>, from start: Int) -> [Int]? {
        var now = Threads(program.instructions.count)
        var next = Threads(program.instructions.count)
        var found: [Int]?
        var index = start
        var before = side(of: TextScan.scalar(before: start, in: bytes))
        let blank = [Int](repeating: -1, count: slotCount)
        while true {
            stepCount += 1
            var (letter, length) = (Int32(program.alphabet.count), 0)
            if index < bytes.count {
                let (value, size) = TextScan.scalar(at: index, in: bytes)
                (letter, length) = (program.alphabet.letter(of: value), size)
            }
            let after = program.alphabet.sides[Int(letter)]
            if found == nil, !program.isAnchored || index == 0 {
                add(0, to: &now, slots: blank, at: index, between: before, and: after)
            }
            if now.counters.isEmpty { return found }
            next.counters.removeAll(keepingCapacity: true)
            next.slots.removeAll(keepingCapacity: true)
            let following = side(at: index + length, in: bytes)
            for (place, counter) in now.counters.enumerated() {
                switch program.instructions[counter] {
                case .scalar(let set):
                    guard length > 0, program.alphabet.contains(letter, inSet: set) else { continue }
                    let slots = Array(now.slots[(place * slotCount)..<((place + 1) * slotCount)])
                    add(counter + 1, to: &next, slots: slots, at: index + length, between: after, and: following)
                    continue
                case .match:
                    found = Array(now.slots[(place * slotCount)..<((place + 1) * slotCount)])
                default: continue
                }
                break  // threads of lower priority lose to a match
            }
            if found != nil, slotCount == 0 { return found }
            if length == 0 { return found }
            swap(&now, &next)
            index += length
            before = after
        }
    }

    private func side(of value: UInt32?) -> PatternAlphabet.Side {
        guard let value else { return .edge }
        return program.alphabet.sides[Int(program.alphabet.letter(of: value))]
    }

    private func side(at index: Int, in bytes: borrowing Span<UInt8>) -> PatternAlphabet.Side {
        guard index < bytes.count else { return .edge }
        return side(of: TextScan.scalar(at: index, in: bytes).value)
    }

    /// Adds the threads that `counter` leads to without a scalar.
    private mutating func add(
        _ counter: Int,
        to threads: inout Threads,
        slots: [Int],
        at index: Int,
        between before: PatternAlphabet.Side,
        and after: PatternAlphabet.Side
    ) {
        var slots = slots
        todo.append(.follow(counter))
        while let next = todo.popLast() {
            guard case .follow(let counter) = next else {
                if case .restore(let slot, let value) = next { slots[slot] = value }
                continue
            }
            if threads.holds(counter) { continue }
            threads.places[counter] = Int32(threads.counters.count)
            threads.counters.append(counter)
            threads.slots.append(contentsOf: slots)
            switch program.instructions[counter] {
            case .split(let first, let second):
                todo.append(.follow(second))
                todo.append(.follow(first))
            case .jump(let target): todo.append(.follow(target))
            case .save(let slot):
                if slot < slotCount {
                    todo.append(.restore(slot: slot, to: slots[slot]))
                    slots[slot] = index
                }
                todo.append(.follow(counter + 1))
            case .assert(let assertion):
                if assertion.holds(between: before, and: after) { todo.append(.follow(counter + 1)) }
            case .scalar, .match: break
            }
        }
    }
}
