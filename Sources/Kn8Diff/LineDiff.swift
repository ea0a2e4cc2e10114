// SPDX-License-Identifier: MIT

/// The shortest way from one list of lines to another, after Myers, "An O(ND) Difference Algorithm" (1986).
///
/// Common ends are cut off first. Inputs that differ in more than `editLimit` lines are not searched any further: the
/// part between the ends then counts as replaced whole, which is right if not shortest, and bounds time and memory.
struct LineDiff {
    enum Edit: Hashable {
        case keep(old: Int, new: Int)
        case remove(old: Int)
        case insert(new: Int)
    }

    static let editLimit = 2_000

    /// The edits in order; the numbers are indices, counted from 0.
    static func edits<Line: Hashable>(from old: [Line], to new: [Line]) -> [Edit] {
        var start = 0
        while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
        var tail = 0
        while tail < old.count - start, tail < new.count - start,
            old[old.count - 1 - tail] == new[new.count - 1 - tail]
        {
            tail += 1
        }
        var edits = (0..<start).map { Edit.keep(old: $0, new: $0) }
        let before = Array(old[start..<(old.count - tail)])
        let after = Array(new[start..<(new.count - tail)])
        edits += middle(before, after, offset: start)
        for index in 0..<tail {
            edits.append(.keep(old: old.count - tail + index, new: new.count - tail + index))
        }
        return edits
    }

    private static func middle<Line: Hashable>(_ old: [Line], _ new: [Line], offset: Int) -> [Edit] {
        guard !old.isEmpty, !new.isEmpty else { return replaced(old.count, new.count, offset) }
        var numbers: [Line: Int32] = [:]
        func number(_ line: Line) -> Int32 {
            if let known = numbers[line] { return known }
            let fresh = Int32(clamping: numbers.count)
            numbers[line] = fresh
            return fresh
        }
        let before = old.map(number)
        let after = new.map(number)
        guard let trace = trace(before, after) else { return replaced(old.count, new.count, offset) }
        return removalsFirst(edits(along: trace, before.count, after.count, offset))
    }

    /// The same edits with the removals of each changed part before its insertions, as people expect them.
    private static func removalsFirst(_ edits: [Edit]) -> [Edit] {
        var result: [Edit] = []
        var insertions: [Edit] = []
        for edit in edits {
            switch edit {
            case .insert: insertions.append(edit)
            case .remove: result.append(edit)
            case .keep:
                result += insertions
                insertions = []
                result.append(edit)
            }
        }
        return result + insertions
    }

    private static func replaced(_ old: Int, _ new: Int, _ offset: Int) -> [Edit] {
        (0..<old).map { .remove(old: offset + $0) } + (0..<new).map { .insert(new: offset + $0) }
    }

    /// Where a diagonal of one row is reached from: its own column, nil when it is out of reach, and by which edit.
    private struct Reach {
        let column: Int
        let isInsert: Bool

        init?(_ row: [Int32], index: Int, diagonal: Int, _ oldCount: Int, _ newCount: Int) {
            // Diagonal d-1 is at index-1 of the row before, diagonal d+1 at index; -1 stands for out of reach.
            let left = index > 0 ? Int(row[index - 1]) : -1
            let down = index < row.count ? Int(row[index]) : -1
            let byRemoval = left >= 0 && left < oldCount ? left + 1 : -1
            let byInsertion = down >= 0 && down - diagonal <= newCount ? down : -1
            guard max(byRemoval, byInsertion) >= 0 else { return nil }
            column = max(byRemoval, byInsertion)
            isInsert = byInsertion > byRemoval
        }
    }

    /// For each number of edits, the furthest column on each diagonal from -d to d in steps of two.
    private static func trace(_ old: [Int32], _ new: [Int32]) -> [[Int32]]? {
        var trace: [[Int32]] = []
        for distance in 0...min(editLimit, old.count + new.count) {
            var row: [Int32] = []
            row.reserveCapacity(distance + 1)
            for index in 0...distance {
                let diagonal = 2 * index - distance
                var column = 0
                if let last = trace.last {
                    guard let reach = Reach(last, index: index, diagonal: diagonal, old.count, new.count) else {
                        row.append(-1)
                        continue
                    }
                    column = reach.column
                }
                while column < old.count, column - diagonal < new.count, old[column] == new[column - diagonal] {
                    column += 1
                }
                row.append(Int32(clamping: column))
                if column == old.count, column - diagonal == new.count { return trace + [row] }
            }
            trace.append(row)
        }
        return nil
    }

    private static func edits(along trace: [[Int32]], _ oldCount: Int, _ newCount: Int, _ offset: Int) -> [Edit] {
        var reversed: [Edit] = []
        var column = oldCount
        var line = newCount
        for distance in stride(from: trace.count - 1, through: 1, by: -1) {
            let diagonal = column - line
            let index = (diagonal + distance) / 2
            guard let reach = Reach(trace[distance - 1], index: index, diagonal: diagonal, oldCount, newCount) else {
                break
            }
            while column > reach.column {
                column -= 1
                line -= 1
                reversed.append(.keep(old: offset + column, new: offset + line))
            }
            if reach.isInsert {
                line -= 1
                reversed.append(.insert(new: offset + line))
            } else {
                column -= 1
                reversed.append(.remove(old: offset + column))
            }
        }
        while column > 0, line > 0 {
            column -= 1
            line -= 1
            reversed.append(.keep(old: offset + column, new: offset + line))
        }
        return reversed.reversed()
    }
}
