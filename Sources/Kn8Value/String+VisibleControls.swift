// SPDX-License-Identifier: MIT

extension String {
    /// The text with its control characters made visible, but for tabs and line breaks: `^[` for an escape, `\u202e` for one
    /// that turns the writing round. For what comes from others and goes to a terminal, which would obey them. Costs nothing but
    /// a look when there is none.
    package var withVisibleControls: String {
        guard mayHoldControls else { return self }
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A: text.append(scalar)
            case 0x00..<0x20, 0x7F: text.append(contentsOf: ["^", UnicodeScalar(UInt8(scalar.value ^ 0x40))])
            case 0x80..<0xA0, 0x202A...0x202E, 0x2066...0x2069:
                text.append(contentsOf: ("\\u" + String.hexadecimal(scalar.value, width: 4)).unicodeScalars)
            default: text.append(scalar)
            }
        }
        return String(text)
    }

    /// Whether a byte of the text is one that such characters begin with.
    private var mayHoldControls: Bool {
        utf8.contains { ($0 < 0x20 && $0 != 0x09 && $0 != 0x0A) || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 }
    }
}
