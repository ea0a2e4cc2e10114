// SPDX-License-Identifier: MIT

/// A value of a library's own type: a quantity, an address, a URL. A class, so that a `CELValue` stays small.
package protocol CELOpaque: AnyObject, Sendable {
    /// The type, an `.opaque` one, that overloads declare.
    var type: CELType { get }
    /// Whether `other` is the same value; false when it is of another type.
    func isEqual(to other: any CELOpaque) -> Bool
}
