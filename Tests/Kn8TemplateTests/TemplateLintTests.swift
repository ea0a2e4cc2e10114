// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Template

struct TemplateLintTests {
    private func found(_ fields: ValueMap) throws -> [String] {
        TemplateLint.violations(of: try TemplateProcessorTests.template(fields))
            .map { "\($0.severity.rawValue) \($0.rule) \($0.path)" }.sorted()
    }

    @Test func `what refers to nothing, and what nothing refers to`() throws {
        let found = try found([
            "message": "${M}",
            "parameters": [["name": "A"], ["name": "B"], ["name": "B"], ["name": "C-D"]],
            "objects": [["kind": "X", "a": "${A} ${HOME}", "b": "${{N}}", "${A}${K}": "${WHOLE}", "c": "${B}"]],
        ])
        #expect(
            found == [
                "error template/parameter-name parameters[3].name",
                "error template/undefined-parameter objects[0].b",
                "note template/undefined-parameter objects[0].a",
                "note template/undefined-parameter objects[0][${A}${K}]",
                "warning template/duplicate-parameter parameters[2].name",
                "warning template/undefined-parameter message",
                "warning template/undefined-parameter objects[0][${A}${K}]",
            ]
        )
        #expect(
            try self.found(["parameters": [["name": "A"]]]) == ["warning template/unused-parameter parameters[0].name"]
        )
    }

    @Test func `a secret as a default is told of, a generated or an absent one is not`() throws {
        let parameters: Value = [
            ["name": "DB_PASSWORD", "value": "hunter2"], ["name": "PUBLIC_KEY", "value": "x"],
            ["name": "API_TOKEN", "generate": "expression", "from": "[a-z]{9}"], ["name": "SECRET"],
        ]
        let found = try found(["message": "${DB_PASSWORD}${PUBLIC_KEY}${API_TOKEN}${SECRET}", "parameters": parameters])
        #expect(found == ["warning template/secret-default parameters[0].value"])
    }

    @Test func `generators that cannot work`() throws {
        let found = try found([
            "message": "${A}${B}${C}",
            "parameters": [
                ["name": "A", "generate": "expression", "from": "[abc]{3}"],
                ["name": "B", "generate": "nope"],
                ["name": "C", "generate": "expression", "from": "[abc]{3}", "value": "x"],
            ],
        ])
        #expect(
            found == ["error template/generator parameters[0].from", "error template/generator parameters[1].generate"]
        )
    }

    static func typed(_ type: String, _ parameter: Value) -> ValueMap {
        [
            "metadata": ["name": "t", "annotations": ["parameter.kn8.dev/P": .string(type)]],
            "message": "${P}", "parameters": [parameter],
        ]
    }

    @Test(arguments: [
        (#"{"type":"integer"}"#, "two", "must be an integer"), (#"{"type":"integer"}"#, "1.5", "must be an integer"),
        (#"{"type":"number"}"#, "x", "must be a number"), (#"{"type":"boolean"}"#, "yes", "must be true or false"),
        (#"{"minimum":1}"#, "0", "must be at least 1"), (#"{"maximum":1.5}"#, "2", "must be at most 1.5"),
        (#"{"enum":["a","b"]}"#, "c", "must be one of \"a\", \"b\""), (#"{"enum":[1]}"#, "2", "must be one of \"1\""),
        (#"{"minLength":2}"#, "x", "must have at least 2 characters"),
        (#"{"maxLength":1}"#, "xy", "must have at most 1 characters"), (#"{"pattern":"^a+$"}"#, "b", "must match ^a+$"),
    ])
    func refuses(_ type: String, _ value: String, _ complaint: String) throws {
        let fields = Self.typed(type, ["name": "P", "value": .string(value)])
        let faults = #expect(throws: TemplateFaults.self) { try TemplateProcessorTests.processed(fields) }
        #expect(faults?.faults.first?.message == "Invalid value: \"\(value)\": parameter P \(complaint)")
        #expect(try found(fields) == ["error template/parameter-type parameters[0].value"])
    }

    @Test func `what is of its type, or has none, passes`() throws {
        let type = #"{"type":"integer","minimum":1,"maximum":9,"pattern":"^[0-9]$"}"#
        #expect(
            try TemplateProcessorTests.processed(Self.typed(type, ["name": "P", "value": "5"])).template.message == "5"
        )
        #expect(try TemplateProcessorTests.processed(Self.typed(type, ["name": "P"])).template.message.isEmpty)
    }

    @Test func `a secret's value is not told`() throws {
        let fields = Self.typed(#"{"secret":true,"minLength":20}"#, ["name": "P", "value": "hunter2"])
        let faults = #expect(throws: TemplateFaults.self) { try TemplateProcessorTests.processed(fields) }
        #expect(faults?.localText.contains("hunter2") == false)
    }

    @Test func `annotations that say nothing, and generators that never fit`() throws {
        let generated: Value = ["name": "P", "generate": "expression", "from": "[a-z]{4}"]
        #expect(
            try found(Self.typed(#"{"type":"integer"}"#, generated))
                == ["error template/generated-mismatch parameters[0].from"]
        )
        #expect(try found(Self.typed(#"{"pattern":"^[a-z]+$"}"#, generated)).isEmpty)
        for text in ["[]", "x", #"{"typ":"integer"}"#, #"{"type":"int"}"#, #"{"pattern":"("}"#, #"{"minimum":"1"}"#] {
            #expect(
                try found(Self.typed(text, ["name": "P"]))
                    == ["error template/parameter-type metadata.annotations[parameter.kn8.dev/P]"]
            )
        }
    }
}
