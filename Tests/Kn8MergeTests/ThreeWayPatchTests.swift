// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Merge

/// What apply makes of the manifest before, the manifest now and the stored object.
@Suite struct ThreeWayPatchTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let original: String?
        let modified: String
        let current: String
        let expected: String
        var isCustom = false

        init(
            _ description: String,
            last: String?,
            now: String,
            live: String,
            gives expected: String,
            custom isCustom: Bool = false
        ) {
            testDescription = description
            original = last
            modified = now
            current = live
            self.expected = expected
            self.isCustom = isCustom
        }
    }

    private static let containers = #"{"spec":{"containers":["#

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
            now: #"{"spec":{"tolerations":[{"key":"a"}]}}"#,
            live: #"{"spec":{"tolerations":[{"key":"b"}]}}"#,
            gives: #"{"spec":{"tolerations":[{"key":"a"}]}}"#
        ),
        Row(
            "a port for TCP and for UDP is not mixed up",
            last: nil,
            now: #"{"spec":{"ports":[{"port":53,"protocol":"TCP"},{"port":53,"protocol":"UDP"}]}}"#,
            live: #"{"spec":{"ports":[{"port":53,"protocol":"TCP"}]}}"#,
            gives: #"{"spec":{"ports":[{"port":53,"protocol":"TCP"},{"port":53,"protocol":"UDP"}]}}"#
        ),
        Row(
            "custom resources' lists are replaced",
            last: nil,
            now: #"{"spec":{"containers":[{"name":"a"}]}}"#,
            live: #"{"spec":{"containers":[{"name":"b"}]}}"#,
            gives: #"{"spec":{"containers":[{"name":"a"}]}}"#,
            custom: true
        ),
        Row(
            "a changed strategy keeps no field of the other",
            last: #"{}"#,
            now: #"{"spec":{"strategy":{"type":"Recreate"}}}"#,
            live:
                #"{"spec":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1}}}}"#,
            gives: #"{"spec":{"strategy":{"type":"Recreate"}}}"#
        ),
        Row(
            "finalizers of others stay",
            last: #"{"metadata":{"finalizers":["a/x"]}}"#,
            now: #"{"metadata":{"finalizers":["b/x"]}}"#,
            live: #"{"metadata":{"finalizers":["a/x","c/x"]}}"#,
            gives: #"{"metadata":{"finalizers":["b/x","c/x"]}}"#
        ),
        Row(
            "of two ports that only the protocol tells apart, one that left the manifest goes",
            last: containers
                + #"{"name":"dns","ports":[{"containerPort":53},{"containerPort":53,"protocol":"UDP"}]}]}}"#,
            now: containers + #"{"name":"dns","ports":[{"containerPort":53,"protocol":"UDP"}]}]}}"#,
            live: containers + #"{"name":"dns","ports":[{"containerPort":53},{"containerPort":53,"protocol":"UDP"}],"#
                + #""tty":true}]}}"#,
            gives: containers + #"{"name":"dns","ports":[{"containerPort":53,"protocol":"UDP"}],"tty":true}]}}"#
        ),
        Row(
            "a sidecar of others stays beside a container with such ports",
            last: nil,
            now: containers
                + #"{"name":"dns","ports":[{"containerPort":53},{"containerPort":53,"protocol":"UDP"}]}]}}"#,
            live: containers + #"{"name":"proxy"}]}}"#,
            gives: containers
                + #"{"name":"dns","ports":[{"containerPort":53},{"containerPort":53,"protocol":"UDP"}]},"#
                + #"{"name":"proxy"}]}}"#
        ),
        Row(
            "an empty mapping is said, one of nulls is not",
            last: nil,
            now: #"{"spec":{"a":{},"b":{"c":null}}}"#,
            live: #"{"spec":{}}"#,
            gives: #"{"spec":{"a":{},"b":{}}}"#,
            custom: true
        ),
        Row(
            "what leaves a custom object's mapping goes, and what others put there stays",
            last: #"{"spec":{"config":{"a":1,"b":{"c":1}}}}"#,
            now: #"{"spec":{"config":{"b":{"d":2}}}}"#,
            live: #"{"spec":{"config":{"a":1,"b":{"c":1,"x":9},"y":8}}}"#,
            gives: #"{"spec":{"config":{"b":{"d":2,"x":9},"y":8}}}"#,
            custom: true
        ),
        Row(
            "null removes from a custom object",
            last: #"{"spec":{"a":1}}"#,
            now: #"{"spec":{"a":null,"b":null}}"#,
            live: #"{"spec":{"a":1,"b":2,"c":3}}"#,
            gives: #"{"spec":{"c":3}}"#,
            custom: true
        ),
    ]

    @Test(arguments: rows) func merges(row: Row) throws {
        let original = try row.original.map { try Value(json: $0) }
        let modified = try Value(json: row.modified)
        let current = try Value(json: row.current)
        let schema = row.isCustom ? nil : SpeltSchema.workload
        let patch = ThreeWayPatch(original: original, modified: modified, current: current, schema: schema)
        let merged = try patched(current, by: patch)
        #expect(try merged == Value(json: row.expected), "\(patch)")
        if !row.modified.contains("null") {
            let again = ThreeWayPatch(original: modified, modified: modified, current: merged, schema: schema)
            #expect(try patched(merged, by: again) == merged, "\(again)")
        }
    }

    private func patched(_ value: Value, by patch: ThreeWayPatch) throws -> Value {
        switch patch {
        case .none: value
        case .strategic(let change):
            try StrategicMergePatch.applied(change, to: value, schema: SpeltSchema.workload)
        case .merge(let change): MergePatch.applied(change, to: value)
        }
    }

    @Test func `a patch that stands for the whole result asks for the state that it was made from`() throws {
        let ports = #"{"containerPort":53},{"containerPort":53,"protocol":"UDP"}"#
        let manifest = try Value(json: Self.containers + #"{"name":"dns","ports":["# + ports + "]}]}}")
        var live = try Value(json: Self.containers + #"{"name":"dns","ports":[{"containerPort":53}]}]}}"#)
        live[path: ["metadata", "resourceVersion"]] = "7"
        let patch = ThreeWayPatch(original: nil, modified: manifest, current: live, schema: SpeltSchema.workload)
        guard case .merge(let change) = patch else {
            Issue.record("\(patch)")
            return
        }
        #expect(change[path: ["metadata", "resourceVersion"]] == "7")
    }

    @Test func `what both sides changed is a conflict`() throws {
        let schema = SpeltSchema.workload
        func found(_ left: String, _ right: String) throws -> [String]? {
            StrategicConflicts(schema).first(between: try Value(json: left), and: try Value(json: right))
        }
        #expect(try found(#"{"spec":{"replicas":3}}"#, #"{"spec":{"replicas":5}}"#) == ["spec", "replicas"])
        #expect(try found(#"{"spec":{"replicas":3}}"#, #"{"spec":{"replicas":3,"paused":true}}"#) == nil)
        func image(_ tag: String) -> String { Self.containers + #"{"name":"a","image":"\#(tag)"}]}}"# }
        #expect(try found(image("1"), image("2")) == ["spec", "containers", "a", "image"])
        #expect(try found(image("1"), image("1").replacing(#""a""#, with: #""b""#)) == nil)
        #expect(try found(#"{"spec":{"selector":{"a":1}}}"#, #"{"spec":{"selector":{"a":2}}}"#) == nil)
    }
}
