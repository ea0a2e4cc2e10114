// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Value

struct VisibleControlsTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let shown: String
    }

    @Test(arguments: [
        Row(testDescription: "plain", text: "web-1\tTrue\n", shown: "web-1\tTrue\n"),
        Row(testDescription: "a title", text: "\u{1B}]0;x\u{07}", shown: "^[]0;x^G"),
        Row(testDescription: "a line overwritten", text: "no\ryes", shown: "no^Myes"),
        Row(testDescription: "delete and nothing", text: "a\u{7F}\u{0}", shown: "a^?^@"),
        Row(testDescription: "an escape of one byte", text: "\u{9B}2J", shown: "\\u009b2J"),
        Row(testDescription: "turned round", text: "a\u{202E}b\u{2066}", shown: "a\\u202eb\\u2066"),
        Row(testDescription: "writing that is no control", text: "Grüße – ✓ 日本", shown: "Grüße – ✓ 日本"),
    ])
    func controlsAreSeen(row: Row) { #expect(row.text.withVisibleControls == row.shown) }
}
