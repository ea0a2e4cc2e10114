// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Diff
internal import Kn8Value
internal import Kn8YAML

/// How one object would change, as people read it.
package struct ObjectDiff: Sendable {
    /// The object's file name in kubectl's diff: `apps.v1.Deployment.default.web`.
    package let name: String
    /// The unified diff of both sides in YAML; empty when they do not differ.
    package let text: String

    /// Compares `before` (nil: there is none) with `after` (nil: it is deleted). What only the server owns, and the
    /// values of Secrets unless `showsSecrets`, are left out.
    package init(before: Object?, after: Object?, showsSecrets: Bool = false) {
        let named = after ?? before ?? Object(.emptyObject)
        let kind = named.gvk
        let version = kind.group.isEmpty ? kind.version : "\(kind.group).\(kind.version)"
        name = "\(version).\(kind.kind).\(named.namespace).\(named.name)"
        var old = before.map(ObjectDiff.withoutNoise)
        var new = after.map(ObjectDiff.withoutNoise)
        if !showsSecrets {
            if let before = old, let after = new {
                (old, new) = SecretMask.masked(before: before, after: after)
            } else {
                old = old.map(SecretMask.masked)
                new = new.map(SecretMask.masked)
            }
        }
        text = UnifiedDiff.text(
            old: old?.value.yaml() ?? "",
            new: new?.value.yaml() ?? "",
            oldLabel: "live/\(name)",
            newLabel: "merged/\(name)"
        )
    }

    /// `object` without the fields that change by themselves: they would show as differences nobody made.
    static func withoutNoise(_ object: Object) -> Object {
        var object = object
        for field in ["resourceVersion", "uid", "generation", "creationTimestamp", "managedFields", "selfLink"] {
            object["metadata", field] = nil
        }
        object["metadata", "annotations", LastApplied.annotation] = nil
        if object["metadata", "annotations"]?.object?.isEmpty == true { object["metadata", "annotations"] = nil }
        object["status"] = nil
        return object
    }
}
