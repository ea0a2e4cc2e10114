// SPDX-License-Identifier: MIT

package import Kn8API

/// Where one stored object is.
package struct StoredName: Hashable, Sendable, Comparable {
    /// The collection it is in.
    package let collection: StorageKey
    /// Its namespace and name.
    package let key: ObjectKey

    /// The object at `key` in `collection`.
    package init(collection: StorageKey, key: ObjectKey) {
        self.collection = collection
        self.key = key
    }

    /// By collection, then by key.
    package static func < (lhs: StoredName, rhs: StoredName) -> Bool {
        lhs.collection == rhs.collection ? lhs.key < rhs.key : lhs.collection < rhs.collection
    }
}
