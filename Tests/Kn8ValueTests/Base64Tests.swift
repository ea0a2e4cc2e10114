// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

struct Base64Tests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String
        /// Where Go's decoder gives up.
        var offset: Int?

        init(_ label: String, _ text: String, _ offset: Int?) {
            (testDescription, self.text, self.offset) = (label, text, offset)
        }
    }

    @Test(arguments: [
        Row("nothing", "", nil), Row("whole", "YWFh", nil), Row("padded", "YQ==", nil), Row("padded once", "YWE=", nil),
        Row("broken into lines", "YW\r\nFh\nYQ=\n=\n", nil), Row("text", "not base64", 3), Row("blank", "YQ ==", 2),
        Row("no padding", "YQ", 0), Row("one digit", "YWFhY", 4), Row("half the padding", "YQ=", 3),
        Row("padding and more", "YQ=x", 2), Row("after the end", "YQ==YQ==", 4), Row("padding alone", "=", 0),
        Row("padding too early", "Y===", 1), Row("URL-safe", "-_-_", 0), Row("after a whole", "YWFh=", 4),
    ])
    func goSaysWhereItGivesUp(_ row: Row) {
        #expect(Base64.illegalByte(in: row.text) == row.offset)
    }
}
