// SPDX-License-Identifier: MIT

import Foundation
import Testing

@testable import Kn8Template

/// `openshift-templates.md`, section 6, Generator.
struct ParameterExpressionTests {
    static let symbols = #"~!@#$%^&*()-_+={}[]\|<,>.?/"';:`"#

    struct Row: Sendable, CustomTestStringConvertible {
        let from: String
        let pattern: String
        var testDescription: String { from }
        init(_ from: String, _ pattern: String) {
            self.from = from
            self.pattern = pattern
        }
    }

    static let rows = [
        Row("[a-z]{60}", "^[a-y]{60}$"),
        Row("[a-zA-Z0-9]{8}", "^[a-yA-Y0-8]{8}$"),
        Row("[0-1]{8}", "^00000000$"),
        Row("[a-f0-9]{128}", "^[a-e0-8]{128}$"),
        Row("0x[A-F0-9]{4}", "^0x[A-E0-8]{4}$"),
        Row(#"[\w]{10}"#, "^[a-zA-Z0-9_]{10}$"),
        Row(#"[\d]{10}"#, "^[0-9]{10}$"),
        Row(#"[\a]{10}"#, "^[a-zA-Z0-9]{10}$"),
        Row("[a-z]{3}-[0-9]{2}", "^[a-y]{3}-[0-8]{2}$"),
        Row("[a-z]", #"^\[a-z\]$"#),
        Row("[a-z]{}", #"^\[a-z\]\{\}$"#),
        Row("[a-z_]{4}", #"^\[a-z_\]\{4\}$"#),
        Row("plain", "^plain$"),
        Row(#"\w{8}"#, #"^\\w\{8\}$"#),
        Row("[a-z]{255}", "^[a-y]{255}$"),
        Row("[a-Z]{40}", "^[a-zA-Y]{40}$"),
        Row("[a-9]{40}", "^[a-zA-Z0-8]{40}$"),
        Row("[x5-9]{9}", "^[xyzA-Z0-4]{9}$"),
        Row("[A0-9]{9}", "^[A-Z]{9}$"),
        Row("[abc-e]{40}", "^[acd]{40}$"),
        Row(#"[\wa-z]{60}"#, "^[a-zA-Z0-9]{60}$"),
        Row("[b-c]{2}{2}", #"^bb\{2\}$"#),
        Row("", "^$"),
        Row("[é][b-c]{1}", "^\\[é\\]b$"),
    ]

    @Test(arguments: rows)
    func generates(_ row: Row) throws {
        for seed in 0..<50 {
            var random = ParameterRandom.seeded("\(seed)")("P")
            let value = try ParameterExpression.value(of: row.from, random: &random)
            #expect(value.range(of: row.pattern, options: .regularExpression) != nil, "\(value)")
        }
    }

    static let faults = [
        ("[a-z]{0}", "range must be within [1-255] characters (0)"),
        ("[a-z]{256}", "range must be within [1-255] characters (256)"),
        ("[a-z]{99999999999999999999}", "range must be within [1-255] characters (9223372036854775807)"),
        ("[abc]{3}", "malformed expresion syntax: [abc]"),
        ("[5]{3}", "malformed expresion syntax: [5]"),
        ("[a-c0]{2}", "malformed expresion syntax: [a-c0]"),
        (#"[\D]{3}"#, #"malformed expresion syntax: [\D]"#),
        ("[5-9x]{3}", "malformed expresion syntax: [5-9x]"),
        (#"[a-f\d]{4}"#, #"malformed expresion syntax: [a-f\d]"#),
        ("[a-z0-9-]{4}", "malformed expresion syntax: [a-z0-9-]"),
        ("[z-a]{4}", "invalid range specified: z-a"),
        ("[A-z]{4}", "invalid range specified: A-z"),
        ("[9-0]{4}", "invalid range specified: 9-0"),
        (#"[\w0-9]{9}"#, #"invalid range specified: \-0"#),
        (#"[\d-9]{9}"#, #"invalid range specified: \-9"#),
        ("[a-a]{3}", "the class [a-a] is empty: the upper bound of a range is never drawn"),
    ]

    @Test(arguments: faults)
    func refuses(_ from: String, _ message: String) {
        var random = ParameterRandom.seeded("1")("P")
        let fault = #expect(throws: ParameterExpression.Fault.self) {
            try ParameterExpression.value(of: from, random: &random)
        }
        #expect(fault?.message == message)
    }

    @Test func `symbols are the 32 of oc, and what they spell is looked through again`() throws {
        for seed in 0..<50 {
            var random = ParameterRandom.seeded("\(seed)")("P")
            let value = try ParameterExpression.value(of: #"[\A]{5}"#, random: &random)
            #expect(value.count == 5)
            #expect(value.allSatisfy { Self.symbols.contains($0) })
        }
        #expect(Self.symbols.count == 32)
    }

    @Test func `a seed repeats itself, its parameters differ, and other seeds too`() throws {
        func value(_ seed: String, _ name: String) throws -> String {
            var random = ParameterRandom.seeded(seed)(name)
            return try ParameterExpression.value(of: "[a-z0-9]{16}", random: &random)
        }
        #expect(try value("ci", "A") == value("ci", "A"))
        #expect(try value("ci", "A") != value("ci", "B"))
        #expect(try value("ci", "A") != value("cd", "A"))
        // Written down, so that a seeded value never changes.
        #expect(try value("ci", "A") == "56g823jbddybtjjs")
    }

    @Test func `every character of a class comes up about equally often`() throws {
        var counts: [Character: Int] = [:]
        for seed in 0..<200 {
            var random = ParameterRandom.seeded("\(seed)")("P")
            for character in try ParameterExpression.value(of: "[0-9]{255}", random: &random) {
                counts[character, default: 0] += 1
            }
        }
        #expect(counts.count == 9)
        #expect(counts.values.allSatisfy { (5_000...6_400).contains($0) }, "\(counts)")
    }

    @Test func `secure values differ`() throws {
        var first = ParameterRandom.secure("P")
        var second = ParameterRandom.secure("P")
        let a = try ParameterExpression.value(of: "[a-z0-9]{64}", random: &first)
        let b = try ParameterExpression.value(of: "[a-z0-9]{64}", random: &second)
        #expect(a != b)
    }

    @Test func `the alphabets of an expression`() {
        #expect(
            ParameterExpression.alphabets(of: "x[a-c]{2}")?.map { String(decoding: $0, as: UTF8.self) } == [
                "x", "ab", "ab",
            ]
        )
        #expect(ParameterExpression.alphabets(of: "[abc]{2}") == nil)
    }
}
