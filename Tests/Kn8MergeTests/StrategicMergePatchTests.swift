// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Merge

/// A schema spelt as a mapping: `{"containers": {"strategy": "merge", "key": "name", "below": {…}}}`.
struct SpeltSchema: PatchSchema {
    let fields: Value

    func patchField(_ name: String) -> PatchField? {
        guard let field = fields[name] else { return nil }
        return PatchField(
            strategies: field["strategy"]?.string ?? "",
            mergeKey: field["key"]?.string ?? "",
            below: field["below"].map { SpeltSchema(fields: $0) }
        )
    }

    /// The interesting part of a Pod's and a Deployment's schema.
    static let workload: SpeltSchema = {
        let container: Value = [
            "env": ["strategy": .string("merge"), "key": .string("name")],
            "ports": ["strategy": .string("merge"), "key": .string("containerPort")],
        ]
        let spec: Value = [
            "containers": ["strategy": .string("merge"), "key": .string("name"), "below": container],
            "volumes": ["strategy": .string("merge,retainKeys"), "key": .string("name")],
            "strategy": ["strategy": .string("retainKeys")],
            "selector": ["strategy": .string("replace")],
        ]
        return SpeltSchema(fields: [
            "metadata": ["below": ["finalizers": ["strategy": .string("merge")]]],
            "spec": ["below": spec],
        ])
    }()
}

@Suite struct StrategicMergePatchTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let live: String
        let patch: String
        let expected: String

        init(_ description: String, live: String, patch: String, gives expected: String) {
            testDescription = description
            self.live = live
            self.patch = patch
            self.expected = expected
        }
    }

    private static func containers(_ list: String, _ more: String = "") -> String {
        #"{"spec":{"containers":["# + list + "]" + more + "}}"
    }

    static let rows = [
        Row(
            "mappings merge, null removes",
            live: #"{"a":{"b":1,"c":2}}"#,
            patch: #"{"a":{"b":null,"d":3}}"#,
            gives: #"{"a":{"c":2,"d":3}}"#
        ),
        Row(
            "a list of no known strategy is replaced",
            live: #"{"a":[1,2]}"#,
            patch: #"{"a":[3]}"#,
            gives: #"{"a":[3]}"#
        ),
        Row("another type replaces", live: #"{"a":{"b":1}}"#, patch: #"{"a":[3]}"#, gives: #"{"a":[3]}"#),
        Row(
            "$patch replace in a mapping",
            live: #"{"a":{"b":1}}"#,
            patch: #"{"a":{"$patch":"replace","c":2}}"#,
            gives: #"{"a":{"c":2}}"#
        ),
        Row(
            "$patch delete in a mapping empties it",
            live: #"{"a":{"b":1}}"#,
            patch: #"{"a":{"$patch":"delete"}}"#,
            gives: #"{"a":{}}"#
        ),
        Row(
            "$patch merge is what happens anyway",
            live: #"{"a":{"b":1}}"#,
            patch: #"{"a":{"$patch":"merge","c":2}}"#,
            gives: #"{"a":{"b":1,"c":2}}"#
        ),
        Row(
            "a directive for what is not there is dropped",
            live: "{}",
            patch: #"{"a":{"$patch":"replace","c":2}}"#,
            gives: "{}"
        ),
        Row(
            "nulls in what is added are dropped",
            live: "{}",
            patch: #"{"a":{"b":null,"c":1}}"#,
            gives: #"{"a":{"c":1}}"#
        ),
        Row(
            "elements merge by their key",
            live: containers(#"{"name":"a","image":"1","tty":true}"#),
            patch: containers(#"{"name":"a","image":"2"}"#),
            gives: containers(#"{"name":"a","image":"2","tty":true}"#)
        ),
        Row(
            "a new element comes first",
            live: containers(#"{"name":"a"},{"name":"b"}"#),
            patch: containers(#"{"name":"c"}"#),
            gives: containers(#"{"name":"c"},{"name":"a"},{"name":"b"}"#)
        ),
        Row(
            "patched elements keep the patch's order",
            live: containers(#"{"name":"a"},{"name":"b"},{"name":"c"}"#),
            patch: containers(#"{"name":"c","image":"3"},{"name":"a","image":"1"}"#),
            gives: containers(#"{"name":"b"},{"name":"c","image":"3"},{"name":"a","image":"1"}"#)
        ),
        Row(
            "an element is deleted",
            live: containers(#"{"name":"a"},{"name":"b"}"#),
            patch: containers(#"{"name":"a","$patch":"delete"}"#),
            gives: containers(#"{"name":"b"}"#)
        ),
        Row(
            "deleting what is not there does nothing",
            live: containers(#"{"name":"a"}"#),
            patch: containers(#"{"name":"z","$patch":"delete"}"#),
            gives: containers(#"{"name":"a"}"#)
        ),
        Row(
            "$patch replace among the elements clears the list and goes itself",
            live: containers(#"{"name":"a"},{"name":"b"}"#),
            patch: containers(#"{"name":"c"},{"$patch":"replace"}"#),
            gives: containers(#"{"name":"c"}"#)
        ),
        Row(
            "an empty list changes nothing",
            live: containers(#"{"name":"a"}"#),
            patch: containers(""),
            gives: containers(#"{"name":"a"}"#)
        ),
        Row(
            "null clears a list",
            live: containers(#"{"name":"a"}"#),
            patch: #"{"spec":{"containers":null}}"#,
            gives: #"{"spec":{}}"#
        ),
        Row(
            "lists in elements merge, too",
            live: containers(#"{"name":"a","env":[{"name":"X","value":"1"},{"name":"Y","value":"2"}]}"#),
            patch: containers(#"{"name":"a","env":[{"name":"Y","value":"3"}]}"#),
            gives: containers(#"{"name":"a","env":[{"name":"X","value":"1"},{"name":"Y","value":"3"}]}"#)
        ),
        Row(
            "$setElementOrder with a patch",
            live: containers(#"{"name":"a"},{"name":"b"}"#),
            patch: containers(
                #"{"name":"c"}"#,
                #","$setElementOrder/containers":[{"name":"b"},{"name":"c"},{"name":"a"}]"#
            ),
            gives: containers(#"{"name":"b"},{"name":"c"},{"name":"a"}"#)
        ),
        Row(
            "$setElementOrder alone",
            live: containers(#"{"name":"a"},{"name":"b"}"#),
            patch: #"{"spec":{"$setElementOrder/containers":[{"name":"b"},{"name":"a"}]}}"#,
            gives: containers(#"{"name":"b"},{"name":"a"}"#)
        ),
        Row(
            "what $setElementOrder does not name stays before its follower",
            live: containers(#"{"name":"a"},{"name":"x"},{"name":"b"}"#),
            patch: #"{"spec":{"$setElementOrder/containers":[{"name":"a"},{"name":"b"}]}}"#,
            gives: containers(#"{"name":"a"},{"name":"x"},{"name":"b"}"#)
        ),
        Row(
            "$setElementOrder for a list that is not there",
            live: "{}",
            patch: #"{"spec":{"$setElementOrder/containers":[{"name":"b"}]}}"#,
            gives: #"{"spec":{}}"#
        ),
        Row(
            "plain lists are united",
            live: #"{"metadata":{"finalizers":["a","b"]}}"#,
            patch: #"{"metadata":{"finalizers":["c","b"]}}"#,
            gives: #"{"metadata":{"finalizers":["c","a","b"]}}"#
        ),
        Row(
            "$deleteFromPrimitiveList",
            live: #"{"metadata":{"finalizers":["a","b","c"]}}"#,
            patch: #"{"metadata":{"$deleteFromPrimitiveList/finalizers":["b","z"]}}"#,
            gives: #"{"metadata":{"finalizers":["a","c"]}}"#
        ),
        Row(
            "$retainKeys drops the others",
            live: #"{"spec":{"strategy":{"type":"RollingUpdate","rollingUpdate":{}}}}"#,
            patch: #"{"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}}"#,
            gives: #"{"spec":{"strategy":{"type":"Recreate"}}}"#
        ),
        Row(
            "$retainKeys in an element",
            live: #"{"spec":{"volumes":[{"name":"v","emptyDir":{}}]}}"#,
            patch: #"{"spec":{"volumes":[{"name":"v","$retainKeys":["name","secret"],"secret":{"secretName":"s"}}]}}"#,
            gives: #"{"spec":{"volumes":[{"name":"v","secret":{"secretName":"s"}}]}}"#
        ),
        Row(
            "a mapping with strategy replace",
            live: #"{"spec":{"selector":{"a":1}}}"#,
            patch: #"{"spec":{"selector":{"b":2}}}"#,
            gives: #"{"spec":{"selector":{"b":2}}}"#
        ),
    ]

    @Test(arguments: rows) func `a patch gives`(row: Row) throws {
        let result = try StrategicMergePatch.applied(
            try Value(json: row.patch),
            to: try Value(json: row.live),
            schema: SpeltSchema.workload
        )
        #expect(try result == Value(json: row.expected), "\(result.json())")
    }

    static let refused = [
        Row(
            "no merge key",
            live: containers(#"{"name":"a"}"#),
            patch: containers(#"{"image":"x"}"#),
            gives: "map: map[image:x] does not contain declared merge key: name"
        ),
        Row(
            "an unknown directive",
            live: containers(#"{"name":"c1"}"#),
            patch: containers(#"{"name":"c1","$patch":"bogus"}"#),
            gives: "unknown patch type: bogus in map: map[$patch:bogus name:c1]"
        ),
        Row(
            "an unknown directive in a mapping",
            live: #"{"a":{}}"#,
            patch: #"{"a":{"$patch":"bogus"}}"#,
            gives: "unknown patch type: bogus in map: map[$patch:bogus]"
        ),
        Row(
            "an order that lacks a patched element",
            live: containers(#"{"name":"c1"}"#),
            patch: containers(#"{"image":"x","name":"c1"}"#, #","$setElementOrder/containers":[{"name":"c2"}]"#),
            gives: "The order in patch list:\n[map[image:x name:c1]]\n doesn't match $setElementOrder list:\n"
                + "[map[name:c2]]\n"
        ),
        Row(
            "retainKeys is no list",
            live: #"{"spec":{"strategy":{}}}"#,
            patch: #"{"spec":{"strategy":{"$retainKeys":1}}}"#,
            gives: "invalid patch format of retainKeys"
        ),
        Row(
            "retainKeys lacks a patched key",
            live: #"{"spec":{"strategy":{}}}"#,
            patch: #"{"spec":{"strategy":{"$retainKeys":["type"],"rollingUpdate":{}}}}"#,
            gives: "invalid patch format of retainKeys"
        ),
        Row(
            "$deleteFromPrimitiveList is no list",
            live: #"{"metadata":{"finalizers":["a"]}}"#,
            patch: #"{"metadata":{"$deleteFromPrimitiveList/finalizers":"a"}}"#,
            gives: "invalid patch format of primitive list"
        ),
        Row(
            "$setElementOrder is no list",
            live: containers(#"{"name":"a"}"#),
            patch: #"{"spec":{"$setElementOrder/containers":{}}}"#,
            gives: "invalid patch format of setElementOrder list"
        ),
        Row(
            "the patch is a list",
            live: "{}",
            patch: "[]",
            gives: "error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}"
        ),
    ]

    @Test(arguments: refused) func `a patch is refused`(row: Row) throws {
        let (patch, live) = (try Value(json: row.patch), try Value(json: row.live))
        let failure = #expect(throws: StrategicMergePatch.Failure.self) {
            try StrategicMergePatch.applied(patch, to: live, schema: SpeltSchema.workload)
        }
        #expect(failure?.description == row.expected)
    }
}
