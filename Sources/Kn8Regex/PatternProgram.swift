// SPDX-License-Identifier: MIT

/// A pattern as instructions for a machine that runs all alternatives at once.
struct PatternProgram: Sendable {
    enum Instruction: Sendable {
        /// One scalar of the set of that number, then the next instruction.
        case scalar(Int)
        /// Both ways; the first is liked better.
        case split(Int, Int)
        case jump(Int)
        /// Notes the place in the slot: 2n where group n starts, 2n + 1 where it ends.
        case save(Int)
        case assert(PatternTree.Assertion)
        case match
    }

    private(set) var instructions: [Instruction] = []
    let alphabet: PatternAlphabet
    /// Two a group, that of the whole match first.
    let slotCount: Int
    /// Whether some instruction asks what stands before or after.
    private(set) var hasAssertions = false
    /// Whether a match can only start where the text starts.
    private(set) var isAnchored = false

    private enum Task {
        case write(Int)
        case emit(Instruction)
        case place(Int)
    }

    /// Where each label stands; instructions name labels until the end.
    private var labels: [Int] = []

    init(_ tree: PatternTree, root: Int) {
        alphabet = PatternAlphabet(tree)
        slotCount = 2 * (tree.groupNames.count + 1)
        var tasks: [Task] = [.emit(.match), .emit(.save(1)), .write(root), .emit(.save(0))]
        while let task = tasks.popLast() {
            switch task {
            case .write(let node): write(node, of: tree, then: &tasks)
            case .place(let label): labels[label] = instructions.count
            case .emit(let instruction):
                if case .assert = instruction { hasAssertions = true }
                instructions.append(instruction)
            }
        }
        instructions = instructions.map { instruction in
            switch instruction {
            case .split(let first, let second): .split(labels[first], labels[second])
            case .jump(let target): .jump(labels[target])
            default: instruction
            }
        }
        labels = []
        isAnchored = startsAtTextStartOnly()
    }

    private mutating func newLabel() -> Int {
        labels.append(0)
        return labels.count - 1
    }

    private mutating func write(_ node: Int, of tree: PatternTree, then tasks: inout [Task]) {
        switch tree.nodes[node] {
        case .empty: break
        case .scalar(let set): instructions.append(.scalar(set))
        case .assertion(let assertion): tasks.append(.emit(.assert(assertion)))
        case .capture(let child, let index):
            tasks += [.emit(.save(2 * index + 1)), .write(child), .emit(.save(2 * index))]
        case .concatenation(let children): tasks += children.reversed().map { .write($0) }
        case .alternation(let children):
            let end = newLabel()
            var steps: [Task] = []
            for (offset, child) in children.enumerated() {
                if offset == children.count - 1 {
                    steps += [.write(child)]
                } else {
                    let (here, next) = (newLabel(), newLabel())
                    steps += [
                        .emit(.split(here, next)), .place(here), .write(child), .emit(.jump(end)), .place(next),
                    ]
                }
            }
            steps.append(.place(end))
            tasks += steps.reversed()
        case .repetition(let child, let least, let most, let isGreedy):
            let nullable = tree.matchesEmpty(child)
            tasks += steps(of: child, nullable: nullable, least: least, most: most, isGreedy: isGreedy).reversed()
        }
    }

    private mutating func steps(of child: Int, nullable: Bool, least: Int, most: Int?, isGreedy: Bool) -> [Task] {
        var steps: [Task] = []
        func choice(_ into: Int, _ past: Int) -> Task {
            .emit(isGreedy ? .split(into, past) : .split(past, into))
        }
        let end = newLabel()
        if let most {
            for _ in 0..<least { steps.append(.write(child)) }
            for _ in least..<max(least, most) {
                let inner = newLabel()
                steps += [choice(inner, end), .place(inner), .write(child)]
            }
        } else {
            for _ in 1..<max(least, 1) { steps.append(.write(child)) }
            let (inner, again) = (newLabel(), newLabel())
            if least == 0, !nullable {
                steps += [.place(again), choice(inner, end), .place(inner), .write(child), .emit(.jump(again))]
            } else {
                // A loop over what may be empty is an optional loop of at least one, so that priorities stay right.
                if least == 0 { steps.append(choice(inner, end)) }
                steps += [.place(inner), .write(child), choice(inner, end)]
            }
        }
        steps.append(.place(end))
        return steps
    }

    /// Whether every way from the start meets `^` before a scalar or the end.
    private func startsAtTextStartOnly() -> Bool {
        var seen = [Bool](repeating: false, count: instructions.count)
        var waiting = [0]
        while let counter = waiting.popLast() {
            if seen[counter] { continue }
            seen[counter] = true
            switch instructions[counter] {
            case .scalar, .match: return false
            case .split(let first, let second): waiting += [first, second]
            case .jump(let target): waiting.append(target)
            case .assert(.textStart): break
            case .save, .assert: waiting.append(counter + 1)
            }
        }
        return true
    }
}
