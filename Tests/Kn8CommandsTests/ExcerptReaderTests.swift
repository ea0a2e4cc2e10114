// SPDX-License-Identifier: MIT

import Foundation
import Kn8Reports
import Testing

@testable import Kn8Commands

struct ExcerptReaderTests {
    private let text = "# head\n---\na: 1\nb: 2\n---\nc: 3\n--- # x\nd: 4"

    @Test(arguments: [
        (1, 1, 1), (2, 2, 3), (3, 2, 3), (4, 2, 3), (5, 5, 2), (6, 5, 2), (7, 7, 2), (8, 7, 2),
    ])
    func givesTheDocumentOfALine(_ line: Int, _ first: Int, _ count: Int) throws {
        let reader = ExcerptReader([ManifestText(name: "a", bytes: Array(text.utf8))])
        let excerpt = try #require(reader.excerpt("a", line))
        #expect(excerpt.firstLine == first)
        // The line feed at the end leaves an empty line.
        #expect(excerpt.lines.filter { !$0.isEmpty }.count == count)
    }

    @Test func goesOnFromWhereItWas() throws {
        let reader = ExcerptReader([
            ManifestText(name: "a", bytes: Array(text.utf8)), ManifestText(name: "b", bytes: Array("x: 1".utf8)),
        ])
        #expect(reader.excerpt("a", 3)?.firstLine == 2)
        #expect(reader.excerpt("a", 8)?.firstLine == 7)
        #expect(reader.excerpt("b", 1)?.lines == ["x: 1"])
        #expect(reader.excerpt("b", 2) == nil || reader.excerpt("b", 2)?.firstLine == 1)
        #expect(reader.excerpt("a", 6)?.lines.first == "---")
        #expect(reader.excerpt("c", 1) == nil)
    }

    @Test func readsALargeFilePieceByPiece() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let document = "---\nkey: " + String(repeating: "x", count: 3000) + "\n"
        let whole = String(repeating: document, count: 1000) + "---\nlast: 1\n"
        let path = try kn8.file("large.yaml", whole)
        let text = try ManifestText(ManifestFiles.Name(path: path, size: whole.utf8.count), keeping: 1000)
        #expect(!text.isKept)
        let reader = ExcerptReader([text])
        for line in [1, 2, 700, 1999, 2002] {
            let excerpt = try #require(reader.excerpt(path, line))
            #expect(excerpt.firstLine == (line - 1) / 2 * 2 + 1)
            #expect(excerpt.lines.first == "---")
            #expect(excerpt.lines.count == 3)
        }
    }
}
