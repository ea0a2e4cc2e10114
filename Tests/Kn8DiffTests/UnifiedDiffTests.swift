// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Diff

/// Unified diffs as GNU diff prints them.
@Suite struct UnifiedDiffTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let old: String
        let new: String
        let context: Int
        let expected: [String]

        init(_ description: String, _ old: String, _ new: String, context: Int = 3, _ expected: [String]) {
            testDescription = description
            self.old = old
            self.new = new
            self.context = context
            self.expected = expected
        }
    }

    static let rows = [
        Row("equal", "a\nb\n", "a\nb\n", []),
        Row("changed line", "a\nb\nc\n", "a\nx\nc\n", ["--- o", "+++ n", "@@ -1,3 +1,3 @@", " a", "-b", "+x", " c"]),
        Row("new file", "", "a\nb\n", ["--- o", "+++ n", "@@ -0,0 +1,2 @@", "+a", "+b"]),
        Row("removed file", "a\n", "", ["--- o", "+++ n", "@@ -1 +0,0 @@", "-a"]),
        Row(
            "missing newline",
            "a\n",
            "a",
            ["--- o", "+++ n", "@@ -1 +1 @@", "-a", "+a", "\\ No newline at end of file"]
        ),
        Row(
            "two hunks",
            "1\n2\n3\n4\n5\n6\n7\n",
            "x\n2\n3\n4\n5\n6\ny\n",
            context: 1,
            ["--- o", "+++ n", "@@ -1,2 +1,2 @@", "-1", "+x", " 2", "@@ -6,2 +6,2 @@", " 6", "-7", "+y"]
        ),
        Row(
            "hunks that touch are one",
            "1\n2\n3\n",
            "x\n2\ny\n",
            context: 1,
            ["--- o", "+++ n", "@@ -1,3 +1,3 @@", "-1", "+x", " 2", "-3", "+y"]
        ),
        Row(
            "insertion without context",
            "a\nb\n",
            "a\nx\nb\n",
            context: 0,
            ["--- o", "+++ n", "@@ -1,0 +2 @@", "+x"]
        ),
    ]

    @Test(arguments: rows) func prints(row: Row) {
        let lines = UnifiedDiff.lines(old: row.old, new: row.new, labels: ("o", "n"), context: row.context)
        #expect(lines == row.expected)
    }

    @Test(arguments: 0..<40) func editsLeadFromTheOldLinesToTheNewOnes(seed: Int) {
        var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 | 1
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let old = (0..<random(30)).map { _ in random(4) }
        let new = (0..<random(30)).map { _ in random(4) }
        var rebuilt: [Int] = []
        var used: [Int] = []
        var kept = 0
        for edit in LineDiff.edits(from: old, to: new) {
            switch edit {
            case .keep(let before, let after):
                #expect(old[before] == new[after])
                used.append(before)
                rebuilt.append(old[before])
                kept += 1
            case .remove(let before): used.append(before)
            case .insert(let after): rebuilt.append(new[after])
            }
        }
        #expect(rebuilt == new)
        #expect(used == Array(old.indices))
        #expect(kept == longestCommon(old, new))
    }

    private func longestCommon(_ old: [Int], _ new: [Int]) -> Int {
        var row = [Int](repeating: 0, count: new.count + 1)
        for before in old {
            var diagonal = 0
            for (index, after) in new.enumerated() {
                let above = row[index + 1]
                row[index + 1] = before == after ? diagonal + 1 : max(above, row[index])
                diagonal = above
            }
        }
        return row[new.count]
    }

    @Test func aHugeDifferenceIsBounded() {
        let old = (0..<20_000).map { "a\($0)\n" }.joined()
        let new = (0..<20_000).map { "b\($0)\n" }.joined()
        #expect(UnifiedDiff.lines(old: old, new: new, labels: ("o", "n")).count == 40_003)
    }
}
