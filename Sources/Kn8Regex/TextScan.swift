// SPDX-License-Identifier: MIT

/// Reads scalars out of valid UTF-8.
enum TextScan {
    /// The scalar at `index`, which is inside, and how many bytes it has.
    static func scalar(at index: Int, in bytes: borrowing Span<UInt8>) -> (value: UInt32, length: Int) {
        let lead = UInt32(bytes[index])
        func next(_ offset: Int) -> UInt32 {
            index + offset < bytes.count ? UInt32(bytes[index + offset]) & 0x3F : 0
        }
        if lead < 0x80 { return (lead, 1) }
        if lead < 0xE0 { return ((lead & 0x1F) << 6 | next(1), 2) }
        if lead < 0xF0 { return ((lead & 0xF) << 12 | next(1) << 6 | next(2), 3) }
        return ((lead & 7) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
    }

    /// The scalar that ends before `index`; nil at the start.
    static func scalar(before index: Int, in bytes: borrowing Span<UInt8>) -> UInt32? {
        guard index > 0 else { return nil }
        var start = index - 1
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return scalar(at: start, in: bytes).value
    }
}
