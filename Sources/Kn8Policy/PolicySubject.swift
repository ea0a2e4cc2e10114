// SPDX-License-Identifier: MIT
package import Kn8Value

/// Objects that rules judge together: indexed once, then judged by any rule from any task.
package struct PolicySubject: Sendable {
    private let set: ObjectSet

    /// The set of `objects`; an element that is no object with a kind and a name is passed over.
    package init(_ objects: [Value]) { set = ObjectSet(objects) }

    /// What `rules` find, ordered by object and then by rule.
    package func violations(of rules: ArraySlice<PolicyRule>) -> [PolicyViolation] {
        PolicySubject.ordered(
            rules.flatMap { rule in
                rule.check(set).map { breach in
                    PolicyViolation(
                        object: breach.object,
                        violation: Violation(
                            rule: rule.id,
                            severity: rule.severity,
                            message: breach.message,
                            path: breach.path,
                            part: breach.part,
                            remedy: breach.remedy ?? rule.remedy
                        )
                    )
                }
            }
        )
    }

    /// `violations` by object; those of one object keep their order.
    package static func ordered(_ violations: [PolicyViolation]) -> [PolicyViolation] {
        violations.indices
            .sorted { (violations[$0].object, $0) < (violations[$1].object, $1) }
            .map { violations[$0] }
    }
}
