// SPDX-License-Identifier: MIT

/// Where generated parameters get their randomness from.
package struct ParameterRandom: Sendable {
    private let generator: @Sendable (_ parameter: String) -> any RandomNumberGenerator

    /// Randomness that `generator` makes for each parameter by its name.
    package init(_ generator: @escaping @Sendable (_ parameter: String) -> any RandomNumberGenerator) {
        self.generator = generator
    }

    /// The system's cryptographically secure source (`getrandom` on Linux).
    package static let secure = ParameterRandom { _ in SystemRandomNumberGenerator() }

    /// The same values for the same `seed` in every run and on every machine, for tests and CI; no secret is safe with
    /// it. A value depends on the seed and the parameter's name alone, so a new parameter changes no other.
    package static func seeded(_ seed: String) -> ParameterRandom {
        ParameterRandom { parameter in SplitMix(text: "\(seed)/\(parameter)") }
    }

    /// The randomness for `parameter`.
    package func callAsFunction(_ parameter: String) -> any RandomNumberGenerator { generator(parameter) }
}

/// SplitMix64: small, fast, and fit for nothing secret.
private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    /// The sequence that belongs to `text`.
    init(text: String) {
        state = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
