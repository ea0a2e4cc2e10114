// SPDX-License-Identifier: MIT

internal import Kn8Reports
internal import Kn8Schema
internal import Kn8Value
internal import Kn8YAML

/// Manifests as read: the objects of all documents, and what kept others from being objects.
struct ManifestSet {
    /// The files in the order named.
    let files: [ManifestFiles.File]
    /// Every object, in the order of the files.
    private(set) var objects: [SourceObject] = []
    /// What is wrong with documents as such.
    private(set) var findings: [Finding] = []
    /// How many documents were read, broken ones included and empty ones not.
    private(set) var documentCount = 0

    /// Takes `files` apart. A document with a key that is set twice is kept or refused as `duplicates` says; of one that is
    /// kept, `strictness` says how bad that is. What has one of `roles` is no object and is passed over.
    init(
        _ files: [ManifestFiles.File],
        duplicates: YAMLStream.Duplicates = .refused,
        strictness: ValidationStrictness = .strict,
        roles: ManifestRoles? = nil
    ) {
        self.files = files
        for file in files where roles?.isTemplate(file.name) != true {
            for item in YAMLStream.documents(in: file.bytes, file: file.name, duplicates: duplicates) {
                if case .document(let document) = item, roles?.role(of: document) != nil { continue }
                documentCount += 1
                let item = ManifestItem(item, strictness: strictness)
                objects += item.objects
                findings += item.findings
            }
        }
        let secrets = SecretLedger.current
        for object in objects { secrets.note(object.value) }
    }

    /// The text of the file called `name`; nil when no such file was read.
    func excerpt(of name: String) -> SourceExcerpt? {
        files.first { $0.name == name }.map { SourceExcerpt($0.bytes) }
    }
}
