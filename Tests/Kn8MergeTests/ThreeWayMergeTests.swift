// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Merge

/// What apply makes of the manifest before, the manifest now and the stored object.
@Suite struct ThreeWayMergeTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let original: String?
        let modified: String
        let current: String
        let expected: String

        init(_ description: String, last: String?, now: String, live: String, gives expected: String) {
            testDescription = description
            original = last
            modified = now
            current = live
            self.expected = expected
        }
    }

    private static let containers = #"{"apiVersion":"v1","spec":{"containers":["#

    static let rows = [
        Row("a field is set", last: nil, now: #"{"a":1}"#, live: #"{"b":2}"#, gives: #"{"a":1,"b":2}"#),
        Row(
            "a field that left the manifest goes",
            last: #"{"a":1}"#,
            now: "{}",
            live: #"{"a":1,"b":2}"#,
            gives: #"{"b":2}"#
        ),
        Row(
            "others' fields stay",
            last: #"{"a":1}"#,
            now: #"{"a":1}"#,
            live: #"{"a":1,"b":2}"#,
            gives: #"{"a":1,"b":2}"#
        ),
        Row("drift is put right", last: #"{"a":1}"#, now: #"{"a":1}"#, live: #"{"a":9}"#, gives: #"{"a":1}"#),
        Row("null removes", last: nil, now: #"{"a":null}"#, live: #"{"a":1,"b":2}"#, gives: #"{"b":2}"#),
        Row(
            "containers merge by name",
            last: containers + #"{"name":"a","image":"1"},{"name":"gone"}]}}"#,
            now: containers + #"{"name":"a","image":"2"}]}}"#,
            live: containers
                + #"{"name":"a","image":"1","imagePullPolicy":"Always"},{"name":"gone"},{"name":"sidecar"}]}}"#,
            gives: containers + #"{"name":"a","image":"2","imagePullPolicy":"Always"},{"name":"sidecar"}]}}"#
        ),
        Row(
            "env of a container merges by name",
            last: containers + #"{"name":"a","env":[{"name":"X","value":"1"}]}]}}"#,
            now: containers + #"{"name":"a","env":[{"name":"Y","value":"2"}]}]}}"#,
            live: containers + #"{"name":"a","env":[{"name":"X","value":"1"},{"name":"Z","value":"3"}]}]}}"#,
            gives: containers + #"{"name":"a","env":[{"name":"Y","value":"2"},{"name":"Z","value":"3"}]}]}}"#
        ),
        Row(
            "tolerations are replaced",
            last: nil,
            now: #"{"apiVersion":"v1","spec":{"tolerations":[{"key":"a"}]}}"#,
            live: #"{"apiVersion":"v1","spec":{"tolerations":[{"key":"b"}]}}"#,
            gives: #"{"apiVersion":"v1","spec":{"tolerations":[{"key":"a"}]}}"#
        ),
        Row(
            "a port for TCP and for UDP is not mixed up",
            last: nil,
            now: #"{"apiVersion":"v1","spec":{"ports":[{"port":53,"protocol":"TCP"},{"port":53,"protocol":"UDP"}]}}"#,
            live: #"{"apiVersion":"v1","spec":{"ports":[{"port":53,"protocol":"TCP"}]}}"#,
            gives: #"{"apiVersion":"v1","spec":{"ports":[{"port":53,"protocol":"TCP"},{"port":53,"protocol":"UDP"}]}}"#
        ),
        Row(
            "custom resources' lists are replaced",
            last: nil,
            now: #"{"apiVersion":"x.dev/v1","spec":{"containers":[{"name":"a"}]}}"#,
            live: #"{"apiVersion":"x.dev/v1","spec":{"containers":[{"name":"b"}]}}"#,
            gives: #"{"apiVersion":"x.dev/v1","spec":{"containers":[{"name":"a"}]}}"#
        ),
        Row(
            "a changed strategy keeps no field of the other",
            last: #"{"apiVersion":"apps/v1"}"#,
            now: #"{"apiVersion":"apps/v1","spec":{"strategy":{"type":"Recreate"}}}"#,
            live:
                #"{"apiVersion":"apps/v1","spec":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1}}}}"#,
            gives: #"{"apiVersion":"apps/v1","spec":{"strategy":{"type":"Recreate"}}}"#
        ),
        Row(
            "finalizers of others stay",
            last: #"{"apiVersion":"v1","metadata":{"finalizers":["a/x"]}}"#,
            now: #"{"apiVersion":"v1","metadata":{"finalizers":["b/x"]}}"#,
            live: #"{"apiVersion":"v1","metadata":{"finalizers":["a/x","c/x"]}}"#,
            gives: #"{"apiVersion":"v1","metadata":{"finalizers":["b/x","c/x"]}}"#
        ),
    ]

    @Test(arguments: rows) func merges(row: Row) throws {
        let original = try row.original.map { try Value(json: $0) }
        let modified = try Value(json: row.modified)
        let current = try Value(json: row.current)
        let merged = ThreeWayMerge.merged(original: original, modified: modified, current: current)
        #expect(merged == (try Value(json: row.expected)))
        let patch = ThreeWayMerge.patch(original: original, modified: modified, current: current)
        #expect(MergePatch.applied(patch, to: current) == merged)
        #expect(ThreeWayMerge.merged(original: modified, modified: modified, current: merged) == merged)
    }
}
