// SPDX-License-Identifier: MIT

/// Regular expressions of CRDs.
enum PatternCheck {
    /// Texts longer than this many bytes are not matched: the engine backtracks.
    private static let longest = 4096

    /// Whether `text` matches `pattern` nowhere. A pattern that cannot be read refuses nothing.
    static func fails(_ text: String, _ pattern: String) -> Bool {
        guard text.utf8.count <= longest, let regex = try? Regex(pattern).matchingSemantics(.unicodeScalar)
        else { return false }
        do {
            return try regex.firstMatch(in: text) == nil
        } catch {
            return false
        }
    }
}
