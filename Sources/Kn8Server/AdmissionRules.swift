// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Merge
package import Kn8Value

/// What the server asks of schemas: defaults and checks, by the kind that the object states.
package protocol AdmissionRules: Sendable {
    /// `object` with the defaults of its kind.
    func defaulted(_ object: Object) -> Object

    /// What is wrong with `object`, which takes the place of `old` when that is given; empty when nothing is.
    func violations(of object: Object, replacing old: Object?) -> [Violation]

    /// What is wrong with `object` as the successor of `old`: what may not change has changed.
    func violations(from old: Object, to object: Object) -> [Violation]

    /// How a strategic merge patch treats the fields of objects of a kind; nil when the kind takes no such patch.
    func patchSchema(apiVersion: String, kind: String) -> (any PatchSchema)?

    /// How the fields of objects of a kind are owned and merged; nil when nothing is known of the kind.
    func mergeSchema(apiVersion: String, kind: String) -> (any MergeSchema)?

    /// Takes over the kinds that `definition`, a CustomResourceDefinition, defines; told at start, creation and update.
    func learn(_ definition: Object)
}

/// Rules that find nothing to add and nothing wrong.
package struct NoAdmissionRules: AdmissionRules {
    /// The rules, of which there are none.
    package init() {}
    /// `object` as it is.
    package func defaulted(_ object: Object) -> Object { object }
    /// None.
    package func violations(of object: Object, replacing old: Object?) -> [Violation] { [] }
    /// None.
    package func violations(from old: Object, to object: Object) -> [Violation] { [] }
    /// None.
    package func patchSchema(apiVersion: String, kind: String) -> (any PatchSchema)? { nil }
    /// None.
    package func mergeSchema(apiVersion: String, kind: String) -> (any MergeSchema)? { nil }
    /// Does nothing.
    package func learn(_ definition: Object) {}
}
