// SPDX-License-Identifier: MIT

/// The known name that a misspelt one was probably meant to be.
package enum NearestName {
    /// The name of `names` that differs from `name` in letter case only, or in a third of its letters at most; nil when
    /// there is none. Letters may be added, dropped, changed, or swapped with their neighbour.
    package static func of(_ name: String, among names: some Sequence<String>) -> String? {
        let wanted = Array(name.lowercased().utf8)
        guard (2...64).contains(wanted.count) else { return nil }
        let limit = max(1, wanted.count / 3)
        var best: (distance: Int, name: String)?
        for candidate in names {
            let letters = Array(candidate.lowercased().utf8)
            guard letters.count <= 64, abs(letters.count - wanted.count) <= limit else { continue }
            let distance = distance(wanted, letters)
            if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
        }
        return best?.name
    }

    // Optimal string alignment; rows of the table are kept for the two lengths before.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var older: [Int] = []
        var last = Array(0...right.count)
        for row in 0..<left.count {
            var next = [row + 1]
            for column in 0..<right.count {
                var cost = min(
                    last[column + 1] + 1,
                    next[column] + 1,
                    last[column] + (left[row] == right[column] ? 0 : 1)
                )
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, older[column - 1] + 1)
                }
                next.append(cost)
            }
            older = last
            last = next
        }
        return last.last ?? 0
    }
}
