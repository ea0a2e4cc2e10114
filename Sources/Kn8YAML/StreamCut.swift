// SPDX-License-Identifier: MIT
internal import Glibc

/// Where a stream of documents can be cut, so that its parts, read alone, give the documents of the whole.
///
/// A line that begins with `---` and a blank always begins a document, inside block scalars and quotes too (YAML 1.2.2,
/// 9.1.2); only directives before it would be torn from it.
package enum StreamCut {
    /// The last index after `start` at which `bytes` can be cut; nil when there is none.
    package static func last(in bytes: ArraySlice<UInt8>, after start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            let first = max(0, start - bytes.startIndex)
            var index = buffer.count
            while index > first {
                let line = startOfLine(buffer, before: index)
                if line > first, isCut(buffer, line) { return bytes.startIndex + line }
                index = line == 0 ? 0 : line - 1
            }
            return nil
        }
    }

    /// The first index after `start` at which `bytes` can be cut; nil when there is none.
    package static func first(in bytes: ArraySlice<UInt8>, after start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            var index = max(0, start - bytes.startIndex)
            while index < buffer.count {
                let line = endOfLine(buffer, from: index) + 1
                if line < buffer.count, isCut(buffer, line) { return bytes.startIndex + line }
                index = line
            }
            return nil
        }
    }

    /// How many lines end in `bytes`.
    package static func lineCount(in bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBytes { buffer in
            var count = 0
            var index = 0
            while index + 8 <= buffer.count {
                let word = buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                count += PlainText.lineFeeds(in: word).nonzeroBitCount
                index += 8
            }
            for byte in buffer[index...] where byte == UInt8(ascii: "\n") { count += 1 }
            return count
        }
    }

    /// The index of the line feed that ends the line of `index`, or the end.
    static func endOfLine(_ buffer: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
        guard let base = buffer.baseAddress, index < buffer.count else { return buffer.count }
        guard let found = memchr(base + index, Int32(UInt8(ascii: "\n")), buffer.count - index) else {
            return buffer.count
        }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    // Where the line begins whose last byte is before `index`.
    private static func startOfLine(_ buffer: UnsafeBufferPointer<UInt8>, before index: Int) -> Int {
        var line = index
        while line > 0, buffer[line - 1] != UInt8(ascii: "\n") { line -= 1 }
        return line
    }

    private static func isCut(_ buffer: UnsafeBufferPointer<UInt8>, _ line: Int) -> Bool {
        guard line + 3 < buffer.count, buffer[line] == UInt8(ascii: "-"), buffer[line + 1] == UInt8(ascii: "-"),
            buffer[line + 2] == UInt8(ascii: "-"), isBlank(buffer[line + 3])
        else { return false }
        // A directive stands before the marker, comments and blank lines may part the two.
        var end = line
        while end > 0 {
            var index = startOfLine(buffer, before: end - 1)
            if buffer[index] == UInt8(ascii: "%") { return false }
            while index < end, isBlank(buffer[index]) { index += 1 }
            if index < end, buffer[index] != UInt8(ascii: "#") { return true }
            end = startOfLine(buffer, before: end - 1)
        }
        return true
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
            || byte == UInt8(ascii: "\n")
    }
}
