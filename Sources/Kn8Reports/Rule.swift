// SPDX-License-Identifier: MIT
package import Kn8Value

/// What a report tells about a rule itself.
package struct Rule: Hashable, Sendable {
    /// Its name, `family/rule`.
    package let id: String
    /// How bad a breach is, unless the user says otherwise.
    package let severity: Severity
    /// What is wrong or what must hold, in one line.
    package let summary: String
    /// What to do about it.
    package let help: String

    /// The rule `id`.
    package init(_ id: String, _ severity: Severity, _ summary: String, help: String) {
        self.id = id
        self.severity = severity
        self.summary = summary
        self.help = help
    }

    /// The rule `id`, a breach of which is an error.
    package init(_ id: String, _ summary: String, help: String) { self.init(id, .error, summary, help: help) }

    /// The part before the stroke.
    package var family: Substring { id.prefix { $0 != "/" } }
}
