// SPDX-License-Identifier: MIT

internal import Kn8Reports
internal import Kn8Value
internal import Kn8YAML

/// What manifests themselves say is to be passed over.
enum Suppressions {
    /// The comments of a text, or of whole documents of it that begin on `firstLine`.
    static func comments(in bytes: ArraySlice<UInt8>, file: String, firstLine: Int = 1) -> [Suppression] {
        YAMLComment.all(beginning: Suppression.marker, in: bytes, file: file, firstLine: firstLine)
            .compactMap { comment in
                let own = comment.span.start.line
                // A comment with nothing below it is about nothing, which is said as of any that is not used.
                return Suppression(comment: comment.text, span: comment.span, lines: comment.lines ?? own...own)
            }
    }

    /// The annotation of `object`, about all of it.
    static func annotation(of object: SourceObject) -> [Suppression] {
        guard let text = object.value["metadata"]?["annotations"]?[Suppression.annotation]?.string,
            let whole = object.span(of: FieldPath()),
            let place = object.span(of: FieldPath(keys: "metadata", "annotations", Suppression.annotation))
        else { return [] }
        return Suppression.entries(
            annotation: text,
            span: place,
            lines: whole.start.line...max(whole.start.line, whole.end.line)
        )
    }
}
