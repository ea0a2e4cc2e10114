// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Apply

/// A change is taken back, and nothing else.
struct ReversalTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let before: String
        let after: String
        let live: String
        let expected: String
        let conflicts: [String]

        init(_ title: String, _ before: String, _ after: String, _ live: String, _ expected: String, _ at: String...) {
            testDescription = title
            (self.before, self.after, self.live, self.expected) = (before, after, live, expected)
            conflicts = at
        }
    }

    static let rows = [
        Row("a value", #"{"a":1}"#, #"{"a":2}"#, #"{"a":2}"#, #"{"a":1}"#),
        Row("a new field goes", #"{}"#, #"{"a":2}"#, #"{"a":2}"#, #"{}"#),
        Row("a field that went comes back", #"{"a":1}"#, #"{}"#, #"{}"#, #"{"a":1}"#),
        Row("what others wrote stays", #"{"a":1}"#, #"{"a":2}"#, #"{"a":2,"b":3}"#, #"{"a":1,"b":3}"#),
        Row("what others removed stays away", #"{"a":1,"b":1}"#, #"{"a":2,"b":1}"#, #"{"a":2}"#, #"{"a":1}"#),
        Row("nothing left to do", #"{"a":1}"#, #"{"a":2}"#, #"{"a":1}"#, #"{"a":1}"#),
        Row("the same field", #"{"s":{"a":1}}"#, #"{"s":{"a":2}}"#, #"{"s":{"a":3}}"#, #"{"s":{"a":3}}"#, "s.a"),
        Row("a mapping made and added to", #"{}"#, #"{"m":{"a":1}}"#, #"{"m":{"a":1,"b":2}}"#, #"{"m":{"b":2}}"#),
        Row("a mapping made and emptied", #"{}"#, #"{"m":{"a":1}}"#, #"{"m":{}}"#, #"{}"#),
        Row(
            "an element of a keyed list",
            #"{"c":[{"name":"x","image":"1"}]}"#,
            #"{"c":[{"name":"x","image":"2"}]}"#,
            #"{"c":[{"name":"x","image":"2"},{"name":"side","image":"s"}]}"#,
            #"{"c":[{"name":"x","image":"1"},{"name":"side","image":"s"}]}"#
        ),
        Row(
            "an element taken out comes back to its place",
            #"{"c":[{"name":"a"},{"name":"b"},{"name":"c"}]}"#,
            #"{"c":[{"name":"a"},{"name":"c"}]}"#,
            #"{"c":[{"name":"a"},{"name":"c"},{"name":"d"}]}"#,
            #"{"c":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}]}"#
        ),
        Row(
            "an element put in goes",
            #"{"c":[{"name":"a"}]}"#,
            #"{"c":[{"name":"a"},{"name":"b"}]}"#,
            #"{"c":[{"name":"z"},{"name":"a"},{"name":"b"}]}"#,
            #"{"c":[{"name":"z"},{"name":"a"}]}"#
        ),
        Row(
            "the order comes back",
            #"{"c":[{"name":"a"},{"name":"b"}]}"#,
            #"{"c":[{"name":"b"},{"name":"a"}]}"#,
            #"{"c":[{"name":"b"},{"name":"a"}]}"#,
            #"{"c":[{"name":"a"},{"name":"b"}]}"#
        ),
        Row("a list of words", #"{"f":["a"]}"#, #"{"f":["a","b"]}"#, #"{"f":["a","b","c"]}"#, #"{"f":["a","c"]}"#),
        Row(
            "a list without names",
            #"{"f":[[1]]}"#,
            #"{"f":[[2]]}"#,
            #"{"f":[[2],[3]]}"#,
            #"{"f":[[2],[3]]}"#,
            "f"
        ),
        Row(
            "the server's own fields",
            #"{"metadata":{"uid":"u","resourceVersion":"1","generation":1,"labels":{"a":"1"}},"status":{"x":1}}"#,
            #"{"metadata":{"uid":"u","resourceVersion":"2","generation":2,"labels":{"a":"2"}}}"#,
            #"{"metadata":{"uid":"u","resourceVersion":"9","generation":3,"labels":{"a":"2"}},"status":{"x":2}}"#,
            #"{"metadata":{"uid":"u","resourceVersion":"9","generation":3,"labels":{"a":"1"}},"status":{"x":2}}"#
        ),
    ]

    @Test(arguments: rows) func `a change is taken back`(row: Row) throws {
        let (before, after) = (try Value(json: row.before), try Value(json: row.after))
        let reversal = Reversal(of: try Value(json: row.live), before: before, after: after)
        #expect(reversal.value.json() == (try Value(json: row.expected).json()))
        #expect(reversal.conflicts.map(\.description) == row.conflicts)
        // Forced, what the change wrote is as before, whatever others did to it.
        guard !row.conflicts.isEmpty else { return }
        let forced = Reversal(of: try Value(json: row.live), before: before, after: after, force: true)
        #expect(forced.value == before)
    }
}
