// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Hides what a Secret holds, wherever the object carries it: `data`, `stringData` and kubectl's last-applied copy.
package enum SecretMask {
    /// What stands for a hidden value.
    package static let hidden = "***"

    /// kubectl's copy of the manifest in the object itself.
    package static let lastAppliedAnnotation = "kubectl.kubernetes.io/last-applied-configuration"

    /// `object` with every value of a Secret hidden; any other kind comes back as it is.
    package static func masked(_ object: Object) -> Object {
        guard isSecret(object) else { return object }
        var masked = object
        for field in fields {
            guard let map = object[field]?.object else {
                if object[field] != nil { masked[field] = .string(hidden) }
                continue
            }
            masked[field] = .object(ValueMap(map.map { ($0.key, Value.string(hidden)) }))
        }
        hideLastApplied(in: &masked)
        return masked
    }

    /// Both sides of a comparison with the values of a Secret hidden: a value that differs says so, as kubectl's diff
    /// does with `*** (before)` and `*** (after)`.
    package static func masked(before: Object, after: Object) -> (before: Object, after: Object) {
        guard isSecret(before) || isSecret(after) else { return (before, after) }
        var hiddenBefore = masked(before)
        var hiddenAfter = masked(after)
        for field in fields {
            guard let old = before[field]?.object, let new = after[field]?.object else { continue }
            for entry in old {
                guard let counterpart = new[entry.key], counterpart != entry.value else { continue }
                hiddenBefore[field, entry.key] = .string("\(hidden) (before)")
                hiddenAfter[field, entry.key] = .string("\(hidden) (after)")
            }
        }
        return (hiddenBefore, hiddenAfter)
    }

    private static let fields = ["data", "stringData"]

    private static func isSecret(_ object: Object) -> Bool { object.kind == "Secret" && object.apiVersion == "v1" }

    private static func hideLastApplied(in object: inout Object) {
        guard object.annotations[lastAppliedAnnotation] != nil else { return }
        object["metadata", "annotations", lastAppliedAnnotation] = .string(hidden)
    }
}
