// SPDX-License-Identifier: MIT
internal import Kn8Value

/// A quantity's canonical text reads back as an equal quantity, and is canonical itself; sums do not trap.
enum QuantityPromises {
    static func check(_ text: String) {
        guard let quantity = Quantity(text) else { return }
        let canonical = quantity.description
        let again = Quantity(canonical)
        precondition(again == quantity, "\(text) is written \(canonical)")
        precondition(again?.description == canonical, "\(canonical) is not canonical")
        _ = quantity + quantity
        _ = quantity - quantity
        _ = (quantity.rounded, quantity.thousandths)
    }
}
