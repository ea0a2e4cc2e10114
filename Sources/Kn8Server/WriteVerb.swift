// SPDX-License-Identifier: MIT

package import Kn8API

/// A write as a request states it: what `ObjectWriter` has, and what only the API over HTTP needs.
package enum WriteVerb: Sendable {
    /// Stores a new object.
    case create(Object)
    /// Replaces a stored object, or the part that the subresource names. With `mayCreate` a missing one is created; with
    /// `wantsVersion` a replacement that names no resourceVersion is refused.
    case update(Object, Subresource?, mayCreate: Bool, wantsVersion: Bool)
    /// Changes a stored object.
    case patch(ObjectKey, Patch, Subresource?)
    /// Deletes an object.
    case delete(ObjectKey, DeleteOptions)
}

/// What became of a write.
package struct WriteAnswer: Sendable {
    /// What happened to the object.
    package enum Outcome: Hashable, Sendable {
        case created
        case updated
        case deleted
        /// It waits for its finalizers.
        case marked
    }

    /// The object as stored, or as it would be under dry run; of a deleted one its last state.
    package let object: Object
    /// What happened to it.
    package let outcome: Outcome
    /// What the client is to be told, in the server's words: unknown fields that were dropped, deprecated kinds.
    package let warnings: [String]

    /// A write of `object` that ended so.
    package init(object: Object, outcome: Outcome, warnings: [String]) {
        self.object = object
        self.outcome = outcome
        self.warnings = warnings
    }
}
