// SPDX-License-Identifier: MIT

/// How Go writes text within HTML, JavaScript and addresses (`go:text/template/funcs.go`).
enum GoEscapes {
    /// What `html` writes for characters that mean something.
    static let html: [Unicode.Scalar: String] = [
        "<": "&lt;", ">": "&gt;", "\"": "&#34;", "'": "&#39;", "&": "&amp;", "\0": "\u{FFFD}",
    ]

    /// What `js` writes for characters that mean something.
    static let script: [Unicode.Scalar: String] = [
        "\\": "\\\\", "'": "\\'", "\"": "\\\"", "<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "=": "\\u003D",
        "\n": "\\u000A", "\r": "\\u000D", "\t": "\\u0009",
    ]

    /// `text` as a value in an address.
    static func query(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".unicodeScalars)
        var result = String.UnicodeScalarView()
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            if scalar == " " {
                result.append("+")
            } else if scalar.properties.isAlphabetic && byte < 0x80 || ("0"..."9").contains(scalar)
                || "-_.~".unicodeScalars.contains(scalar)
            {
                result.append(scalar)
            } else {
                result.append("%")
                result.append(digits[Int(byte >> 4)])
                result.append(digits[Int(byte & 15)])
            }
        }
        return String(result)
    }
}
