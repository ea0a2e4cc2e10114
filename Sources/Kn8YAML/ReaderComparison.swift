// SPDX-License-Identifier: MIT
internal import Kn8Value

/// The two readers of a document beside each other, for tests.
package enum ReaderComparison {
    /// How the plain reader's answer for the document in `bytes` differs from libyaml's; nil when it does not, or when the
    /// plain reader leaves the document to libyaml.
    package static func disagreement(on bytes: [UInt8]) -> String? {
        bytes.withUnsafeBufferPointer { buffer in
            guard let plain = PlainReader.read(buffer, KeyTable()) else { return nil }
            let origin = SourcePosition(line: 1, column: 1)
            var composer = Composer(EventReader(buffer), DocumentSource(bytes: bytes[...], file: "", origin: origin))
            guard let value = try? composer.document() else {
                return "libyaml refuses what reads \(plain.value.json())"
            }
            if value != plain.value { return "\(plain.value.json()) is \(value.json())" }
            if composer.hasDuplicates || !composer.findings.isEmpty { return "libyaml has something to say" }
            return composer.hasHazards && !plain.hasHazards ? "a trap is overlooked" : nil
        }
    }
}
