// SPDX-License-Identifier: MIT

/// Bytes in base 16, lower case.
package enum Hexadecimal {
    /// Two digits for each of `bytes`.
    package static func encoded(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var out: [UInt8] = []
        for byte in bytes {
            out.append(digits[Int(byte >> 4)])
            out.append(digits[Int(byte & 15)])
        }
        return String(decoding: out, as: UTF8.self)
    }
}
