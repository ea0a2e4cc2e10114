// SPDX-License-Identifier: MIT

internal import Kn8Value
internal import Kn8YAML

/// The objects in texts that all others are judged by: CustomResourceDefinitions, admission policies. A text that does not
/// speak of their kinds is not parsed for them.
enum CustomDefinitions {
    /// The kinds that others are judged by.
    static let kinds: Set<String> = [
        "CustomResourceDefinition", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding",
    ]

    /// The objects of `kinds` in `unit`, in order.
    static func definitions(
        in unit: ManifestUnit,
        of texts: [ManifestText],
        kinds: Set<String> = CustomDefinitions.kinds
    ) -> [SourceObject] {
        var found: [SourceObject] = []
        for stretch in unit.stretches where kinds.contains(where: { isMentioned($0, in: stretch.bytes) }) {
            YAMLStream.read(stretch.bytes, file: texts[stretch.text].name, firstLine: stretch.firstLine) { item in
                guard case .document(let document) = item else { return }
                found += Manifests.objects(in: document).objects.filter {
                    $0.value["kind"]?.string.map(kinds.contains) ?? false
                }
            }
        }
        return found
    }

    // A kind that is spelled with escapes is not found; nobody writes that.
    // It looks at every 24th byte or so (Horspool's search).
    private static func isMentioned(_ kind: String, in bytes: ArraySlice<UInt8>) -> Bool {
        let word = Array(kind.utf8)
        let last = word.count - 1
        var shifts = [Int](repeating: word.count, count: 256)
        for (index, byte) in word.dropLast().enumerated() { shifts[Int(byte)] = last - index }
        return bytes.withUnsafeBufferPointer { text in
            var end = last
            while end < text.count {
                if text[end] == word[last], text[(end - last)...end].elementsEqual(word) { return true }
                end += shifts[Int(text[end])]
            }
            return false
        }
    }
}
