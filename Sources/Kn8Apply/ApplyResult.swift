// SPDX-License-Identifier: MIT

package import Kn8API

/// What applying one object did.
package struct ApplyResult: Sendable {
    /// The word kubectl has for it.
    package enum Change: String, Hashable, Sendable {
        case created
        case configured
        case unchanged
        case serverSideApplied = "serverside-applied"
    }

    /// The word kubectl has for it.
    package let change: Change
    /// The object before; nil when there was none.
    package let before: Object?
    /// The object as stored, or as it would be under dry run.
    package let after: Object
    /// The resource that serves it.
    package let resource: Resource
    /// Things worth knowing that stopped nothing.
    package let warnings: [String]
    /// What was applied; nil when that is not known.
    package var manifest: Object?

    /// The result as one of a change that began with `first`; the same when that is nil, or nothing was changed.
    func counted(from first: Object?) -> ApplyResult {
        guard let first, first != after else { return self }
        return ApplyResult(change: .configured, before: first, after: after, resource: resource, warnings: warnings)
    }
}
