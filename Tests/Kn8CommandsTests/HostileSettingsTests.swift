// SPDX-License-Identifier: MIT

import Foundation
import Kn8Reports
import Kn8Value
import Kn8YAML
import Testing

@testable import Kn8Commands

/// Settings, baselines and comments come from repositories that nobody vouches for.
struct HostileSettingsTests {
    // Pieces that mean something, put together without sense; the same in every run.
    private static let pieces = [
        "kn8:ignore", "# kn8:ignore", " ", "\n", "---\n", "...\n", "%YAML 1.1\n", "|\n", ">-\n", "'", "\"", "[", "]",
        "{", "}",
        ",", ":", ": ", "- ", "&a", "*a", "!!str", "files", "rules", "schema/enum", "off", "exclude", "outputs",
        "sarif=x",
        "\u{0}", "\u{FEFF}", "日本", "\r\n", "\t", "#", "version", "findings", "1", "99999999999999999999", "null", "<<",
    ]

    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    @Test func `nothing that is read ends kn8`() {
        var dice = Dice(state: 7)
        for round in 0..<3000 {
            let count = Int.random(in: 0...30, using: &dice)
            var bytes: [UInt8] = []
            for _ in 0..<count { bytes += Array((Self.pieces.randomElement(using: &dice) ?? "").utf8) }
            if round % 3 == 0, let index = bytes.indices.randomElement(using: &dice) {
                bytes[index] = UInt8.random(in: 0...255, using: &dice)
            }
            let lineCount = bytes.count { $0 == UInt8(ascii: "\n") } + 1
            for suppression in Suppressions.comments(in: bytes[...], file: "x") {
                #expect(suppression.lines.lowerBound >= 1 && suppression.lines.upperBound <= lineCount)
                #expect(suppression.span.start.line <= lineCount)
            }
            _ = ConfigurationFile.read(bytes, path: "x")
            _ = try? Baseline(json: bytes)
            let text = String(decoding: bytes, as: UTF8.self)
            _ = PathPattern(text, from: "/a", workingFolder: "/a").matches(text)
            _ = Suppression.entries(
                annotation: text,
                span: SourceSpan(file: "x", start: .init(line: 1, column: 1), end: .init(line: 1, column: 1)),
                lines: 1...1
            )
        }
    }
}
