// SPDX-License-Identifier: MIT

internal import Kn8Value

extension [String] {
    /// The texts as Go's `%q` prints a slice of them: `["a" "b"]`.
    var goQuoted: String { "[\(map(\.goQuoted).joined(separator: " "))]" }
}
