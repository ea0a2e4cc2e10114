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
}
