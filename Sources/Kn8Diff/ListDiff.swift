// SPDX-License-Identifier: MIT

/// The shortest way from one list to another, element by element.
package enum ListDiff {
    /// One step of the way; the numbers are indices, counted from 0.
    package enum Step: Hashable, Sendable {
        case keep(old: Int, new: Int)
        /// An element took the place of another.
        case replace(old: Int, new: Int)
        case remove(old: Int)
        case insert(new: Int)
    }

    /// The steps in order. Removals and insertions at one place are paired off as replacements.
    package static func steps<Element: Hashable>(from old: [Element], to new: [Element]) -> [Step] {
        var steps: [Step] = []
        var removed: [Int] = []
        var inserted: [Int] = []
        func settle() {
            let pairs = min(removed.count, inserted.count)
            for index in 0..<pairs { steps.append(.replace(old: removed[index], new: inserted[index])) }
            steps += removed.dropFirst(pairs).map { .remove(old: $0) }
            steps += inserted.dropFirst(pairs).map { .insert(new: $0) }
            (removed, inserted) = ([], [])
        }
        for edit in LineDiff.edits(from: old, to: new) {
            switch edit {
            case .keep(let old, let new):
                settle()
                steps.append(.keep(old: old, new: new))
            case .remove(let old): removed.append(old)
            case .insert(let new): inserted.append(new)
            }
        }
        settle()
        return steps
    }
}
