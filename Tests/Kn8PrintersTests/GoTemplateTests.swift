// SPDX-License-Identifier: MIT

import Kn8Printers
import Kn8Value
import Testing

/// What `kubectl get -o go-template` of 1.32 printed of the same object.
@Suite struct GoTemplateTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let template: String
        let text: String
        var testDescription: String { template }

        init(_ template: String, _ text: String) {
            self.template = template
            self.text = text
        }
    }

    static let job: Value = [
        "metadata": ["name": "j", "labels": ["a": "b", "c": "d"]],
        "spec": [
            "activeDeadlineSeconds": 12_345_678, "parallelism": 1, "suspend": false,
            "template": ["spec": ["containers": [["name": "c", "args": ["a", "b"], "image": "x"]]]],
        ],
    ]

    static let rows = [
        Row("{{.spec.activeDeadlineSeconds}}", "12345678"),
        Row("{{.spec.template}}", "map[spec:map[containers:[map[args:[a b] image:x name:c]]]]"),
        Row("{{.a.b.c}}", "<no value>"),
        Row("{{eq .spec.parallelism 1}}", "true"),
        Row("{{len .metadata.labels}}", "2"),
        Row("{{range $k, $v := .metadata.labels}}{{$k}}={{$v}},{{end}}", "a=b,c=d,"),
        Row("{{range $i, $c := .spec.template.spec.containers}}{{$i}}:{{$c.name}}{{else}}none{{end}}", "0:c"),
        Row("{{range .nope}}x{{else}}none{{end}}", "none"),
        Row("{{with .nope}}x{{else}}y{{end}}", "y"),
        Row("{{with .metadata}}{{.name}}{{$.spec.suspend}}{{end}}", "jfalse"),
        Row("{{index .metadata.labels \"a\"}} {{index .metadata.labels \"zz\"}}", "b <no value>"),
        Row("{{(index .spec.template.spec.containers 0).name}}", "c"),
        Row("{{index .spec.template.spec.containers 0 \"args\" 1}}", "b"),
        Row("{{if and .metadata.name (not .nope)}}yes{{end}}", "yes"),
        Row("{{or .nope .metadata.name}}", "j"),
        Row("{{print 1 2 \"a\" 3 4 .metadata.name nil}}", "1 2a3 4j<nil>"),
        Row("{{println .metadata.name 1}}", "j 1\n"),
        Row("{{.metadata.name | printf \"%s-%s\" \"x\"}}", "x-j"),
        Row("{{html \"<a>\"}}{{js \"it's\"}}{{urlquery \"a b&\"}}", "&lt;a&gt;it\\'sa+b%26"),
        Row("{{slice \"hello\" 1 3}}", "el"),
        Row("{{define \"T\"}}[{{.}}]{{end}}{{template \"T\" .metadata.name}}", "[j]"),
        Row("{{block \"T\" 5}}[{{.}}]{{end}}", "[5]"),
        Row("{{\"aGk=\" | base64decode}}", "hi"),
        Row("{{base64decode \"secret(sha256:ab12cd34ef)\"}}", "secret(sha256:ab12cd34ef)"),
        Row("{{exists .metadata \"labels\" \"a\"}} {{exists .metadata \"labels\" \"z\"}}", "true false"),
        Row("{{lt 1 2}} {{gt \"a\" \"b\"}} {{eq \"a\" \"b\" \"a\"}} {{ne 1 1}}", "true false true false"),
        Row("{{le 1 1}} {{ge 1 2}}", "true false"),
        Row("{{printf \"%v %d\" 3}}", "3 %!d(MISSING)"),
        Row("{{printf \"%d %v %s %q|%-5s|\" .spec.parallelism 1 \"j\" \"j\" \"a\"}}", "1 1 j \"j\"|a    |"),
        Row(
            "{{printf \"%x %X %08.3f %+d %t %c %U %o %b %e %g\" \"hi\" \"hi\" 3.14159 5 true 65 65 8 5 12345.678 0.00001}}",
            "6869 6869 0003.142 +5 true A U+0041 10 101 1.234568e+04 1e-05"
        ),
        Row("{{printf \"%5d|%-5d|%05d|%x\" 42 42 42 255}}", "   42|42   |00042|ff"),
        Row("{{printf \"%s\" .spec.parallelism}}", "%!s(int64=1)"),
        Row("{{printf \"%v\" .metadata.labels}}", "map[a:b c:d]"),
        Row("{{printf \"%v\" .nope}} {{printf \"%s\" .nope}} {{print .nope}}", "<nil> %!s(<nil>) <nil>"),
        Row("{{printf \"%s\" \"a\" \"b\"}}", "a%!(EXTRA string=b)"),
        Row("{{/* c */}}a{{- \" b \" -}} c", "a b c"),
        Row("a \n{{- /* c */ -}}\n b", "ab"),
        Row("{{if .nope}}a{{else if .metadata}}b{{else}}c{{end}}", "b"),
        Row("{{$x := 1}}{{if true}}{{$x = 2}}{{end}}{{$x}}", "2"),
        Row("{{range .spec.template.spec.containers}}{{break}}{{end}}ok", "ok"),
        Row(
            "{{range $x := .spec.template.spec.containers}}{{range .args}}{{if eq . \"a\"}}{{continue}}{{end}}{{.}}{{end}}{{end}}",
            "b"
        ),
        Row("{{1e6}} {{123456789}} {{0x10}} {{'a'}} {{true}} {{`a\\n`}}", "1e+06 123456789 16 97 true a\\n"),
        Row("{{\"\\u00e4\\t\\\"\"}}", "ä\t\""),
    ]

    @Test(arguments: rows) func whatIsPrintedIsKubectls(_ row: Row) throws {
        #expect(try GoTemplate(row.template).text(of: Self.job) == row.text)
    }

    static let faults = [
        Row("{{.metadata.name", "template: output:1: unclosed action"),
        Row("{{foo}}", "template: output:1: function \"foo\" not defined"),
        Row("\n{{end}}", "template: output:2: unexpected {{end}}"),
        Row("{{if true}}", "template: output:1: unexpected EOF"),
        Row("{{$x}}", "template: output:1: undefined variable \"$x\""),
        Row("{{break}}", "template: output:1: {{break}} outside {{range}}"),
        Row(String(repeating: "{{if 1}}", count: 200), "template: output:1: nested too deeply"),
        Row("{{" + String(repeating: "(", count: 200) + "}}", "template: output:1: nested too deeply"),
        Row(
            "{{.metadata.name.x}}",
            "template: output: executing \"output\": can't evaluate field x in type interface {}"
        ),
        Row(
            "{{eq .spec.parallelism 1.0}}",
            "template: output: executing \"output\": error calling eq: incompatible types for comparison"
        ),
        Row(
            "{{index .spec.template.spec.containers 3}}",
            "template: output: executing \"output\": error calling index: index out of range: 3"
        ),
        Row(
            "{{index .spec.template.spec.containers \"a\"}}",
            "template: output: executing \"output\": error calling index: cannot index slice/array with type string"
        ),
        Row(
            "{{base64decode \"!!\"}}",
            "template: output: executing \"output\": error calling base64decode: base64 decode failed: illegal base64 data at "
                + "input byte 0"
        ),
        Row("{{not true false}}", "template: output: executing \"output\": wrong number of args for not: want 1 got 2"),
        Row("{{index nil 1}}", "template: output: executing \"output\": error calling index: index of untyped nil"),
        Row("{{nil}}", "template: output: executing \"output\": nil is not a command"),
        Row(
            "{{define \"T\"}}{{template \"T\"}}{{end}}{{template \"T\"}}",
            "template: output: executing \"output\": exceeded maximum template depth (100)"
        ),
    ]

    @Test(arguments: faults) func whatIsWrongIsSaidInGosWords(_ row: Row) {
        let fault = #expect(throws: GoTemplate.Fault.self) { try GoTemplate(row.template).text(of: Self.job) }
        #expect(fault?.message == row.text)
    }
}
