// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Template

/// `openshift-templates.md`, sections 1.7 and 6, Parameters.
struct ParameterAssignmentsTests {
    @Test func `38 the first equals sign parts`() throws {
        #expect(try ParameterAssignments(["A=x=y", "B="]).values == ["A": "x=y", "B": ""])
    }

    @Test func `36 the first of two counts`() throws {
        let assignments = try ParameterAssignments(["A=1", "A=2"])
        #expect(assignments.values == ["A": "1"])
        #expect(assignments.repeated == ["A"])
    }

    static let rule =
        "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must "
        + "not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation "
        + "is '[-._a-zA-Z][-._a-zA-Z0-9]*')"

    @Test(arguments: [
        ("A", "invalid parameter assignment in \"A\", []"),
        ("1A=x", "invalid parameter assignment in \"1A=x\", [\(rule)]"),
        ("=x", "invalid parameter assignment in \"=x\", [\(rule)]"),
        ("é=x", "invalid parameter assignment in \"é=x\", [\(rule)]"),
    ])
    func refuses(_ text: String, _ message: String) {
        let fault = #expect(throws: ParameterAssignments.Fault.self) { try ParameterAssignments([text]) }
        #expect(fault?.message == message)
    }

    @Test func `39 the command line beats files, and the first file the second`() throws {
        var assignments = try ParameterAssignments(["A=3"])
        assignments.add(try ParameterFile("A=1\nB=1", named: "one"), named: "one")
        assignments.add(try ParameterFile("A=2\nB=2\nC=2", named: "two"), named: "two")
        #expect(assignments.values == ["A": "3", "B": "1", "C": "2"])
        #expect(
            assignments.warnings == [
                "warning: Template parameter \"A\" already defined, ignoring value from file \"one\"",
                "warning: Template parameter \"A\" already defined, ignoring value from file \"two\"",
                "warning: Template parameter \"B\" already defined, ignoring value from file \"two\"",
            ]
        )
    }

    @Test(arguments: [
        ("B=a#b", ["B": "a"]), ("B='a#b' # c", ["B": "a#b"]), (#"B="x\ny""#, ["B": "x\ny"]), ("C: k=v", ["C": "k=v"]),
        ("exportA=1", ["A": "1"]), ("export A=1", ["A": "1"]), ("  # c\n\nA=1\nA=2", ["A": "2"]),
        (#"A="\t""#, ["A": "t"]), ("A= x  # y", ["A": "x"]), ("A=1\r\nB=2\r\n", ["A": "1", "B": "2"]),
        ("A=", ["A": ""]), (#"A="b"#, ["A": #""b"#]),
    ])
    func readsFiles(_ text: String, _ values: [String: String]) throws {
        #expect(try ParameterFile(text, named: "f").values == values)
    }

    @Test(arguments: [
        ("A", "Cannot read variables from file \"f\": Can't separate key from value"),
        ("1A=2", "invalid parameter assignment in 1A=2"),
    ])
    func refusesFiles(_ text: String, _ message: String) {
        let fault = #expect(throws: ParameterAssignments.Fault.self) { try ParameterFile(text, named: "f") }
        #expect(fault?.message == message)
    }

    @Test func `what looks like a list`() {
        #expect(ParameterAssignments.looksLikeList("A=1,B=2"))
        #expect(!ParameterAssignments.looksLikeList("A=1,2"))
        #expect(!ParameterAssignments.looksLikeList("A=1"))
    }
}
