// SPDX-License-Identifier: MIT
package import Kn8Value

/// One rule over all the objects of a set.
package struct PolicyRule: Sendable {
    /// Its name, `family/rule`.
    package let id: String
    /// How bad a breach is.
    package let severity: Severity
    /// What must hold, in one line.
    package let summary: String
    /// What to do about a breach.
    package let remedy: String
    /// The breaches in `set`.
    let check: @Sendable (ObjectSet) -> [Breach]
}

/// Where a rule is broken; the rule adds the rest.
struct Breach {
    /// The object's index.
    var object: Int
    /// What is wrong.
    var message: String
    /// Where in the object.
    var path: FieldPath
    /// Which part of the entry at `path`.
    var part: Violation.Part = .value
    /// A remedy that knows more than the rule's own.
    var remedy: String?
}
