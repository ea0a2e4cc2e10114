// SPDX-License-Identifier: MIT

internal import Kn8Reports
internal import Kn8Value
internal import Kn8YAML

extension ReportedObject {
    /// The object as reports name it; finding its line means reading its document again.
    init(_ object: SourceObject) {
        self.init(
            file: object.document.file,
            title: object.title,
            line: object.span(of: FieldPath())?.start.line ?? object.document.firstLine
        )
    }
}
