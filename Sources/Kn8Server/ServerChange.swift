// SPDX-License-Identifier: MIT

package import Kn8API

/// One write to the embedded server, of whatever kind.
package struct ServerChange: Hashable, Sendable {
    /// The revision that the write made.
    package let revision: Int64
    /// The collection written to: every version of a kind has the same.
    package let collection: CollectionName
    /// The object before; nil for a new one. Of a deleted one never nil.
    package let before: Object?
    /// The object after; nil for a deleted one.
    package let after: Object?
    /// The object after; of a deleted one its last state, with the deletion's revision.
    package let last: Object
}

/// A collection of objects, whatever version they are asked for in.
package struct CollectionName: Hashable, Sendable {
    /// The API group; empty for the core group.
    package let group: String
    /// The lower-case plural.
    package let plural: String

    /// The collection of `plural` in `group`.
    package init(group: String, plural: String) {
        self.group = group
        self.plural = plural
    }

    /// The collection that `resource` is a version of. The events of both groups are the same.
    package init(_ resource: Resource) {
        let group = resource.gvk.group == "events.k8s.io" ? "" : resource.gvk.group
        self.init(group: group, plural: resource.plural)
    }
}
