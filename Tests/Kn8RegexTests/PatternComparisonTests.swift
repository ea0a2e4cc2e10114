// SPDX-License-Identifier: MIT

import Testing

import Kn8Regex

/// Random patterns of the common subset, against the engine of Swift's standard library.
struct PatternComparisonTests {
    /// Numbers that are the same in each run.
    struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    @Test(arguments: 0..<8)
    func findsWhatTheStandardLibraryFinds(_ seed: Int) throws {
        var dice = Dice(state: UInt64(seed))
        for _ in 0..<150 {
            let source = pattern(depth: 3, &dice)
            let ours = try LinearPattern(source)
            let theirs = try Regex(source).matchingSemantics(.unicodeScalar)
            for _ in 0..<6 {
                let text = String((0..<Int.random(in: 0...8, using: &dice)).map { _ in pick("abc é\n", &dice) })
                let mine = ours.firstMatch(in: text)
                let wanted = try theirs.firstMatch(in: text)
                let range = wanted.map { match in
                    text.utf8.distance(
                        from: text.startIndex,
                        to: match.range.lowerBound
                    )..<text.utf8.distance(from: text.startIndex, to: match.range.upperBound)
                }
                #expect(mine?.range() == range, "\(source) in \(text.debugDescription)")
                #expect(ours.matches(text) == (range != nil), "\(source) in \(text.debugDescription)")
            }
        }
    }

    private func pick(_ characters: String, _ dice: inout Dice) -> Character {
        characters.randomElement(using: &dice) ?? "a"
    }

    /// Loops hold what is never empty: engines differ in what an empty turn of a loop means.
    private func pattern(depth: Int, _ dice: inout Dice) -> String {
        let atoms = ["a", "b", "c", "[ab]", "[^a]", "[a-c]", "é", "ab", "\\d"]
        guard depth > 0 else { return atoms.randomElement(using: &dice) ?? "a" }
        let inner = pattern(depth: depth - 1, &dice)
        switch Int.random(in: 0..<9, using: &dice) {
        case 0: return inner + pattern(depth: depth - 1, &dice)
        case 1: return "(?:\(inner)|\(pattern(depth: depth - 1, &dice)))"
        case 2: return "(\(atoms.randomElement(using: &dice) ?? "a"))*" + inner
        case 3: return "(?:\(atoms.randomElement(using: &dice) ?? "a"))+?" + inner
        case 4: return "(?:\(inner))?"
        case 5: return "(?:a\(inner)){1,2}"
        case 6: return "(?:\(inner))??" + "b"
        case 7: return "^" + inner
        default: return inner + "c*?"
        }
    }
}
