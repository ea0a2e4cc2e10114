// SPDX-License-Identifier: MIT

internal import Kn8Schema
internal import Kn8Value
internal import Kn8YAML

/// The objects of one document, and what keeps it or them from being what they should.
struct ManifestItem {
    /// The objects, in order; none of a document that cannot be used.
    private(set) var objects: [SourceObject] = []
    /// What is wrong with the document as such.
    private(set) var findings: [Finding] = []

    /// Takes `item` apart; `strictness` says how bad a key is that is set twice.
    init(_ item: YAMLStream.Item, strictness: ValidationStrictness) {
        switch item {
        case .findings(let found): findings = found
        case .document(let document):
            let (found, problems) = Manifests.objects(in: document)
            findings = document.repeatedAnchors()
            if let severity = strictness.severity, document.hasDuplicateKeys {
                findings += Manifests.attributed(document.duplicateKeys(severity), to: found)
            }
            objects = found
            findings += problems
        }
    }
}
