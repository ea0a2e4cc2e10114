// SPDX-License-Identifier: MIT

package import Kn8API

/// One write: what a watch is made of.
package struct StoredChange: Hashable, Sendable {
    /// The revision that the write made.
    package let revision: Int64
    /// The collection written to.
    package let collection: StorageKey
    /// What happened.
    package let kind: WatchEvent.Kind
    /// The object after the write; for a deletion its last state, with the deletion's revision.
    package let object: Object
    /// The object before the write; nil for a new one, and when a change read back from the file has no kept precursor.
    package let previous: Object?
}
