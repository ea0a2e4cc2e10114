// SPDX-License-Identifier: MIT

/// The name that somebody may have meant.
enum NearestName {
    /// The name of `names` with the fewest changes from `name`; nil when even that one needs more than a third of it.
    static func of(_ name: String, among names: [String]) -> String? {
        let bound = max(1, name.utf8.count / 3)
        var best: (name: String, distance: Int)?
        for candidate in names.sorted() {
            let distance = distance(Array(name.utf8), Array(candidate.utf8))
            if distance <= bound, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.name
    }

    // Insertions, removals and replacements, row by row.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (index, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let change = diagonal + (byte == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(change, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
