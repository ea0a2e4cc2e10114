// SPDX-License-Identifier: MIT

package import Kn8API

/// Which page of which state of a collection is asked for.
package struct ListQuery: Hashable, Sendable {
    /// Which objects.
    package var scope: Scope
    /// The selectors, and the most objects of the page.
    package var options: ListOptions
    /// The page begins after this object; nil for the first page.
    package var after: ObjectKey?
    /// The state as it was at this revision; nil for the newest.
    package var revision: Int64?

    /// The page after `after` of the state at `revision`.
    package init(scope: Scope, options: ListOptions, after: ObjectKey? = nil, revision: Int64? = nil) {
        self.scope = scope
        self.options = options
        self.after = after
        self.revision = revision
    }
}

/// One page of a collection.
package struct ListPage: Sendable {
    /// The objects, ordered by key, in the version they are stored in.
    package let items: [Object]
    /// The state that the page shows.
    package let revision: Int64
    /// The page's last object when more come after it; nil when these are the last.
    package let last: ObjectKey?
    /// How many come after it; nil when that is not known, as with selectors.
    package let remaining: Int64?
    /// How often writes were taken back so far: the resourceVersions of those may have been given to others since.
    package var epoch = 0
}
