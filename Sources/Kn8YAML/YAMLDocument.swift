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

    /// Whether some mapping has a key twice; the last one counts. Only with `YAMLStream.Duplicates.kept`.
    package let hasDuplicateKeys: Bool
    /// Whether it is worth asking for traps of YAML 1.1: an unquoted scalar may be read as something else than it looks,
    /// or an anchor's name is taken twice.
    package let hasHazards: Bool

    /// Where its text is, so that places can be had after the document is gone.
    package var extent: DocumentExtent {
        DocumentExtent(file: source.file, range: source.bytes.indices, origin: source.origin, isJSON: source.isJSON)
    }

    private let source: DocumentSource
    private let cache: SpanCache

    init(value: Value, source: DocumentSource, hasDuplicateKeys: Bool = false, hasHazards: Bool = false) {
        self.value = value
        self.source = source
        self.hasDuplicateKeys = hasDuplicateKeys
        self.hasHazards = hasHazards
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

    /// How the unquoted scalar at `path` is spelt; nil for text, for collections, and for what is not there.
    package func unquoted(at path: FieldPath) -> String? { spanIndex().unquoted(at: path) }

    /// What is wrong with the keys that a mapping has twice; empty when none has.
    package func duplicateKeys(_ severity: Severity = .error) -> [Finding] {
        hasDuplicateKeys ? spanIndex().duplicateFindings(severity) : []
    }

    /// The anchors that take the name of an earlier one, which hides it from there on.
    package func repeatedAnchors() -> [Finding] {
        guard hasHazards else { return [] }
        return spanIndex().repeatedAnchors.map { name, span, first in
            Finding(
                rule: "yaml/hazard-anchor",
                severity: .warning,
                message: "anchor &\(name) is already set on line \(first.line)",
                span: span,
                remedy: "aliases below mean this one: give it another name"
            )
        }
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
