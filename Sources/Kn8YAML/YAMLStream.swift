// SPDX-License-Identifier: MIT
package import Kn8Value

/// A file of YAML documents or of JSON values, taken apart as kubectl does: each document stands or falls alone.
package enum YAMLStream {
    /// What came of one document.
    package enum Item: Sendable {
        /// A document that can be used.
        case document(YAMLDocument)
        /// What is wrong with a document that cannot.
        case findings([Finding])
    }

    /// What the root of a document may be.
    package enum Root: Sendable {
        /// Only mappings, as in manifests; anything else is `yaml/not-a-mapping`.
        case mapping
        /// Any value, as in patches.
        case any
    }

    /// What becomes of a document with a key that is set twice in one mapping.
    package enum Duplicates: Sendable {
        /// It cannot be used, as go-yaml's strict decoding has it.
        case refused
        /// The last of the two counts, as kubectl reads manifests; `YAMLDocument.duplicateKeys` tells of it.
        case kept
    }

    /// The largest document that is read, in bytes.
    package static let maximalSize = 64 << 20

    /// The documents in `bytes` in order; empty ones are left out.
    ///
    /// `file` is the name that findings show.
    package static func documents(
        in bytes: [UInt8],
        file: String,
        root: Root = .mapping,
        duplicates: Duplicates = .refused
    ) -> [Item] {
        var items: [Item] = []
        read(bytes[...], file: file, root: root, duplicates: duplicates) { items.append($0) }
        return items
    }

    /// Calls `body` with one document after the other, so that each can be dropped before the next is read.
    ///
    /// `bytes` are a whole file, or a part of it that begins on `firstLine` where `StreamCut` allows.
    package static func read(
        _ bytes: ArraySlice<UInt8>,
        file: String,
        firstLine: Int = 1,
        root: Root = .mapping,
        duplicates: Duplicates = .refused,
        body: (Item) -> Void
    ) {
        var bytes = bytes
        if firstLine == 1 {
            if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return body(utf16(file)) }
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        }
        let keys = KeyTable()
        for source in DocumentSplitter.split(bytes, firstLine: firstLine, file: file) {
            if let item = item(source, root: root, duplicates: duplicates, keys) { body(item) }
        }
    }

    private static func utf16(_ file: String) -> Item {
        let place = SourcePosition(line: 1, column: 1)
        let span = SourceSpan(file: file, start: place, end: SourcePosition(line: 1, column: 2))
        return .findings([
            DocumentFailure("yaml/encoding", "the text is UTF-16", at: span, remedy: "save the file as UTF-8").finding
        ])
    }

    private static func item(
        _ source: DocumentSource,
        root: Root,
        duplicates: Duplicates,
        _ keys: KeyTable
    ) -> Item? {
        guard source.bytes.count <= maximalSize else {
            let end = SourcePosition(line: source.origin.line, column: source.origin.column + 1)
            let span = SourceSpan(file: source.file, start: source.origin, end: end)
            return .findings([
                DocumentFailure(
                    "yaml/too-large",
                    "the document is larger than \(maximalSize >> 20) MiB",
                    at: span,
                    remedy: "split the file into documents"
                ).finding
            ])
        }
        do {
            guard let reading = try value(of: source, duplicates: duplicates, keys) else { return nil }
            let value = reading.value
            if root == .mapping, value.object == nil {
                let index = SpanIndex(source)
                let span = index.root ?? SourceSpan(file: source.file, start: source.origin, end: source.origin)
                return .findings([
                    DocumentFailure(
                        "yaml/not-a-mapping",
                        "a manifest must be a mapping, this is \(value.described)",
                        at: span,
                        remedy: "begin with apiVersion: and kind:"
                    ).finding
                ])
            }
            return .document(
                YAMLDocument(
                    value: value,
                    source: source,
                    hasDuplicateKeys: reading.hasDuplicates,
                    hasHazards: reading.hasHazards
                )
            )
        } catch {
            return .findings(error.findings)
        }
    }

    private struct Failures: Error {
        var findings: [Finding]
        /// Whether the text could not be read to its end.
        var isFatal = false
    }

    private struct Reading {
        var value: Value
        var hasDuplicates = false
        var hasHazards = false
    }

    private static func value(
        of source: DocumentSource,
        duplicates: Duplicates,
        _ keys: KeyTable
    ) throws(Failures) -> Reading? {
        let outcome: Result<Reading?, Failures> = source.bytes.withUnsafeBufferPointer { bytes in
            if !source.isJSON, let (value, hasHazards) = PlainReader.read(bytes, keys) {
                return .success(Reading(value: value, hasHazards: hasHazards))
            }
            var composer = Composer(EventReader(bytes), source)
            do throws(DocumentFailure) {
                let value = try composer.document()
                guard composer.findings.isEmpty, !composer.hasDuplicates || duplicates == .kept else {
                    return .failure(Failures(findings: composer.findings))
                }
                guard let value else { return .success(nil) }
                let hasHazards = composer.hasHazards && !source.isJSON
                return .success(
                    Reading(value: value, hasDuplicates: composer.hasDuplicates, hasHazards: hasHazards)
                )
            } catch {
                return .failure(Failures(findings: composer.findings + [error.finding], isFatal: true))
            }
        }
        switch outcome {
        case .success(let value): return value
        case .failure(var failures):
            // JSON's pairs of surrogates and its long keys are beyond libyaml.
            if source.isJSON, failures.isFatal, let value = try? Value(json: Array(source.bytes)) {
                return Reading(value: value)
            }
            failures.findings += SpanIndex(source).duplicateFindings(.error)
            failures.findings.sort {
                guard let left = $0.span, let right = $1.span else { return false }
                return left.start < right.start
            }
            throw failures
        }
    }
}

extension Value {
    fileprivate var described: String {
        switch self {
        case .array: "a list"
        case .null: "null"
        case .object: "a mapping"
        case .string: "a string"
        case .bool: "a boolean"
        case .int, .double: "a number"
        }
    }
}
