// SPDX-License-Identifier: MIT

/// Passwords that operators make up.
enum Password {
    /// `length` letters and digits from the system's random source.
    static func random(_ length: Int) -> String {
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        return String((0..<length).compactMap { _ in alphabet.randomElement() })
    }
}
