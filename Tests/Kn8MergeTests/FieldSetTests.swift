// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Merge

/// Sets of paths and their spelling in `fieldsV1`.
@Suite struct FieldSetTests {
    struct Step: Sendable, CustomTestStringConvertible {
        let text: String
        let words: String
        var testDescription: String { text }
        init(_ text: String, _ words: String) { (self.text, self.words) = (text, words) }
    }

    static let steps = [
        Step("f:image", ".image"), Step("f:app.kubernetes.io/name", ".app.kubernetes.io/name"), Step("f:", "."),
        Step("f:f:x", ".f:x"), Step(#"k:{"name":"c"}"#, #"[name="c"]"#),
        Step(#"k:{"containerPort":80,"protocol":"TCP"}"#, #"[containerPort=80,protocol="TCP"]"#),
        Step(#"v:"a.b/c""#, #"[="a.b/c"]"#), Step("v:3", "[=3]"), Step("v:true", "[=true]"), Step("i:4", "[4]"),
        Step(#"k:{"a":1.5}"#, "[a=1.5]"), Step(#"f:with "quotes""#, #".with "quotes""#),
    ]

    @Test(arguments: steps) func `a step reads back as it is written`(row: Step) throws {
        let step = try #require(FieldStep(text: row.text))
        #expect(step.text == row.text)
        #expect(step.description == row.words)
    }

    @Test(arguments: ["", "x", "f", "x:y", "k:", "k:{}", "k:[1]", "k:{", "v:", "v:{", "i:", "i:x", ".", "f;a"])
    func `what is no step is none`(text: String) {
        #expect(FieldStep(text: text) == nil)
    }

    static let sets = [
        "{}", #"{"f:a":{}}"#, #"{"f:data":{"f:a":{}}}"#, #"{"f:data":{".":{},"f:a":{}}}"#,
        #"{"f:metadata":{"f:finalizers":{"v:\"a.b/c\"":{}},"f:labels":{"f:x":{}},"#
            + #""f:ownerReferences":{"k:{\"uid\":\"1111\"}":{}}},"#
            + #""f:spec":{"f:selector":{},"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"c\"}":{".":{},"#
            + #""f:ports":{"k:{\"containerPort\":80,\"protocol\":\"TCP\"}":{".":{},"f:containerPort":{}}}}}}}}}"#,
        #"{"f:l":{"k:{\"p\":80}":{},"k:{\"p\":443}":{}}}"#, #"{"f:l":{"v:2":{},"v:10":{},"v:\"a\"":{},"v:true":{}}}"#,
        #"{"f:b":{},"k:{\"a\":1}":{},"v:1":{},"i:0":{}}"#,
    ]

    @Test(arguments: sets) func `a set reads back as the server writes it`(text: String) throws {
        let set = try #require(FieldSet(fieldsV1: Value(json: text)))
        #expect(set.fieldsV1Text == text)
        #expect(set.fieldsV1 == (try Value(json: text)))
        #expect(FieldSet(set.paths) == set)
        #expect(set.count == set.paths.count)
    }

    @Test(arguments: ["[]", "1", #"{"x":{}}"#, #"{"f:a":1}"#, #"{"f:a":{"k:{":{}}}"#])
    func `what is no set is none`(text: String) throws {
        #expect(FieldSet(fieldsV1: try Value(json: text)) == nil)
    }

    struct Pair: Sendable, CustomTestStringConvertible {
        let name: String
        let left: String
        let right: String
        let union: String
        let intersection: String
        let difference: String
        let trees: String
        var testDescription: String { name }
    }

    static let pairs = [
        Pair(name: "apart", left: "a", right: "b", union: "a b", intersection: "", difference: "a", trees: "a"),
        Pair(name: "same", left: "a b", right: "b a", union: "a b", intersection: "a b", difference: "", trees: ""),
        Pair(
            name: "parent and child",
            left: "a",
            right: "a.b",
            union: "a a.b",
            intersection: "",
            difference: "a",
            trees: "a"
        ),
        Pair(
            name: "child and parent",
            left: "a.b",
            right: "a",
            union: "a a.b",
            intersection: "",
            difference: "a.b",
            trees: ""
        ),
        Pair(
            name: "deep",
            left: "a.b a.c x a.d.e",
            right: "a.b a.d x.y",
            union: "x a.b a.c a.d x.y a.d.e",
            intersection: "a.b",
            difference: "x a.c a.d.e",
            trees: "x a.c"
        ),
        Pair(name: "empty", left: "", right: "a", union: "a", intersection: "", difference: "", trees: ""),
    ]

    static func set(_ text: String) -> FieldSet {
        FieldSet(text.split(separator: " ").map { $0.split(separator: ".").map { FieldStep.field(String($0)) } })
    }

    @Test(arguments: pairs) func `sets are combined`(row: Pair) {
        let (left, right) = (Self.set(row.left), Self.set(row.right))
        #expect(left.union(right) == Self.set(row.union))
        #expect(right.union(left) == Self.set(row.union))
        #expect(left.intersection(right) == Self.set(row.intersection))
        #expect(left.subtracting(right) == Self.set(row.difference))
        #expect(left.subtractingTrees(right) == Self.set(row.trees))
        #expect(left.subtractingTrees(right).union(left.keepingTrees(right)) == left)
        #expect(left.isSubset(of: left.union(right)))
    }

    @Test func `leaves are the members with nothing below`() {
        #expect(Self.set("a a.b c.d c.d.e f").leaves == Self.set("a.b c.d.e f"))
        #expect(Self.set("a a.b").contains([.field("a")]))
        #expect(!Self.set("a.b").contains([.field("a")]))
    }
}
