// SPDX-License-Identifier: MIT
internal import Synchronization
package import Kn8Value

/// One document of a stream, and the way back from its fields to the text.
package struct YAMLDocument: Sendable {
    /// What the document says.
    package let value: Value
    /// The file as the user named it.
    package var file: String { source.file }
    /// The line of the file, from 1, that the document begins on, its `---` included.
    package var firstLine: Int { source.origin.line }

    /// Where its text is, so that places can be had after the document is gone.
    package var extent: DocumentExtent {
        DocumentExtent(file: source.file, range: source.bytes.indices, origin: source.origin, isJSON: source.isJSON)
    }

    private let source: DocumentSource
    private let cache: SpanCache

    init(value: Value, source: DocumentSource) {
        self.value = value
        self.source = source
        cache = SpanCache()
    }

    /// The places of all nodes; built by parsing the text again when first asked for, then kept.
    package func spanIndex() -> SpanIndex { cache.index(of: source) }

    /// Where `path` is; for a path that is not there, the nearest parent that is.
    ///
    /// Nil never happens for a path of this
    /// document; it stands for a text that cannot be read again.
    package func span(of path: FieldPath, part: Violation.Part = .value) -> SourceSpan? {
        spanIndex().span(of: path, part: part)
    }
}

/// A document's span index, made at most once.
private final class SpanCache: Sendable {
    private let index = Mutex<SpanIndex?>(nil)

    func index(of source: DocumentSource) -> SpanIndex {
        index.withLock { kept in
            if let kept { return kept }
            let made = SpanIndex(source)
            kept = made
            return made
        }
    }
}
