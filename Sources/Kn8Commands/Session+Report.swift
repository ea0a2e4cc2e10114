// SPDX-License-Identifier: MIT

internal import Kn8Reports
internal import Kn8Value

extension Session {
    /// Says what is wrong with `set` on standard error; returns whether any of it is an error.
    func report(_ findings: [Finding], of set: ManifestSet) -> Bool {
        guard !findings.isEmpty else { return false }
        let text = TextReport().text(of: findings, in: set.files.map(\.name)) { name, _ in set.excerpt(of: name) }
        console.say(String(text.dropLast(text.hasSuffix("\n") ? 1 : 0)))
        return findings.contains { $0.severity == .error }
    }
}
