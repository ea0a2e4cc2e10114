// SPDX-License-Identifier: MIT

package import Kn8Value

/// What a change comes to beyond the fields that it writes.
package struct Consequence: Hashable, Sendable {
    /// The sorts of consequence, the gravest first.
    package enum Sort: String, CaseIterable, Sendable {
        /// Data that cannot be had again goes.
        case dataLoss = "data-loss"
        /// Somebody may do more than before.
        case privilege
        /// The API server refuses the change; the object would have to be deleted and made anew.
        case recreate
        /// Pods are replaced.
        case restart
        /// Requests go elsewhere.
        case trafficShift = "traffic-shift"
        /// The number of Pods, brokers or servers changes.
        case scale
    }

    /// The sort.
    package let sort: Sort
    /// Why, in a few words: `3 → 5`.
    package let reason: String
    /// Where in the object; empty for the object itself.
    package let path: FieldPath

    init(_ sort: Sort, _ reason: String, at path: FieldPath = FieldPath()) {
        self.sort = sort
        self.reason = reason
        self.path = path
    }
}
