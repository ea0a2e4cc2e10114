// SPDX-License-Identifier: MIT

import Kn8Gateway
import Testing

/// Header fields count without case.
struct HeaderFieldsTests {
    @Test func namesCountWithoutCase() {
        var fields: HeaderFields = ["Content-Type": "a", "Warning": "1"]
        fields.append("warning", "2")
        #expect(fields["content-type"] == "a")
        #expect(fields.values(of: "WARNING") == ["1", "2"])
        fields["WARNING"] = "3"
        #expect(fields.values(of: "Warning") == ["3"])
        fields["Warning"] = nil
        #expect(fields.fields.count == 1)
    }
}
