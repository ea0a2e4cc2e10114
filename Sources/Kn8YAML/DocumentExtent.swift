// SPDX-License-Identifier: MIT
package import Kn8Value

/// Where the text of one document stands: enough to find its places again without keeping text or tree.
package struct DocumentExtent: Sendable {
    /// The file as the user named it.
    package let file: String
    /// The indices of its bytes in the array that it was read from.
    package var range: Range<Int>
    /// Where the first byte stands in the file.
    package let origin: SourcePosition
    let isJSON: Bool

    /// The places of all nodes, read again from `bytes`: those that stood in `range`, and no others.
    package func spanIndex(of bytes: ArraySlice<UInt8>) -> SpanIndex {
        SpanIndex(DocumentSource(bytes: bytes, file: file, origin: origin, isJSON: isJSON))
    }
}
