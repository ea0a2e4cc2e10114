// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Merge

/// How applied values are laid over stored ones, told apart, and refused.
@Suite struct TypedMergeTests {
    struct Order: Sendable, CustomTestStringConvertible {
        let live: String
        let config: String
        let merged: String
        var testDescription: String { "\(live) + \(config)" }
        init(_ live: String, _ config: String, _ merged: String) {
            (self.live, self.config, self.merged) = (live, config, merged)
        }
    }

    // One letter an element. What the API server answers for such lists.
    static let orders = [
        Order("12", "32", "132"), Order("pqr", "pq", "pqr"), Order("pq", "pqr", "pqr"), Order("pqr", "", "pqr"),
        Order("", "pqr", "pqr"), Order("pq", "qp", "qp"), Order("pqr", "stu", "pqrstu"), Order("pqr", "rst", "pqrst"),
        Order("pqrvu", "rstu", "pqrvstu"), Order("rstu", "prt", "prstu"), Order("pqrxyz", "stu", "pqrxyzstu"),
        Order("pqrxyz", "stuxyz", "pqrstuxyz"), Order("rpvu", "rupv", "rupv"), Order("pqrs", "stup", "qrstup"),
        // Elements that the live list has twice.
        Order("pqq", "r", "pqqr"), Order("pqq", "q", "pq"), Order("pqq", "p", "pqq"), Order("ppqq", "", "ppqq"),
        Order("ppqq", "qrs", "ppqrs"), Order("rpvurp", "rupv", "rupv"),
    ]

    @Test(arguments: orders) func `a set keeps the order of both`(row: Order) throws {
        func object(_ text: String) -> Value {
            ["spec": ["set": .array(text.map { .string(String($0)) })]]
        }
        let merged = TypedValues.merged(object(row.live), object(row.config), SpeltMergeSchema.gadget)
        #expect(merged == object(row.merged))
    }

    @Test(arguments: orders) func `a list with keys keeps the order of both`(row: Order) throws {
        func object(_ text: String) -> Value {
            ["spec": ["list": .array(text.map { ["key": .string(String($0)), "id": 1] })]]
        }
        let merged = TypedValues.merged(object(row.live), object(row.config), SpeltMergeSchema.gadget)
        #expect(merged == object(row.merged))
    }

    struct Merge: Sendable, CustomTestStringConvertible {
        let live: String
        let config: String
        let merged: String
        var testDescription: String { "\(live) + \(config)" }
        init(_ live: String, _ config: String, _ merged: String) {
            (self.live, self.config, self.merged) = (live, config, merged)
        }
    }

    static let merges = [
        Merge(#"{"number":1}"#, #"{"number":3.5}"#, #"{"number":3.5}"#),
        Merge(#"{"text":"a"}"#, #"{"number":1}"#, #"{"text":"a","number":1}"#),
        Merge(#"{"text":"a"}"#, #"{"text":null}"#, #"{"text":null}"#),
        Merge(#"{"atomic":["a","b"]}"#, #"{"atomic":["b"]}"#, #"{"atomic":["b"]}"#),
        Merge(#"{"atomic":["a","b"]}"#, #"{"atomic":[]}"#, #"{"atomic":[]}"#),
        Merge(#"{"atomic":["a"]}"#, #"{"atomic":null}"#, #"{"atomic":null}"#),
        Merge(#"{"flags":[true]}"#, #"{"flags":[false]}"#, #"{"flags":[true,false]}"#),
        Merge(
            #"{"list":[{"key":"a","id":1,"value":{"x":"1"}}]}"#,
            #"{"list":[{"key":"a","id":1,"value":{"y":"2"}}]}"#,
            #"{"list":[{"key":"a","id":1,"value":{"x":"1","y":"2"}}]}"#
        ),
        Merge(
            #"{"list":[{"key":"a","id":1,"on":true}]}"#,
            #"{"list":[{"key":"a","id":2}]}"#,
            #"{"list":[{"key":"a","id":1,"on":true},{"key":"a","id":2}]}"#
        ),
        Merge(
            #"{"list":[{"key":"a","id":1,"on":true},{"key":"b","id":2},{"key":"a","id":1}]}"#,
            #"{"list":[{"key":"a","id":1,"value":{"x":"1"}}]}"#,
            #"{"list":[{"key":"a","id":1,"value":{"x":"1"}},{"key":"b","id":2}]}"#
        ),
        Merge(#"{"list":[{"key":"a","id":1}]}"#, #"{"list":null}"#, #"{"list":[{"key":"a","id":1}]}"#),
        Merge(#"{"free":{"a":{"b":1}}}"#, #"{"free":{"a":{"c":2}}}"#, #"{"free":{"a":{"b":1,"c":2}}}"#),
        Merge(#"{"free":{"a":[1,2]}}"#, #"{"free":{"a":[3]}}"#, #"{"free":{"a":[3]}}"#),
        Merge(#"{"free":{"a":1}}"#, #"{"free":{"a":{"b":1}}}"#, #"{"free":{"a":{"b":1}}}"#),
        Merge(#"{"whole":{"a":1}}"#, #"{"whole":{"b":2}}"#, #"{"whole":{"b":2}}"#),
    ]

    @Test(arguments: merges) func `values merge as their schema says`(row: Merge) throws {
        let (live, config): (Value, Value) = (
            ["spec": try Value(json: row.live)], ["spec": try Value(json: row.config)]
        )
        let merged = TypedValues.merged(live, config, SpeltMergeSchema.gadget)
        #expect(merged == ["spec": try Value(json: row.merged)])
        #expect(TypedValues.merged(merged, config, SpeltMergeSchema.gadget) == merged, "again")
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let object: String
        let words: String
        var testDescription: String { words }
        init(_ object: String, _ words: String) { (self.object, self.words) = (object, words) }
    }

    static let faults = [
        Fault(#"{"bogus":1}"#, ".bogus: field not declared in schema"),
        Fault(#"{"spec":{"replicas":"x"}}"#, ".spec.replicas: expected numeric (int or float), got string"),
        Fault(
            #"{"metadata":{"labels":{"a":1}}}"#,
            ".metadata.labels.a: expected string, got &value.valueUnstructured{Value:1}"
        ),
        Fault(
            #"{"spec":{"template":{"spec":{"containers":[{"name":"c"},{"name":"c"}]}}}}"#,
            #".spec.template.spec.containers: duplicate entries for key [name="c"]"#
        ),
        Fault(
            #"{"spec":{"template":{"spec":{"containers":[{"name":"c","ports":[{"containerPort":80},{"containerPort":80}]}]}}}}"#,
            #".spec.template.spec.containers[name="c"].ports: duplicate entries for key [containerPort=80,protocol="TCP"]"#
        ),
        Fault(
            #"{"spec":{"template":{"spec":{"containers":[{"image":"i"}]}}}}"#,
            #".spec.template.spec.containers: element 0: associative list with keys has an element that omits all key fields "#
                + #"["name"] (and doesn't have default values for any key fields)"#
        ),
        Fault(
            #"{"spec":{"template":{"spec":{"containers":["a"]}}}}"#,
            ".spec.template.spec.containers: element 0: associative list with keys may not have non-map elements"
        ),
        Fault(
            #"{"spec":{"template":{"spec":{"containers":[null]}}}}"#,
            ".spec.template.spec.containers: element 0: associative list with keys may not have a null element"
        ),
        Fault(
            #"{"metadata":{"finalizers":[{}]}}"#,
            ".metadata.finalizers: element 0: associative list without keys has an element that's a map type"
        ),
        Fault(
            #"{"spec":{"template":{"spec":{"tolerations":[{"key":1}]}}}}"#,
            ".spec.template.spec.tolerations[0].key: expected string, got &value.valueUnstructured{Value:1}"
        ),
        Fault(
            #"{"kind":1,"apiVersion":2}"#,
            "errors:\n  .apiVersion: expected string, got &value.valueUnstructured{Value:2}\n"
                + "  .kind: expected string, got &value.valueUnstructured{Value:1}"
        ),
    ]

    @Test(arguments: faults) func `what does not fit is told in the server's words`(row: Fault) throws {
        let management = FieldManagement(SpeltMergeSchema.deployment, apiVersion: "apps/v1")
        #expect(management.fault(in: try Value(json: row.object)) == row.words)
    }
}
