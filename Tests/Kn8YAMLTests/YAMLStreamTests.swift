// SPDX-License-Identifier: MIT
import Kn8Value
import Testing

@testable import Kn8YAML

struct YAMLStreamTests {
    private func documents(_ text: String) -> [Value] {
        YAMLStream.documents(in: Array(text.utf8), file: "f.yaml").compactMap {
            if case .document(let document) = $0 { document.value } else { nil }
        }
    }

    @Test func aStreamIsPartedIntoDocuments() {
        #expect(
            documents("a: 1\n---\nb: 2\n--- # c\n# only a comment\n---\n{c: 3}\n...\n") == [
                ["a": 1], ["b": 2], ["c": 3],
            ]
        )
    }

    @Test func aBrokenDocumentDoesNotTakeTheNextAlong() {
        #expect(documents("a: [\n---\nb: 2\n") == [["b": 2]])
    }

    @Test func concatenatedJSONIsAStream() {
        #expect(documents("{\"a\": 1}\n{\n\t\"b\": [true, null]}{}") == [["a": 1], ["b": [true, .null]], [:]])
    }

    @Test func pairsOfSurrogatesAreJSON() {
        #expect(documents(#"{"a": "\ud83d\ude00"}"#) == [["a": "😀"]])
    }

    @Test func mergeKeysAndAliases() {
        #expect(
            documents("x: &x {a: 1, b: 2}\nv: {<<: *x, b: 3}\nz: {<<: [*x, {c: 4}], d: &e 5}\nw: *e\n")
                == [["x": ["a": 1, "b": 2], "v": ["a": 1, "b": 3], "z": ["a": 1, "b": 2, "c": 4, "d": 5], "w": 5]]
        )
    }

    @Test func directivesBelongToTheirDocument() {
        #expect(documents("%YAML 1.1\n---\na: 1\n...\n%TAG ! tag:x,2000:\n---\nb: 1\n") == [["a": 1], ["b": 1]])
    }

    @Test func onlyBlankDocumentsAreLeftOut() {
        #expect(documents("---\n---\n# c\n---\n~\n---\n\n---\na: 1\n---") == [["a": 1]])
    }
}
