// SPDX-License-Identifier: MIT

/// Where uids and generated names come from: the system's randomness, or a seed, so that golden tests repeat.
package struct IdentitySource: Sendable {
    private var state: UInt64?

    /// Random identities.
    package init() { state = nil }

    /// Identities that follow from `seed` alone.
    package init(seed: UInt64) { state = seed }

    // SplitMix64, for the seeded case.
    private mutating func next() -> UInt64 {
        guard var state else { return UInt64.random(in: .min ... .max) }
        state &+= 0x9e37_79b9_7f4a_7c15
        self.state = state
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A version 4 UUID.
    mutating func uid() -> String {
        let high = (next() & 0xffff_ffff_ffff_0fff) | 0x4000
        let low = (next() & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000
        let digits = hex(high) + hex(low)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text += "-" }
            text.append(digit)
        }
        return text
    }

    private func hex(_ number: UInt64) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: 16 - text.utf8.count) + text
    }

    /// `prefix`, cut to 58 characters, and five random ones (`kubernetes:apiserver/pkg/storage/names`).
    mutating func name(prefix: String) -> String {
        let alphabet = Array("bcdfghjklmnpqrstvwxz2456789")
        var number = next()
        var name = String(prefix.prefix(58))
        for _ in 0..<5 {
            name.append(alphabet[Int(number % UInt64(alphabet.count))])
            number /= UInt64(alphabet.count)
        }
        return name
    }
}
