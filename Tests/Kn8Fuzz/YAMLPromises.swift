// SPDX-License-Identifier: MIT
internal import Kn8Value
internal import Kn8YAML

/// What is read can be written, and reads the same again; every span that is told lies inside the text.
enum YAMLPromises {
    static func check(_ bytes: [UInt8]) {
        let lines = bytes.count(where: { $0 == 0x0A || $0 == 0x0D }) + 2
        for item in YAMLStream.documents(in: bytes, file: "input") {
            guard case .document(let document) = item else { continue }
            let written = document.value.yaml()
            let again = YAMLStream.documents(in: Array(written.utf8), file: "again")
            if again.count == 1, case .document(let second)? = again.first {
                precondition(second.value == document.value, "reads back otherwise: \(written)")
            } else {
                preconditionFailure("what was written is not one document: \(written)")
            }
            if let span = document.span(of: FieldPath()) {
                precondition(span.start.line >= 1 && span.start.line <= lines, "a span outside the text: \(span)")
            }
            for source in Manifests.objects(in: document).objects { _ = source.title }
        }
    }
}
