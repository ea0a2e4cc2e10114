// SPDX-License-Identifier: MIT
internal import Kn8Value

/// A quantity's canonical text reads back as an equal quantity, and is canonical itself; sums do not trap.
enum QuantityPromises {
    static func complaint(about text: String) -> String? {
        guard let quantity = Quantity(text) else { return nil }
        let canonical = quantity.description
        let again = Quantity(canonical)
        if again != quantity { return "\(text) is written \(canonical)" }
        if again?.description != canonical { return "\(canonical) is not canonical" }
        _ = quantity + quantity
        _ = quantity - quantity
        _ = (quantity.rounded, quantity.thousandths)
        return nil
    }
}
