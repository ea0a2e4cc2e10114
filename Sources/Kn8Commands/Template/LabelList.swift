// SPDX-License-Identifier: MIT

/// Labels as `-l` takes them: `a=b,c=d` (`kubectl:pkg/generate/generate.go`).
struct LabelList {
    /// The labels; of a key given twice the last value.
    let pairs: [String: String]

    /// Reads `text`.
    init(_ text: String) throws(CommandError) {
        var pairs: [String: String] = [:]
        for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = piece.split(separator: "=", omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                throw CommandError("error parsing labels: unexpected label spec: \(piece)")
            }
            guard !parts[0].isEmpty else { throw CommandError("error parsing labels: unexpected empty label key") }
            pairs[String(parts[0])] = String(parts[1])
        }
        self.pairs = pairs
    }
}
