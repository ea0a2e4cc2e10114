// SPDX-License-Identifier: MIT

internal import CKn8Data

/// A file compiled into the binary. It is read in place; only `bytes` and `text(_:)` copy.
///
/// Unchecked because it holds a pointer, to data that nobody can write or free.
package struct EmbeddedFile: @unchecked Sendable {
    /// The file's name, without a folder.
    package let name: String
    private let storage: UnsafeRawBufferPointer

    init(_ data: kn8_data) {
        name = String(cString: data.name)
        storage = UnsafeRawBufferPointer(start: data.bytes, count: data.count)
    }

    /// A file of the user's, read at run time. Its bytes are kept until the process ends, like those of the binary.
    package init(name: String, keeping bytes: [UInt8]) {
        self.name = name
        let kept = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
        kept.copyBytes(from: bytes)
        storage = UnsafeRawBufferPointer(rebasing: kept[0..<bytes.count])
    }

    /// How many bytes the file has.
    package var count: Int { storage.count }

    /// The bytes in place, for as long as `body` runs.
    package func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result { body(storage) }

    /// A copy of the bytes.
    package var bytes: [UInt8] { Array(storage) }

    /// A copy of the text in `range`; the part of it that the file has.
    package func text(_ range: Range<Int>) -> String {
        String(decoding: storage[range.clamped(to: 0..<storage.count)], as: UTF8.self)
    }
}
