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
    /// The object before the write; nil for a new one. Of one that came and went in one transaction the file has only the end,
    /// and nothing before it.
    package let previous: Object?
}
