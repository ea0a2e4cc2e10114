// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Diff
package import Kn8Merge
internal import Kn8Value
internal import Kn8YAML

/// How one object would change, as people and programs read it.
package struct ObjectDiff: Sendable {
    /// What of the two states is compared.
    package struct Detail: Sendable {
        /// Whether the values of Secrets are there.
        package var showsSecrets = false
        /// Whether what differs without a change of anybody's is there, too: what the server owns or fills in, and amounts
        /// and sets spelt in another way.
        package var showsNoise = false
        /// Whether the owners of the fields are there.
        package var showsManagedFields = false

        /// Nothing but what somebody changed, without secrets.
        package init(showsSecrets: Bool = false, showsNoise: Bool = false, showsManagedFields: Bool = false) {
            self.showsSecrets = showsSecrets
            self.showsNoise = showsNoise
            self.showsManagedFields = showsManagedFields
        }
    }

    /// The object before, as it is shown; nil when there is none.
    package let before: Object?
    /// The object after, as it is shown; nil when there is none.
    package let after: Object?
    private let schema: (any MergeSchema)?

    /// Compares `before` (nil: there is none) with `after` (nil: it is deleted).
    ///
    /// - Parameters:
    ///   - before: The state before; nil when there is none.
    ///   - after: The state after; nil when it is deleted.
    ///   - manifest: What `after` was made from; nil when that is not known. Fields that are new and not in it are noise.
    ///   - schema: How lists and amounts compare; nil when nothing is known of the kind.
    ///   - detail: What is compared.
    package init(
        before: Object?,
        after: Object?,
        manifest: Object? = nil,
        schema: (any MergeSchema)? = nil,
        detail: Detail = Detail()
    ) {
        var (old, new) =
            detail.showsNoise
            ? (before, after) : DiffNoise(schema: schema).cleaned(before: before, after: after, manifest: manifest)
        // It repeats the manifest, and changes whenever that does.
        old?["metadata", "annotations", LastApplied.annotation] = nil
        new?["metadata", "annotations", LastApplied.annotation] = nil
        if detail.showsManagedFields {
            old?["metadata", "managedFields"] = before?["metadata", "managedFields"]
            new?["metadata", "managedFields"] = after?["metadata", "managedFields"]
        } else {
            old?["metadata", "managedFields"] = nil
            new?["metadata", "managedFields"] = nil
        }
        if !detail.showsSecrets {
            if let before = old, let after = new {
                (old, new) = SecretMask.masked(before: before, after: after)
            } else {
                old = old.map(SecretMask.masked)
                new = new.map(SecretMask.masked)
            }
        }
        (self.before, self.after, self.schema) = (old, new, schema)
    }

    /// The object, as it will be or was.
    package var object: Object { after ?? before ?? Object(.emptyObject) }

    /// Whether nothing differs.
    package var isEmpty: Bool { before == after }

    /// The object's file name in kubectl's diff: `apps.v1.Deployment.default.web`.
    package var name: String {
        let kind = object.gvk
        let version = kind.group.isEmpty ? kind.version : "\(kind.group).\(kind.version)"
        return "\(version).\(kind.kind).\(object.namespace).\(object.name)"
    }

    /// The state before in YAML; empty when there is none.
    package var textBefore: String { before?.value.yaml() ?? "" }
    /// The state after in YAML; empty when there is none.
    package var textAfter: String { after?.value.yaml() ?? "" }

    /// The unified diff of both states in YAML; empty when nothing differs.
    package var text: String {
        guard !isEmpty else { return "" }
        return UnifiedDiff.text(
            old: textBefore,
            new: textAfter,
            oldLabel: "live/\(name)",
            newLabel: "merged/\(name)"
        )
    }

    /// The differences one by one, by path; a whole object that comes or goes is one.
    package var changes: [FieldChange] {
        FieldChanges(from: before?.value, to: after?.value, schema: schema).found
    }
}
