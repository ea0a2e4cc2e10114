// SPDX-License-Identifier: MIT
internal import Kn8Value
internal import Kn8YAML

/// What is read can be written, and reads the same again; every span that is told lies inside the text.
enum YAMLPromises {
    static func complaint(about bytes: [UInt8]) -> String? {
        let lines = bytes.count(where: { $0 == 0x0A || $0 == 0x0D }) + 2
        for item in YAMLStream.documents(in: bytes, file: "input") {
            guard case .document(let document) = item else { continue }
            let written = document.value.yaml()
            let again = YAMLStream.documents(in: Array(written.utf8), file: "again")
            guard again.count == 1, case .document(let second)? = again.first else {
                return "what was written is not one document: \(written)"
            }
            if second.value != document.value { return "reads back otherwise: \(written)" }
            if let span = document.span(of: FieldPath()), !(1...lines).contains(span.start.line) {
                return "a span outside the text: \(span)"
            }
            for source in Manifests.objects(in: document).objects { _ = source.title }
        }
        return nil
    }
}
