// SPDX-License-Identifier: MIT
import Kn8Value
import Testing

@testable import Kn8YAML

struct ScalarResolverTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var scalar: String
        var value: Value
        var testDescription: String { scalar }
        init(_ scalar: String, _ value: Value) { (self.scalar, self.value) = (scalar, value) }
    }

    static let rows: [Row] = [
        Row("y", true), Row("Y", true), Row("yes", true), Row("Yes", true), Row("YES", true), Row("on", true),
        Row("On", true), Row("ON", true), Row("true", true), Row("True", true), Row("TRUE", true),
        Row("n", false), Row("N", false), Row("no", false), Row("No", false), Row("NO", false), Row("off", false),
        Row("Off", false), Row("OFF", false), Row("false", false), Row("False", false), Row("FALSE", false),
        Row("yEs", "yEs"), Row("oN", "oN"), Row("tRUE", "tRUE"), Row("t", "t"), Row("yesterday", "yesterday"),
        Row("~", .null), Row("null", .null), Row("Null", .null), Row("NULL", .null), Row("nULL", "nULL"),
        Row("0", 0), Row("42", 42), Row("-42", -42), Row("+42", 42), Row("1_000", 1000), Row("0x1F", 31),
        Row("0X1f", 31), Row("-0x10", -16), Row("0o17", 15), Row("017", 15), Row("0644", 420), Row("-010", -8),
        Row("0b101", 5), Row("-0b11", -3), Row("00", 0), Row("08", 8.0), Row("0x", "0x"), Row("0xZZ", "0xZZ"),
        Row("0b2", "0b2"), Row("9223372036854775807", .int(.max)), Row("-9223372036854775808", .int(.min)),
        Row("9223372036854775808", 9223372036854775808.0), Row("18446744073709551615", 18446744073709551615.0),
        Row("18446744073709551616", 18446744073709551616.0), Row("0xFFFFFFFFFFFFFFFF", 18446744073709551615.0),
        Row("1.5", 1.5), Row("1.0", 1.0), Row("1.", 1.0), Row(".5", 0.5), Row("-.5", -0.5), Row("1e3", 1000.0),
        Row("1E-2", 0.01), Row("1e", "1e"), Row("1.2.3", "1.2.3"), Row("1.e1", 10.0), Row(".", "."), Row("..", ".."),
        Row("+", "+"), Row("_", "_"), Row("_1", "_1"), Row("1_", 1), Row("-_", "-_"),
        Row("12:30:45", "12:30:45"), Row("2001-01-01", "2001-01-01"),
        Row("2001-12-14T21:59:43Z", "2001-12-14T21:59:43Z"), Row("100m", "100m"), Row("1Gi", "1Gi"),
        Row("1e400", "1e400"), Row("<<", "<<"), Row("=", "="), Row("\"1\"", "1"), Row("'true'", "true"),
        Row("\"\"", ""), Row("!!str 1", "1"), Row("!!str true", "true"), Row("!!int \"3\"", 3),
        Row("!!float 3", 3.0), Row("!!bool \"yes\"", true), Row("!!null ''", .null), Row("!!binary aGVsbG8=", "hello"),
        Row("!custom 1", "1"), Row("! 1", "1"), Row("\"\\u00e9\\x41\\n\"", "éA\n"), Row("'it''s'", "it's"),
    ]

    @Test(arguments: rows)
    func aScalarMeansWhatKubernetesReads(_ row: Row) {
        let items = YAMLStream.documents(in: Array("a: \(row.scalar)\n".utf8), file: "f")
        guard case .document(let document)? = items.first else {
            Issue.record("\(items)")
            return
        }
        #expect(document.value["a"] == row.value)
    }

    @Test func scalarKeysBecomeStrings() throws {
        let items = YAMLStream.documents(in: Array("{y: 1, 2: a, 1.5: b, 0x10: c, no: d, 1.0: e}".utf8), file: "f")
        guard case .document(let document)? = items.first else {
            Issue.record("\(items)")
            return
        }
        let want: Value = ["true": 1, "2": "a", "1.5": "b", "16": "c", "false": "d", "1": "e"]
        #expect(document.value == want)
    }
}
