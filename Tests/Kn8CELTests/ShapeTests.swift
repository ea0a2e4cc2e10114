// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8CEL

/// Expressions over JSON with a schema (`kubernetes:apiserver/pkg/cel/common`).
@Suite struct ShapeTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let schema: String
        let object: Value
        let rule: String
        let expected: String

        var testDescription: String { "\(label): \(rule)" }

        init(_ label: String, _ schema: String, _ object: Value, _ rule: String, _ expected: String) {
            (self.label, self.schema, self.object, self.rule, self.expected) = (label, schema, object, rule, expected)
        }
    }

    private static let yes = "bool true"
    private static let people = "(l:[(k:str,v:str)]@k)"
    private static let pair: Value = ["l": [["k": "a", "v": "1"], ["k": "b", "v": "2"]]]

    private static let rows: [Row] = [
        Row("field", "(min:int,max:int)", ["min": 5, "max": 3], "self.min <= self.max", "bool false"),
        Row("absent field", "(min:int,max:int)", ["min": 5], "self.min <= self.max", "! no such key: max"),
        Row("absent object", "(a:(b:int))", [:], "self.a.b == 1", "! no such key: a"),
        Row("undeclared field", "(a:int)", ["b": 1], "self.b == 1", "!! 1:5 undefined field 'b'"),
        Row("undeclared in has", "(a:int)", ["b": 1], "has(self.b)", "!! 1:4 undefined field 'b'"),
        Row(
            "field of a scalar",
            "(a:int)",
            ["a": 1],
            "self.a.b == 1",
            "!! 1:7 type 'int' does not support field selection"
        ),
        Row("has", "(a:int,b:int)", ["a": 1], "has(self.a) && !has(self.b)", yes),
        Row("null is absent", "(a:int)", ["a": .null], "has(self.a)", "bool false"),
        Row("null cannot be read", "(a:int)", ["a": .null], "self.a == 1", "! no such key: a"),
        Row("null in a map", "(m:{str})", ["m": ["a": .null]], "'a' in self.m && type(self.m['a']) == null_type", yes),
        Row(
            "typed null",
            "(m:{str})",
            ["m": ["a": .null]],
            "self.m['a'] == null",
            "!! 1:13 found no matching overload for '_==_' applied to '(string, null)'"
        ),
        Row("dash", "(a-b:int)", ["a-b": 1], "self.a__dash__b == 1", yes),
        Row("dot", "(a.b:int)", ["a.b": 1], "self.a__dot__b == 1", yes),
        Row("underscores", "(a__b:int)", ["a__b": 1], "self.a__underscores__b == 1", yes),
        Row("reserved", "(namespace:str)", ["namespace": "x"], "self.namespace == self.__namespace__", yes),
        Row("keyword", "(in:str)", ["in": "x"], "self.__in__ == 'x'", yes),
        Row("map keys are not escaped", "(m:{int})", ["m": ["a-b": 1]], "self.m['a-b'] == 1 && 'a-b' in self.m", yes),
        Row("int or string, int", "(p:dyn)", ["p": 5], "self.p < 10", yes),
        Row("int or string, string", "(p:dyn)", ["p": "https"], "self.p < 10", "! no such overload"),
        Row("int or string, type", "(p:dyn)", ["p": "5%"], "type(self.p) == string && self.p.endsWith('%')", yes),
        Row(
            "number and int",
            "(n:num)",
            ["n": 1],
            "self.n == 1",
            "!! 1:8 found no matching overload for '_==_' applied to '(double, int)'"
        ),
        Row("whole number", "(n:num)", ["n": 1], "self.n == 1.0 && self.n < 2 && type(self.n) == double", yes),
        Row(
            "not what is declared",
            "(s:str)",
            ["s": true],
            "self.s == 'a'",
            "! invalid data, expected string, got bool"
        ),
        Row("bytes", "(b:bytes)", ["b": "aGk="], "self.b == b'hi'", yes),
        Row(
            "bytes that are none",
            "(b:bytes)",
            ["b": "%"],
            "self.b == b'hi'",
            "! invalid data, expected bytes, got string"
        ),
        Row("duration", "(d:duration)", ["d": "90m"], "self.d > duration('1h') && self.d.getHours() == 1", yes),
        Row(
            "date-time",
            "(t:moment)",
            ["t": "2024-01-31T10:00:00Z"],
            "self.t < timestamp('2025-01-01T00:00:00Z')",
            yes
        ),
        Row("date", "(t:moment)", ["t": "2024-01-31"], "self.t.getDate() == 31", yes),
        Row(
            "list",
            "(l:[int])",
            ["l": [1, 2]],
            "self.l == [1, 2] && self.l != [2, 1] && self.l + [3] == [1, 2, 3]",
            yes
        ),
        Row("set", "(l:set)", ["l": ["a", "b"]], "self.l == ['b', 'a'] && ['b', 'a'] == self.l", yes),
        Row("set of another size", "(l:set)", ["l": ["a", "b"]], "self.l == ['a']", "bool false"),
        Row(
            "union",
            "(l:set)",
            ["l": ["a", "b"]],
            "(self.l + ['b', 'c']).size() == 3 && self.l + ['c'] == ['c', 'b', 'a']",
            yes
        ),
        Row("list map", people, pair, "self.l == [self.l[1], self.l[0]]", yes),
        Row(
            "list map differs",
            people,
            ["l": [["k": "a", "v": "1"], ["k": "b", "v": "x"]]],
            "self.l == [self.l[0], self.l[0]]",
            "bool false"
        ),
        Row("merge", people, pair, "(self.l + [self.l[0]]).size() == 2 && (self.l + self.l) == self.l", yes),
        Row("objects of a list", people, pair, "self.l.exists(x, x.k == 'b' && x.v == '2')", yes),
        Row(
            "equal objects",
            "(a:(x:int,y:int),b:(x:int,y:int))",
            ["a": ["x": 1], "b": ["x": 1, "y": .null]],
            "self.a.x == self.b.x",
            yes
        ),
        Row(
            "equal with unknown",
            "(l:[(x:int)])",
            ["l": [["x": 1, "z": 1], ["x": 1, "z": 1]]],
            "self.l[0] == self.l[1]",
            yes
        ),
        Row(
            "unknown differs",
            "(l:[(x:int)])",
            ["l": [["x": 1, "z": 1], ["x": 1, "z": 2]]],
            "self.l[0] != self.l[1]",
            yes
        ),
        Row(
            "one has an unknown",
            "(l:[(x:int)])",
            ["l": [["x": 1, "z": 1], ["x": 1]]],
            "self.l[0] != self.l[1]",
            yes
        ),
        Row("optional", "(a:(b:int))", [:], "self.?a.?b.orValue(7) == 7 && self.?a.b == optional.none()", yes),
        Row("optional of the undeclared", "(a:int)", [:], "self.?z.orValue(1) == 1", "!! 1:5 undefined field 'z'"),
        Row("in a map of objects", "(m:{(x:int)})", ["m": ["k": ["x": 3]]], "self.m.all(k, self.m[k].x == 3)", yes),
        Row(
            "code points",
            "(s:str)",
            ["s": "e\u{301}\u{1F451}"],
            "self.s.size() == 3 && self.s != '\\u00e9\\U0001F451' && self.s.startsWith('e')",
            yes
        ),
        Row("order of code points", "(s:str)", ["s": "\u{FF5E}"], "self.s < '\\U0001F451'", yes),
    ]

    @Test(arguments: rows) func evaluation(_ row: Row) throws {
        let shape = try #require(ShapeText.shape(row.schema))
        let environment = CELEnvironment.kubernetes.declaring("self", shape.type)
        let program: CELProgram
        do {
            program = try environment.compile(row.rule)
        } catch {
            let issue = try #require(error.issues.first)
            #expect("!! \(issue.line):\(issue.column) \(issue.message)" == row.expected)
            return
        }
        do throws(CELFailure) {
            let value = try program.evaluate(["self": try shape.adapt(row.object)])
            #expect(value.shown == row.expected)
        } catch {
            #expect("! \(error.message)" == row.expected)
        }
    }

    /// `Object{…}` and `JSONPatch{…}` of mutating policies are made of types that are found by name.
    @Test func objectTypesByName() throws {
        var environment = CELEnvironment.kubernetes
        environment.options.objectType = { name in
            guard name == "Object" || name.hasPrefix("Object.") else { return nil }
            return CELShape(object: name) { CELShape.Field(key: $0, shape: .dyn) }
        }
        let program = try environment.compile("Object{spec: Object.spec{replicas: 3, ?paused: optional.none()}}")
        #expect(try program.evaluate([:]).json() == ["spec": ["replicas": 3]])
        #expect(throws: CELIssues.self) { try environment.compile("Other{spec: 1}") }
    }

    @Test func fieldNamesBothWays() {
        for (key, escaped) in [
            ("a-b.c/d", "a__dash__b__dot__c__slash__d"), ("a__b", "a__underscores__b"), ("for", "__for__"),
            ("true", "__true__"), ("plain", "plain"), ("___", "__underscores___"),
        ] {
            #expect(CELFieldName.escaped(key) == escaped)
            #expect(CELFieldName.unescaped(escaped) == key)
        }
        for key in ["", "1a", "a b", "é", "a:b"] { #expect(CELFieldName.escaped(key) == nil) }
    }

    @Test func fieldsAreFoundLate() throws {
        let counter = Asked()
        let shape = CELShape(object: "Node") { name in
            counter.add(name)
            return name == "next" ? CELShape.Field(key: "next", shape: .dyn) : nil
        }
        let environment = CELEnvironment.kubernetes.declaring("self", shape.type)
        let program = try environment.compile("has(self.next) && self.next == 1")
        #expect(try program.evaluate(["self": shape.adapt(["next": 1])]).shown == Self.yes)
        #expect(counter.names == ["next"])
    }

    private final class Asked: @unchecked Sendable {
        private(set) var names: [String] = []

        func add(_ name: String) { names.append(name) }
    }
}
