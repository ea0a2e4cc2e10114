// SPDX-License-Identifier: MIT

package import Kn8Value

/// A 64-bit FNV-1a hash that is the same in every run and on every machine; for names, not for security.
package enum StableHash {
    /// The alphabet of generated Kubernetes names: no vowels, no look-alikes (`apimachinery:pkg/util/rand`).
    private static let alphabet = Array("bcdfghjklmnpqrstvwxz2456789")

    /// The hash of `text`.
    package static func of(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }

    /// The hash of `text` as 16 hexadecimal digits.
    package static func hex(of text: String) -> String {
        let digits = String(of(text), radix: 16)
        return String(repeating: "0", count: max(0, 16 - digits.count)) + digits
    }

    /// `length` characters that follow from `text`, as generated names have them.
    package static func name(of text: String, length: Int) -> String {
        var hash = of(text)
        hash = (hash ^ (hash >> 29)) &* 0xbf58_476d_1ce4_e5b9
        hash ^= hash >> 32
        var name = ""
        for _ in 0..<length {
            name.append(alphabet[Int(hash % UInt64(alphabet.count))])
            hash /= UInt64(alphabet.count)
        }
        return name
    }

    /// `length` characters that follow from `value`, whose mappings are always in order.
    package static func name(of value: Value, length: Int) -> String { name(of: value.json(), length: length) }
}
