// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Merge

/// RFC 7386 (its appendix A) and RFC 6902 (its appendix A).
@Suite struct PatchTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let document: String
        let patch: String
        let expected: String?
        var testDescription: String { "\(document) + \(patch)" }

        init(_ document: String, _ patch: String, _ expected: String?) {
            self.document = document
            self.patch = patch
            self.expected = expected
        }
    }

    static let merges = [
        Row(#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
        Row(#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
        Row(#"{"a":"b"}"#, #"{"a":null}"#, "{}"),
        Row(#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
        Row(#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
        Row(#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
        Row(#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
        Row(#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
        Row(#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
        Row(#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#),
        Row(#"{"e":null}"#, #"{"a":1}"#, #"{"a":1,"e":null}"#),
        Row("[1,2]", #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
        Row("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
    ]

    @Test(arguments: merges) func mergePatch(row: Row) throws {
        let result = MergePatch.applied(try Value(json: row.patch), to: try Value(json: row.document))
        #expect(result.json() == row.expected)
    }

    static let operations = [
        Row(#"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz","value":"qux"}]"#, #"{"baz":"qux","foo":"bar"}"#),
        Row(#"{"foo":["a","b"]}"#, #"[{"op":"add","path":"/foo/1","value":"x"}]"#, #"{"foo":["a","x","b"]}"#),
        Row(#"{"foo":["a"]}"#, #"[{"op":"add","path":"/foo/-","value":["b"]}]"#, #"{"foo":["a",["b"]]}"#),
        Row(#"{"foo":["a"]}"#, #"[{"op":"add","path":"/foo/2","value":"b"}]"#, nil),
        Row(#"{"foo":["a"]}"#, #"[{"op":"add","path":"/foo/01","value":"b"}]"#, nil),
        Row(#"{"foo":"a"}"#, #"[{"op":"add","path":"/x/y","value":1}]"#, nil),
        Row(#"{"baz":"q","foo":"b"}"#, #"[{"op":"remove","path":"/baz"}]"#, #"{"foo":"b"}"#),
        Row(#"{"foo":["a","b"]}"#, #"[{"op":"remove","path":"/foo/0"}]"#, #"{"foo":["b"]}"#),
        Row(#"{"foo":1}"#, #"[{"op":"remove","path":"/x"}]"#, nil),
        Row(#"{"foo":1}"#, #"[{"op":"replace","path":"/foo","value":2}]"#, #"{"foo":2}"#),
        Row(#"{"foo":1}"#, #"[{"op":"replace","path":"/x","value":2}]"#, nil),
        Row(#"{"a":{"b":1},"c":{}}"#, #"[{"op":"move","from":"/a/b","path":"/c/d"}]"#, #"{"a":{},"c":{"d":1}}"#),
        Row(#"{"a":{"b":1}}"#, #"[{"op":"move","from":"/a","path":"/a/b"}]"#, nil),
        Row(#"{"a":[1,2]}"#, #"[{"op":"copy","from":"/a/0","path":"/a/-"}]"#, #"{"a":[1,2,1]}"#),
        Row(#"{"a/b":1,"m~n":2}"#, #"[{"op":"test","path":"/a~1b","value":1}]"#, #"{"a/b":1,"m~n":2}"#),
        Row(#"{"m~n":2}"#, #"[{"op":"test","path":"/m~0n","value":3}]"#, nil),
        Row("{}", #"[{"op":"spam","path":"/a"}]"#, nil),
        Row("{}", #"[{"op":"add","path":"a","value":1}]"#, nil),
        // RFC 6902, appendix A, where the rows above lack it.
        Row(
            #"{"foo":["all","grass","cows","eat"]}"#,
            #"[{"op":"move","from":"/foo/1","path":"/foo/3"}]"#,
            #"{"foo":["all","cows","eat","grass"]}"#
        ),
        Row(
            #"{"baz":"qux","foo":["a",2,"c"]}"#,
            #"[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]"#,
            #"{"baz":"qux","foo":["a",2,"c"]}"#
        ),
        Row(#"{"baz":"qux"}"#, #"[{"op":"test","path":"/baz","value":"bar"}]"#, nil),
        Row(
            #"{"foo":"bar"}"#,
            #"[{"op":"add","path":"/child","value":{"grandchild":{}}}]"#,
            #"{"child":{"grandchild":{}},"foo":"bar"}"#
        ),
        Row(
            #"{"foo":"bar"}"#,
            #"[{"op":"add","path":"/baz","value":"qux","xyz":123}]"#,
            #"{"baz":"qux","foo":"bar"}"#
        ),
        Row(#"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz/bat","value":"qux"}]"#, nil),
        Row(#"{"/":9,"~1":10}"#, #"[{"op":"test","path":"/~01","value":10}]"#, #"{"/":9,"~1":10}"#),
        Row(#"{"/":9,"~1":10}"#, #"[{"op":"test","path":"/~01","value":"10"}]"#, nil),
    ]

    @Test(arguments: operations) func jsonPatch(row: Row) throws {
        let document = try Value(json: row.document)
        let operations = try Value(json: row.patch)
        let result = try? JSONPatch(operations).applied(to: document)
        #expect(result?.json() == row.expected)
    }

    @Test func `a patch has at most ten thousand operations`() throws {
        let test: Value = ["op": "test", "path": "/a", "value": 1]
        let most = Value.array(Array(repeating: test, count: 10_000))
        #expect(throws: Never.self) { try JSONPatch(most).applied(to: ["a": 1]) }
        let failure = #expect(throws: JSONPatch.Failure.self) {
            try JSONPatch(.array(Array(repeating: test, count: 10_001)))
        }
        #expect(failure?.description == "The allowed maximum operations in a JSON patch is 10000, got 10001")
        #expect(failure?.isTooLarge == true)
    }

    @Test func `copies add at most three megabytes`() throws {
        let copy: Value = ["op": "copy", "from": "/a", "path": "/b"]
        let document: Value = ["a": .string(String(repeating: "x", count: 1024 * 1024 - 2))]
        #expect(throws: Never.self) { try JSONPatch([copy, copy, copy]).applied(to: document) }
        let failure = #expect(throws: JSONPatch.Failure.self) {
            try JSONPatch([copy, copy, copy, copy]).applied(to: document)
        }
        #expect(
            failure?.description == "Unable to complete the copy, the accumulated size increase of patch is 4194304, "
                + "exceeding the limit 3145728"
        )
    }
}
