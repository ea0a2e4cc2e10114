// SPDX-License-Identifier: MIT

package import Kn8API

/// What became of one object when a command was taken back.
package struct UndoResult: Sendable {
    /// What was done.
    package enum Deed: String, Hashable, Sendable {
        /// What the command had made is gone again.
        case deleted
        /// What the command had deleted is there again, under a new uid.
        case restored
        /// What the command had changed is as before.
        case reverted
        /// There was nothing to do.
        case unchanged
        /// It could not be done; the reason tells why.
        case kept
    }

    /// What was done.
    package var deed: Deed
    /// The resource that serves the object; nil when none does any more.
    package var resource: Resource?
    /// Group, version and kind.
    package var kind: GroupVersionKind
    /// The object.
    package var key: ObjectKey
    /// Why it stays as it is; empty when it does not.
    package var reason = ""
    /// What does not come back by this.
    package var losses: [String] = []
    /// The object before the undo; nil when there was none.
    package var before: Object?
    /// The object after it; nil when there is none.
    package var after: Object?

    /// `deployment.apps/web`.
    package var title: String {
        let group = kind.group.isEmpty ? "" : ".\(kind.group)"
        return (resource?.printedName ?? kind.kind.lowercased() + group) + "/" + key.name
    }
}
