// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Texts as Go's `%q` writes them.
enum GoText {
    /// `text` in double quotes, with Go's escapes for what cannot be shown.
    static func quoted(_ text: String) -> String {
        // Both escape the quote, the backslash and the usual control characters alike.
        Value.string(text).json()
    }
}
