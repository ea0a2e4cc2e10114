// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Value

/// Canonical forms, as `kubernetes:apimachinery/pkg/api/resource` gives them.
@Suite struct QuantityTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let canonical: String?
        var testDescription: String { text }

        init(_ text: String, _ canonical: String?) {
            self.text = text
            self.canonical = canonical
        }
    }

    static let rows = [
        Row("0", "0"), Row("1", "1"), Row("1000", "1k"), Row("1500", "1500"), Row("0.5", "500m"), Row(".5", "500m"),
        Row("1.", "1"), Row("100m", "100m"), Row("1000m", "1"), Row("1500m", "1500m"), Row("1k", "1k"),
        Row("1Ki", "1Ki"), Row("1024", "1024"), Row("1024Ki", "1Mi"), Row("1.5Gi", "1536Mi"), Row("0.5Ki", "512"),
        Row("1e3", "1e3"), Row("1E", "1E"), Row("12e6", "12e6"), Row("1E3", "1e3"), Row("0.1n", "1n"),
        Row("-500m", "-500m"), Row("+1", "1"), Row("100Ei", "9223372036854775807"), Row("1n", "1n"),
        Row("", nil), Row("Gi", nil), Row("1GiB", nil), Row("1 Gi", nil), Row("--1", nil), Row("1.1.1", nil),
        Row("1K", nil), Row("e3", nil),
    ]

    @Test(arguments: rows) func isWrittenCanonically(row: Row) {
        #expect(Quantity(row.text)?.description == row.canonical)
    }

    @Test func comparesAmountsHoweverTheyAreWritten() throws {
        let kibi = try #require(Quantity("1Ki"))
        let kilo = try #require(Quantity("1k"))
        #expect(kilo < kibi)
        #expect(Quantity("1024") == kibi)
        #expect((kibi + kibi).description == "2Ki")
        #expect(Quantity("250m")?.thousandths == 250)
        #expect(Quantity("250m")?.rounded == 1)
    }
}
